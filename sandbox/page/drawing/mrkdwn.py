"""Slack's mrkdwn as HTML. What people typed never becomes markup: only what the sender marked does."""

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape

from sandbox.page.drawing.links import link_drawn
from sandbox.page.drawing.marks import Mark, Styles, mark, nested, tag
from sandbox.page.drawing.surface import Around
from sandbox.page.drawing.tags import tag_drawn, unescaped
from sandbox.page.drawing.texts import emoji_drawn, showable

_QUOTED = re.compile(r"(?:>|&gt;) ?")
_QUOTED_TO_THE_END = re.compile(r"(?:>>>|&gt;&gt;&gt;) ?")
_PIECE = re.compile(
    r"<(?P<tag>[^<>\n]+)>|`(?P<code>[^`\n]+)`|(?P<address>https?://[^\s<>|*~`]+)|:(?P<emoji>[a-z0-9_+-]+):"
    r"|(?P<mark>[*_~])"
)
_STYLES: Styles = {"*": tag("strong"), "_": tag("em"), "~": tag("s")}
_BREAK = Markup("<br>")


def mrkdwn_drawn(text: str, around: Around, *, verbatim: bool = False) -> Markup:
    """With *verbatim* an address that stands there bare is not made a link."""
    made = []
    fenced = text.split("```")
    for position, part in enumerate(fenced):
        if position % 2 and position < len(fenced) - 1:
            made.append(Markup("<pre><code>{}</code></pre>").format(code_drawn(part.strip("\n"), around)))
        else:
            fence = "```" if position % 2 else ""  # one that never ends is text
            made.append(_lines_drawn(fence + _beside_fences(part, position, len(fenced)), around, verbatim))
    return showable(Markup().join(made))


def code_drawn(text: str, around: Around) -> Markup:
    """Code: only `<...>` means something in it."""
    made, at = Markup(), 0
    for found in re.finditer(r"<([^<>\n]+)>", text):
        made += escape(unescaped(text[at : found.start()])) + tag_drawn(found[1], around)
        at = found.end()
    return made + escape(unescaped(text[at:]))


def _beside_fences(part: str, position: int, number: int) -> str:
    """A fence stands on lines of its own: the break before and after it is not another line."""
    part = part.removeprefix("\n") if position else part
    return part.removesuffix("\n") if position < number - 2 else part


def _lines_drawn(text: str, around: Around, verbatim: bool) -> Markup:
    if not text:
        return Markup()
    made: list[tuple[bool, Markup]] = []
    rest = text.split("\n")
    while rest:
        line = rest.pop(0)
        if to_the_end := _QUOTED_TO_THE_END.match(line):
            lines = [line[to_the_end.end() :], *rest]
            made += [(True, _line_drawn(it, around, verbatim)) for it in lines]
            break
        quoted = _QUOTED.match(line)
        made.append((bool(quoted), _line_drawn(line[quoted.end() :] if quoted else line, around, verbatim)))
    return Markup().join(
        _joined(is_quote, [it for _, it in lines]) for is_quote, lines in groupby(made, lambda it: it[0])
    )


def _joined(is_quote: bool, lines: list[Markup]) -> Markup:
    inside = _BREAK.join(lines)
    return Markup("<blockquote>{}</blockquote>").format(inside) if is_quote else inside


def _line_drawn(line: str, around: Around, verbatim: bool) -> Markup:
    return nested(_pieces(line, around, verbatim), _STYLES)


def _pieces(line: str, around: Around, verbatim: bool) -> Iterator[str | Mark]:
    at = 0
    for found in _PIECE.finditer(line):
        yield unescaped(line[at : found.start()])
        at = found.end()
        match found.lastgroup:
            case "tag":
                yield tag_drawn(found["tag"], around)
            case "code":
                yield Markup("<code>{}</code>").format(code_drawn(found["code"], around))
            case "address":
                yield from _address(found["address"], around, verbatim)
            case "emoji":
                yield emoji_drawn(found["emoji"])
            case _:
                yield mark(line, found.start(), found.end())
    yield unescaped(line[at:])


def _address(written: str, around: Around, verbatim: bool) -> Iterator[str]:
    address = unescaped(written)
    kept = address.rstrip(".,;:!?)'\"_")
    yield address[: len(kept)] if verbatim else link_drawn(kept, kept, around)
    yield address[len(kept) :]
