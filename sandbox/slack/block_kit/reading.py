"""What a person can read in a payload."""

from collections.abc import Iterator
from typing import Any

_BUTTONS = ("button", "icon_button", "feedback_buttons", "overflow")
_NOT_READ = frozenset({"submit", "close", "metadata"})
_WORDS = frozenset(
    {
        *("text", "markdown_text", "alt_text", "caption", "description", "title", "initial_value"),
        *("initial_date", "initial_time", "author_name", "provider_name", "pretext", "footer", "fallback"),
        *("label", "x_label", "y_label"),  # as strings these stand on a chart; an input's label is an object
    }
)
_PARSED = ("mrkdwn", "markdown", None)


def readable_text(blocks: Any) -> str:
    """Everything a person can read in *blocks* (a list), a view or a message, a line for each piece of text.

    Labels of inputs and the texts of buttons and overflow menus are left out; what stands in a field already, the
    options to choose from and a confirm dialog's question are in.
    """
    return "\n".join(_read(blocks))


def _read(thing: Any) -> Iterator[str]:
    if isinstance(thing, list):
        for inner in thing:
            yield from _read(inner)
    elif isinstance(thing, dict) and thing.get("type") in _BUTTONS:
        yield from _question(thing.get("confirm"))
    elif isinstance(thing, dict):
        for key, inner in thing.items():
            yield from _read_key(thing, key, inner)


def _read_key(thing: dict[str, Any], key: str, inner: Any) -> Iterator[str]:
    if key == "confirm":
        yield from _question(inner)
    elif isinstance(inner, str):
        if inner and _is_shown(thing, key):
            yield _unescaped(inner) if thing.get("type") in _PARSED else inner
    elif key == "categories" and isinstance(inner, list):
        yield from (name for name in inner if isinstance(name, str))
    elif key not in _NOT_READ and not (key == "label" and isinstance(inner, dict)):
        yield from _read(inner)


def _is_shown(thing: dict[str, Any], key: str) -> bool:
    if key == "name":
        return "data" in thing  # a chart's series
    if key == "value":
        return "title" in thing and "text" not in thing  # a field of an attachment
    return key in _WORDS


def _question(confirm: Any) -> Iterator[str]:
    if isinstance(confirm, dict):
        yield from _read([confirm.get("title"), confirm.get("text")])


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
