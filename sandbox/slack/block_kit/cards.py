"""Blocks that frame others: card, carousel, container, plan, and the video."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.block_kit.elements import IN_CARD
from sandbox.slack.block_kit.problem import Finding, below
from sandbox.slack.block_kit.rich_text import RICH_TEXT
from sandbox.slack.block_kit.shapes import Check, Fields, flag, items, one_of, record, string, typed
from sandbox.slack.block_kit.texts import ID, IMAGE, LINK, WEB_ADDRESS, plain, words

_PICTURE = typed({"image": IMAGE})
_RICH = typed({"rich_text": RICH_TEXT})


def _shows_something(value: dict[str, Any], where: str) -> Iterator[Finding]:
    if not {"hero_image", "title", "actions", "body"} & value.keys():
        yield where, "a card needs a hero_image, a title, actions or a body"


def _has_a_title(value: dict[str, Any], where: str) -> Iterator[Finding]:
    if not {"title", "rich_text_title"} & value.keys():
        yield below(where, "title"), "is missing"


CARD: Fields = {
    "card": record(
        {},
        {
            "hero_image": _PICTURE,
            "icon": _PICTURE,
            "slack_icon": typed({"icon": record({"name": string(255)})}),
            "title": words(150),
            "subtitle": words(150),
            "body": words(200),
            "subtext": words(200),
            "actions": items(IN_CARD, most=3),
            "block_id": ID,
        },
        _shows_something,
    )
}
_TASK: Fields = {
    "task_card": record(
        {"task_id": ID, "title": string(3000), "status": one_of("pending", "in_progress", "complete", "error")},
        {
            "details": _RICH,
            "output": _RICH,
            "sources": items(typed({"url": record({"url": LINK, "text": string(3000)})}), least=0, most=100),
            "block_id": ID,
        },
    )
}
FRAMES: Fields = {
    **CARD,
    **_TASK,
    "carousel": record({"elements": items(typed(CARD), most=10)}, {"block_id": ID}),
    "plan": record({"title": string(3000)}, {"tasks": items(typed(_TASK), least=0, most=100), "block_id": ID}),
    "video": record(
        {"alt_text": string(200), "title": plain(200), "video_url": WEB_ADDRESS, "thumbnail_url": WEB_ADDRESS},
        {
            "title_url": WEB_ADDRESS,
            "author_name": string(50),
            "provider_name": string(50),
            "provider_icon_url": WEB_ADDRESS,
            "description": plain(200),
            "block_id": ID,
        },
    ),
}


def container(child: Check) -> Check:
    """A titled frame around up to ten blocks that pass *child*."""
    return record(
        {"child_blocks": items(child, most=10)},
        {
            "title": plain(150),
            "rich_text_title": _RICH,
            "subtitle": words(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": _PICTURE,
            "is_collapsible": flag,
            "default_collapsed": flag,
            "has_header_divider": flag,
            "block_id": ID,
        },
        _has_a_title,
    )
