"""Buttons, and which element may stand in which block."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.block_kit.choices import LISTS, MENUS, MULTI_MENUS, OVERFLOW
from sandbox.slack.block_kit.inputs import INPUTS, MOMENT, PICKERS
from sandbox.slack.block_kit.problem import Finding, below
from sandbox.slack.block_kit.shapes import Fields, items, one_of, record, string, typed
from sandbox.slack.block_kit.texts import CONFIRM, ID, IMAGE, LINK, STYLE, TEXT_TYPES, USER, plain, words

_ACCESSIBILITY: Fields = {"accessibility_label": string(75)}
_VOTE = record({"text": plain(75), "value": string(2000)}, _ACCESSIBILITY)


def _prompt_to_display(value: dict[str, Any], where: str) -> Iterator[Finding]:
    if "agent_prompt_display" in value and "agent_prompt" not in value:
        yield below(where, "agent_prompt"), "is missing, though agent_prompt_display stands for it"


BUTTON: Fields = {
    "button": record(
        {"text": plain(75)},
        {
            **_ACCESSIBILITY,
            "action_id": ID,
            "url": LINK,
            "value": string(2000),
            "style": STYLE,
            "confirm": CONFIRM,
            "agent_prompt": string(4000),
            "agent_prompt_display": string(4000),
            "visible_to_user_ids": items(USER, most=10),
        },
        _prompt_to_display,
    )
}
REACTIONS: Fields = {
    "feedback_buttons": record({"positive_button": _VOTE, "negative_button": _VOTE}, {"action_id": ID}),
    "icon_button": record(
        {"icon": one_of("trash"), "text": plain(75)},
        {
            **_ACCESSIBILITY,
            "action_id": ID,
            "value": string(2000),
            "confirm": CONFIRM,
            "visible_to_user_ids": items(USER, most=10),
        },
    ),
}
_PICTURE: Fields = {"image": IMAGE}
_EVERYWHERE: Fields = {**MENUS, **LISTS, **PICKERS}
_KNOWN = (*BUTTON, *REACTIONS, *_PICTURE, *_EVERYWHERE, *MULTI_MENUS, *OVERFLOW, *MOMENT, *INPUTS, *TEXT_TYPES)

IN_ACTIONS = typed({**_EVERYWHERE, **MOMENT, **BUTTON, **OVERFLOW}, _KNOWN)
IN_SECTION = typed({**_EVERYWHERE, **MULTI_MENUS, **BUTTON, **OVERFLOW, **_PICTURE}, _KNOWN)
IN_INPUT = typed({**_EVERYWHERE, **MULTI_MENUS, **MOMENT, **INPUTS}, _KNOWN)
IN_CONTEXT_ACTIONS = typed(REACTIONS, _KNOWN)
IN_CARD = typed(BUTTON, _KNOWN)


def in_context(value: Any, where: str) -> Iterator[Finding]:
    """Context blocks hold pictures and texts side by side."""
    if isinstance(value, dict) and value.get("type") in TEXT_TYPES:
        yield from words(3000)(value, where)
    else:
        yield from typed(_PICTURE, _KNOWN)(value, where)
