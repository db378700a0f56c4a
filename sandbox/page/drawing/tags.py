"""What stands between < and >: people, channels, calls, dates, links. Anything else stays text."""

import re

from markupsafe import Markup, escape

from sandbox.page.drawing.links import followed, link_drawn
from sandbox.page.drawing.surface import Around
from sandbox.slack.mrkdwn import Reader, as_seen

_MENTION = Markup('<span class="mention">{}</span>')
_LOUD = Markup('<span class="mention loud">{}</span>')


def unescaped(text: str) -> str:
    """The three entities Slack knows, and no others."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def tag_drawn(tag: str, around: Around) -> Markup:
    target, _, label = tag.partition("|")
    if target.startswith("!date^"):
        return _date(target, label, around)
    if re.fullmatch(r"[@#][A-Z0-9]+", target):
        return _MENTION.format(as_seen(f"<{tag}>", around.reader))
    if re.fullmatch(r"!(?:here|channel|everyone|subteam\^[A-Z0-9]+)", target):
        return _LOUD.format(as_seen(f"<{tag}>", around.reader))
    address = unescaped(target)
    if not followed(address, around):
        return escape(unescaped(f"<{tag}>"))
    return link_drawn(address, unescaped(label) or address.removeprefix("mailto:"), around)


def mentioned(name: str, *, loud: bool = False) -> Markup:
    return (_LOUD if loud else _MENTION).format(name)


def moment_drawn(seconds: int, form: str, fallback: str, address: str, around: Around) -> Markup:
    """A moment in the reader's zone; the *fallback* for one that no calendar has."""
    words = _moment(f"!date^{seconds}^{form}", fallback, around.reader)
    shown = Markup('<time title="{}">{}</time>').format(fallback, words)
    return link_drawn(address, shown, around) if address else shown


def _date(target: str, label: str, around: Around) -> Markup:
    _, seconds, form, address, *_ = [*target.split("^"), "", "", ""]
    if not re.fullmatch(r"-?[0-9]+", seconds) or not form:
        return escape(unescaped(label or target))
    return moment_drawn(int(seconds[:20]), form, unescaped(label), unescaped(address), around)


def _moment(target: str, fallback: str, reader: Reader) -> str:
    if re.search(r"[<>|]", target):
        return fallback
    return as_seen(f"<{target}|>", reader) or fallback
