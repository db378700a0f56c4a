"""Blocks that frame something: cards, tasks, alerts, videos, files, calls."""

from collections.abc import Callable

from markupsafe import Markup

from sandbox.page.drawing.elements import element_drawn, image_drawn
from sandbox.page.drawing.links import link_drawn
from sandbox.page.drawing.names import html_id
from sandbox.page.drawing.rich_text import rich_words
from sandbox.page.drawing.spot import text_drawn
from sandbox.page.drawing.surface import Around, Surface
from sandbox.page.drawing.templates import html, unsupported
from sandbox.page.drawing.texts import emoji_drawn, plain_drawn, words_of
from sandbox.slack.shapes import JSON

_STATUS = {"pending": "To do", "in_progress": "In progress", "complete": "Done", "error": "Failed"}
_LEVELS = {"default": "Note", "info": "Information", "warning": "Warning", "error": "Error", "success": "Success"}


def card(block: JSON, surface: Surface, around: Around) -> Markup:
    icon = block.get("slack_icon")
    pictures = [image_drawn(block[key], small=key == "icon") for key in ("hero_image", "icon") if block.get(key)]
    words = {key: _text(block.get(key), around) for key in ("title", "subtitle", "body", "subtext")}
    buttons = [element_drawn(it, block, surface, around) for it in block.get("actions") or ()]
    named = emoji_drawn(str(icon["name"])) if icon else ""
    return html("frames.card", pictures=pictures, icon=named, buttons=buttons, **words)


def carousel(block: JSON, surface: Surface, around: Around) -> Markup:
    cards = [
        card(it, surface, around) if it.get("type") == "card" else unsupported(it.get("type"))
        for it in block["elements"]
    ]
    return html("frames.carousel", id=_id(block, surface), cards=cards)


def container(block: JSON, surface: Surface, around: Around, drawn: Callable[..., Markup]) -> Markup:
    titled = block.get("rich_text_title")
    return html(
        "frames.container",
        id=_id(block, surface),
        title=rich_words(titled, around) if titled else _text(block.get("title"), around),
        subtitle=_text(block.get("subtitle"), around),
        icon=image_drawn(block["icon"], small=True) if block.get("icon") else "",
        width=str(block.get("width", "standard")),
        folds=bool(block.get("is_collapsible")),
        open=not block.get("default_collapsed"),
        ruled=bool(block.get("has_header_divider")),
        inside=drawn(block["child_blocks"], surface, around),
    )


def alert(block: JSON, surface: Surface, around: Around) -> Markup:
    level = str(block.get("level", "default"))
    return html("frames.alert", level=level, name=_LEVELS.get(level, level), words=_text(block["text"], around))


def plan(block: JSON, surface: Surface, around: Around) -> Markup:
    tasks = [
        task_card(it, surface, around) if it.get("type") == "task_card" else unsupported(it.get("type"))
        for it in block.get("tasks") or ()
    ]
    return html("frames.plan", title=plain_drawn(block["title"]), tasks=tasks)


def task_card(block: JSON, surface: Surface, around: Around) -> Markup:
    status = str(block.get("status", "pending"))
    sources = [
        link_drawn(it["url"], it["text"], around) if it.get("type") == "url" else unsupported(it.get("type"))
        for it in block.get("sources") or ()
    ]
    return html(
        "frames.task",
        title=plain_drawn(block["title"]),
        status=status,
        status_words=_STATUS.get(status, status),
        details=rich_words(block["details"], around) if block.get("details") else "",
        output=rich_words(block["output"], around) if block.get("output") else "",
        sources=sources,
    )


def video(block: JSON, surface: Surface, around: Around) -> Markup:
    title = words_of(block["title"])
    by = [str(block[key]) for key in ("author_name", "provider_name") if block.get(key)]
    return html(
        "frames.box",
        kind="Video",
        title=link_drawn(str(block.get("title_url") or block["video_url"]), title, around),
        notes=[*by, words_of(block.get("description")), str(block["alt_text"])],
    )


def file(block: JSON, surface: Surface, around: Around) -> Markup:
    return html(
        "frames.box", kind="File", title=str(block.get("external_id", "")), notes=[str(block.get("source", ""))]
    )


def call(block: JSON, surface: Surface, around: Around) -> Markup:
    about = (block.get("call") or {}).get("v1") or {}
    name, address = str(about.get("name") or block.get("call_id", "")), str(about.get("join_url", ""))
    title = link_drawn(address, name, around) if address else name
    return html("frames.box", kind="Call", title=title, notes=[str(about.get("display_id", ""))])


def _text(text: JSON | None, around: Around) -> Markup | str:
    return text_drawn(text, around) if text else ""


def _id(block: JSON, surface: Surface) -> str:
    return html_id(surface.id, str(block.get("block_id") or ""))
