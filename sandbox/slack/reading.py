"""Blocks as words: what a person can read, and the buttons they can press."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.elements import STATE, elements_of
from sandbox.slack.mrkdwn import Reader, as_seen
from sandbox.slack.shapes import JSON

# Words nobody reads on the surface itself: a confirm dialog opens later, the rest are ids and settings.
_UNSEEN = {"confirm", "value", "block_id", "action_id", "type", "style", "url", "image_url", "private_metadata"}
_WORDS = ("text", "alt_text", "fallback", "name", "title", "label", "header")


def text_in(blocks: list[JSON], reader: Reader) -> str:
    """Everything readable, one line a text, without the labels of buttons."""
    return "\n".join(line for line in _lines(blocks, reader) if line)


def _lines(part: Any, reader: Reader) -> Iterator[str]:
    if isinstance(part, list):
        for piece in part:
            yield from _lines(piece, reader)
    elif isinstance(part, dict):
        if part.get("type") in ("rich_text_section", "rich_text_preformatted", "rich_text_quote"):
            yield "".join(_rich(piece, reader) for piece in part["elements"])
        elif part.get("type") != "button":
            yield from _lines_of_object(part, reader)


def _lines_of_object(part: JSON, reader: Reader) -> Iterator[str]:
    kind = part.get("type")
    for key, inside in part.items():
        if key == "categories":  # the names along a chart
            yield from (name for name in inside if isinstance(name, str))
        if isinstance(inside, dict | list):
            if key not in _UNSEEN and not key.startswith("initial_"):
                yield from _lines(inside, reader)
        elif key in _WORDS and isinstance(inside, str):
            yield as_seen(inside, reader) if kind in ("mrkdwn", "markdown") else inside
        elif key in ("value", "data") and isinstance(inside, int | float) and kind != "button":
            yield str(inside)


def _rich(piece: JSON, reader: Reader) -> str:
    match piece.get("type"):
        case "user":
            return "@" + reader.name_of(piece["user_id"])
        case "broadcast":
            return "@" + str(piece["range"])
        case "link":
            return str(piece.get("text") or piece["url"])
        case "emoji":
            return f":{piece['name']}:"
        case _:
            return str(piece.get("text", ""))


def buttons_in(blocks: list[JSON]) -> list[str]:
    """Labels of everything that can be pressed; the options of an overflow menu are buttons too."""
    labels: list[str] = []
    for _, element in elements_of(blocks):
        if element["type"] == "overflow":
            labels += [option["text"]["text"] for option in element["options"]]
        elif element["type"] not in STATE:
            labels.append(element["text"]["text"] if "text" in element else element["type"])
    return labels
