"""The rich_text block: sections, lists, quotes and code, made of styled pieces."""

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup

from sandbox.page.drawing.links import link_drawn
from sandbox.page.drawing.marks import tag
from sandbox.page.drawing.surface import Around, Surface
from sandbox.page.drawing.tags import mentioned, moment_drawn
from sandbox.page.drawing.templates import html, unsupported
from sandbox.page.drawing.texts import emoji_drawn, plain_drawn
from sandbox.slack.shapes import JSON

_STYLES = {
    "code": tag("code"),
    "bold": tag("strong"),
    "italic": tag("em"),
    "strike": tag("s"),
    "underline": tag("u"),
    "highlight": tag("mark"),
    "client_highlight": tag("mark"),
}
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}")


def rich_text(block: JSON, surface: Surface, around: Around) -> Markup:
    return html("layout.rich", parts=[_part(part, around) for part in block["elements"]])


def rich_words(block: JSON, around: Around) -> Markup:
    """The same inside a cell, a title or a task."""
    return Markup().join(_part(part, around) for part in block["elements"])


def _part(part: JSON, around: Around) -> Markup:
    match part["type"]:
        case "rich_text_section":
            return html("layout.rich_section", words=_line(part, around))
        case "rich_text_list":
            return _list(part, around)
        case "rich_text_quote":
            return html("layout.rich_quote", words=_line(part, around), bordered=bool(part.get("border")))
        case "rich_text_preformatted":
            return html("layout.rich_code", words=_line(part, around), language=str(part.get("language", "")))
        case other:
            return unsupported(other)


def _list(part: JSON, around: Around) -> Markup:
    return html(
        "layout.rich_list",
        items=[_line(item, around) for item in part["elements"]],
        ordered=part["style"] == "ordered",
        indent=int(part.get("indent", 0)),
        start=int(part.get("offset", 0)) + 1,
        bordered=bool(part.get("border")),
    )


def _line(part: JSON, around: Around) -> Markup:
    return Markup().join(_styled(piece, _piece(piece, around)) for piece in part["elements"])


def _styled(piece: JSON, words: Markup) -> Markup:
    styles = piece.get("style") or {}
    for name, around_words in _STYLES.items():
        if styles.get(name):
            words = around_words(words)
    return words


def _piece(piece: JSON, around: Around) -> Markup:
    kind = str(piece.get("type"))
    return _PIECES[kind](piece, around) if kind in _PIECES else unsupported(kind)


def _text(piece: JSON, around: Around) -> Markup:
    return plain_drawn(str(piece["text"]))


def _link(piece: JSON, around: Around) -> Markup:
    address = str(piece["url"])
    return link_drawn(address, str(piece.get("text") or address), around)


def _emoji(piece: JSON, around: Around) -> Markup:
    """By its name: its code points may be of a sign that no font here has."""
    return emoji_drawn(str(piece["name"]))


def _user(piece: JSON, around: Around) -> Markup:
    return mentioned("@" + around.reader.name_of(str(piece["user_id"])))


def _group(piece: JSON, around: Around) -> Markup:
    return mentioned("@" + around.reader.name_of(str(piece["usergroup_id"])), loud=True)


def _channel(piece: JSON, around: Around) -> Markup:
    return mentioned("#" + around.reader.name_of(str(piece["channel_id"])))


def _broadcast(piece: JSON, around: Around) -> Markup:
    return mentioned(f"@{piece['range']}", loud=True)


def _color(piece: JSON, around: Around) -> Markup:
    value = str(piece["value"])
    return html("layout.colour", value=value, swatch=value if _COLOUR.fullmatch(value) else "")


def _date(piece: JSON, around: Around) -> Markup:
    form, fallback = str(piece["format"]), str(piece.get("fallback", ""))
    return moment_drawn(int(piece["timestamp"]), form, fallback, str(piece.get("url", "")), around)


_PIECES: Mapping[str, Callable[[JSON, Around], Markup]] = {
    "text": _text,
    "link": _link,
    "emoji": _emoji,
    "user": _user,
    "usergroup": _group,
    "channel": _channel,
    "broadcast": _broadcast,
    "color": _color,
    "date": _date,
}
