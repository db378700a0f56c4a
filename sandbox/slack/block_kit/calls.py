"""Whom a payload calls: the mentions that notify or link once Slack has parsed it."""

import re
from collections.abc import Iterator
from typing import Any

_MENTION = re.compile(r"<(!(?:channel|here|everyone)|!subteam\^[A-Z0-9]+|@[UW][A-Z0-9]+|#C[A-Z0-9]+)(?:\|[^<>]*)?>")
_BARE_MENTION = re.compile(r"(?<![\w@<!])@(channel|here|everyone)\b")
_PARSED = ("mrkdwn", "markdown")
_RICH = {
    "broadcast": ("range", "<!{}>"),
    "user": ("user_id", "<@{}>"),
    "channel": ("channel_id", "<#{}>"),
    "usergroup": ("usergroup_id", "<!subteam^{}>"),
}


def mentions(payload: Any) -> list[str]:
    """Who and what a message, a view or a list of blocks really calls or links to, without display names.

    The text of a message, mrkdwn and markdown are parsed as Slack does, plain_text is not; rich text calls by its own
    elements. With `link_names` or `parse: full` a bare @here in the message's text counts too.
    """
    if isinstance(payload, dict) and payload.get("type", "message") == "message":
        return list(_in_message(payload))
    return list(_called(payload))


def _in_message(payload: dict[str, Any]) -> Iterator[str]:
    for key in ("text", "markdown_text"):
        if isinstance(text := payload.get(key), str):
            yield from _in_text(text)
            if payload.get("link_names") or payload.get("parse") == "full":
                yield from (f"<!{name}>" for name in _BARE_MENTION.findall(text))
    yield from _called(payload.get("blocks"))
    for attachment in _objects(payload.get("attachments")):
        yield from _in_attachment(attachment)


def _in_attachment(attachment: dict[str, Any]) -> Iterator[str]:
    written = [attachment.get("pretext"), attachment.get("text")]
    written += [field.get("value") for field in _objects(attachment.get("fields"))]
    for text in written:
        if isinstance(text, str):
            yield from _in_text(text)
    yield from _called(attachment.get("blocks"))


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _called(thing: Any) -> Iterator[str]:
    if isinstance(thing, list):
        for inner in thing:
            yield from _called(inner)
    elif isinstance(thing, dict):
        kind, text = thing.get("type"), thing.get("text")
        if kind in _PARSED and isinstance(text, str):
            yield from _in_text(text)
        elif isinstance(kind, str) and kind in _RICH:
            key, shape = _RICH[kind]
            yield shape.format(thing.get(key))
        else:
            for inner in thing.values():
                yield from _called(inner)


def _in_text(text: str) -> Iterator[str]:
    yield from (f"<{called}>" for called in _MENTION.findall(text))
