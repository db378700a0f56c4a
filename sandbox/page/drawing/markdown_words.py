"""The words of a line of Markdown: bold, italic, code, links, and Slack's own <@people>."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from sandbox.page.drawing.links import link_drawn
from sandbox.page.drawing.marks import Mark, Styles, mark, nested, tag
from sandbox.page.drawing.surface import Around
from sandbox.page.drawing.tags import tag_drawn, unescaped
from sandbox.page.drawing.texts import emoji_drawn

_PIECE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)"
    r"|!?\[(?P<label>[^\[\]]*)\]\((?P<target>[^()\s]*)(?: +\"[^\"]*\")?\)"
    r"|<(?P<tag>[^<>\n]+)>"
    r"|(?P<address>https?://[^\s<>|*~`()\[\]]+)"
    r"|:(?P<emoji>[a-z0-9_+-]+):"
    r"|(?P<mark>\*{1,3}|_{1,3}|~~)"
)
_MARK_OR_WORDS = re.compile(r"(?P<mark>\*{1,3}|_{1,3}|~~)|[^*_~]+|~")
_BOTH = (tag("strong"), tag("em"))
_STYLES: Styles = {
    **dict.fromkeys(("*", "_"), tag("em")),
    **dict.fromkeys(("**", "__"), tag("strong")),
    **dict.fromkeys(("***", "___"), lambda inside: _BOTH[0](_BOTH[1](inside))),
    "~~": tag("s"),
}


def words_drawn(line: str, around: Around) -> Markup:
    return nested(_pieces(line, around), _STYLES)


def _pieces(line: str, around: Around) -> Iterator[str | Mark]:
    at = 0
    while found := _PIECE.search(line, at):
        yield unescaped(line[at : found.start()])
        at = found.end()
        match found.lastgroup:
            case "ticks":
                end = line.find(found[0], at)
                code, at = (line[at:end], end + len(found[0])) if end >= 0 else ("", at)
                yield Markup("<code>{}</code>").format(unescaped(code.strip() or code)) if code else found[0]
            case "mark":
                yield _mark(line, found)
            case _:
                yield _piece(found, around)
    yield unescaped(line[at:])


def _piece(found: re.Match[str], around: Around) -> str | Markup:
    if found["escaped"]:
        return found["escaped"]
    if found["target"] is not None:
        return link_drawn(unescaped(found["target"]), _label(found), around)
    if found["tag"]:
        return tag_drawn(found["tag"], around)
    if found["emoji"]:
        return emoji_drawn(found["emoji"])
    address = unescaped(found["address"])
    kept = address.rstrip(".,;:!?'\"_")
    return Markup("{}{}").format(link_drawn(kept, kept, around), address[len(kept) :])


def _mark(line: str, found: re.Match[str]) -> Mark:
    """Stars work inside a word too, underscores do not."""
    return mark(line, found.start(), found.end(), in_words=found[0].startswith("*"))


def _label(found: re.Match[str]) -> Markup:
    """Words with their own styles; links stand in no link."""
    words = unescaped(found["label"])
    pieces = _MARK_OR_WORDS.finditer(words)
    return nested((_mark(words, it) if it["mark"] else it[0] for it in pieces), _STYLES)
