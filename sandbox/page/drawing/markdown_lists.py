"""Lists of Markdown: bullets, numbers, boxes to tick, one inside another."""

import re
from dataclasses import dataclass, field

from markupsafe import Markup

from sandbox.page.drawing.markdown_words import words_drawn
from sandbox.page.drawing.surface import Around
from sandbox.page.drawing.templates import html

DEEPEST = 8  # lists inside lists; further ones stand beside each other
_ITEM = re.compile(r"( *)(?:([-*+])|(\d{1,9})[.)]) +(?:\[([ xX])\] +)?(.*)$")


@dataclass
class Item:
    indent: int
    number: int | None  # None for a bullet
    ticked: bool | None  # None where there is no box
    lines: list[str]
    inside: list["Item"] = field(default_factory=list)


def is_item(line: str) -> bool:
    return _ITEM.match(line) is not None


def lines_of_list(lines: list[str]) -> int:
    """How many lines belong to the list that begins here: its items, and lines indented below one."""
    number = 0
    for line in lines:
        if not (is_item(line) or (number and line.startswith("  ") and line.strip())):
            break
        number += 1
    return number


def list_drawn(lines: list[str], around: Around) -> Markup:
    tops: list[Item] = []
    open_items: list[Item] = []  # each inside the one before
    for line in lines:
        found = _ITEM.match(line)
        if not found:
            open_items[-1].lines.append(line.strip())
            continue
        item = _item(found)
        while open_items and (open_items[-1].indent >= item.indent or len(open_items) >= DEEPEST):
            open_items.pop()
        (open_items[-1].inside if open_items else tops).append(item)
        open_items.append(item)
    return _drawn(tops, around)


def _item(found: re.Match[str]) -> Item:
    indent, _, number, box, words = found.groups()
    return Item(len(indent), int(number) if number else None, None if box is None else box != " ", [words])


def _drawn(items: list[Item], around: Around) -> Markup:
    """Where bullets turn into numbers another list begins."""
    made, rest = Markup(), items
    while rest:
        ordered = rest[0].number is not None
        number = next((at for at, it in enumerate(rest) if (it.number is not None) != ordered), len(rest))
        inside = [_item_drawn(it, around) for it in rest[:number]]
        start = rest[0].number or 1
        made += html("layout.rich_list", items=inside, ordered=ordered, indent=0, start=start, bordered=False)
        rest = rest[number:]
    return made


def _item_drawn(item: Item, around: Around) -> Markup:
    words = Markup("<br>").join(words_drawn(it, around) for it in item.lines)
    box = "" if item.ticked is None else html("layout.box_to_tick", ticked=item.ticked)
    return Markup("{}{}{}").format(box, words, _drawn(item.inside, around))
