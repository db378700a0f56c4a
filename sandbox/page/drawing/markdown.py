"""The markdown block: headings, lists, quotes, code, tables and paragraphs of standard Markdown."""

import re
from collections.abc import Callable
from itertools import takewhile

from markupsafe import Markup

from sandbox.page.drawing.markdown_lists import is_item, lines_of_list, list_drawn
from sandbox.page.drawing.markdown_words import words_drawn
from sandbox.page.drawing.surface import Around, Surface
from sandbox.page.drawing.tables import Cell
from sandbox.page.drawing.templates import html
from sandbox.slack.shapes import JSON

DEEPEST = 5  # quotes inside quotes; further ones stay text

_FENCE = re.compile(r"\s{0,3}(```+|~~~+)(?:\s*([\w+-]+))?\s*$")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*)")
_RULE = re.compile(r"\s{0,3}([-*_])(\s*\1){2,}\s*$")
_QUOTE = re.compile(r"\s{0,3}> ?")
_UNDER_HEAD = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_BREAK = Markup("<br>")

Lines = list[str]
Taken = tuple[Markup, Lines]  # what is drawn, and the lines that are left


def markdown(block: JSON, surface: Surface, around: Around) -> Markup:
    lines = str(block["text"]).expandtabs(4).split("\n")
    return html("layout.rich", parts=[_drawn(lines, around, 0)])


def _drawn(lines: Lines, around: Around, depth: int) -> Markup:
    made = Markup()
    while lines:
        if not lines[0].strip():
            lines = lines[1:]
            continue
        part, lines = _reader(lines, depth)(lines, around, depth)
        made += part
    return made


def _reader(lines: Lines, depth: int) -> Callable[[Lines, Around, int], Taken]:
    """Who draws what begins with the first line."""
    line = lines[0]
    if _FENCE.match(line):
        return _fence
    if _HEADING.match(line):
        return _heading
    if _RULE.match(line):
        return _rule
    if _QUOTE.match(line) and depth < DEEPEST:
        return _quote
    if is_item(line):
        return _list
    if "|" in line and len(lines) > 1 and "|" in lines[1] and _UNDER_HEAD.match(lines[1]):
        return _table
    return _paragraph


def _fence(lines: Lines, around: Around, depth: int) -> Taken:
    opened = _FENCE.match(lines[0])
    sign, language = (opened[1], opened[2] or "") if opened else ("```", "")
    inside = list(takewhile(lambda it: not (it.strip().startswith(sign) and not it.strip().strip(sign[0])), lines[1:]))
    return html("layout.rich_code", words="\n".join(inside), language=language), lines[len(inside) + 2 :]


def _heading(lines: Lines, around: Around, depth: int) -> Taken:
    found = _HEADING.match(lines[0])
    words = words_drawn(found[2].rstrip().rstrip("#").rstrip(), around) if found else Markup()
    return html("layout.heading", words=words, level=len(found[1]) if found else 1), lines[1:]


def _rule(lines: Lines, around: Around, depth: int) -> Taken:
    return Markup("<hr>"), lines[1:]


def _quote(lines: Lines, around: Around, depth: int) -> Taken:
    quoted = list(takewhile(_QUOTE.match, lines))
    inside = _drawn([_QUOTE.sub("", it, count=1) for it in quoted], around, depth + 1)
    return html("layout.rich_quote", words=inside, bordered=False), lines[len(quoted) :]


def _list(lines: Lines, around: Around, depth: int) -> Taken:
    number = lines_of_list(lines)
    return list_drawn(lines[:number], around), lines[number:]


def _table(lines: Lines, around: Around, depth: int) -> Taken:
    rows = list(takewhile(lambda it: "|" in it, lines))
    classes = [_alignment(it) for it in _cells(rows[1])]
    drawn = [_row(it, classes, around) for it in (rows[0], *rows[2:])]
    table = html("tables.table", head=drawn[0], rows=drawn[1:], caption="", label="Table")
    return table, lines[len(rows) :]


def _row(line: str, classes: list[str], around: Around) -> list[Cell]:
    cells = _cells(line)
    return [Cell(words_drawn(it, around), classes[at] if at < len(classes) else "") for at, it in enumerate(cells)]


def _cells(line: str) -> list[str]:
    return [
        it.replace("\\|", "|").strip() for it in _BETWEEN_CELLS.split(line.strip().removeprefix("|").removesuffix("|"))
    ]


def _alignment(rule: str) -> str:
    if rule.endswith(":"):
        return "align-center wrapped" if rule.startswith(":") else "align-right wrapped"
    return "align-left wrapped"


def _paragraph(lines: Lines, around: Around, depth: int) -> Taken:
    """Up to an empty line, or something else that begins. Its line breaks are kept, as Slack keeps them."""
    number = 1
    while number < len(lines) and lines[number].strip() and _reader(lines[number : number + 2], depth) is _paragraph:
        number += 1
    words = _BREAK.join(words_drawn(it.strip(), around) for it in lines[:number])
    return html("layout.rich_section", words=words), lines[number:]
