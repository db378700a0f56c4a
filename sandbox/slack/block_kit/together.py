"""Rules between blocks: ids that must differ, things a payload may hold only once."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.block_kit.blocks import MOST_BLOCKS, ON_SURFACE
from sandbox.slack.block_kit.problem import Finding, below
from sandbox.slack.block_kit.shapes import items

MOST_CHARTS = 2
MOST_TABLES = 1
_INNER_BLOCKS = ("child_blocks", "tasks")


def findings_in_blocks(blocks: Any, where: str, surface: str) -> Iterator[Finding]:
    """Everything wrong with the list *blocks* on a "message", "modal" or "home"."""
    least = 0 if surface == "message" else 1
    found = list(items(ON_SURFACE[surface], least=least, most=MOST_BLOCKS[surface])(blocks, where))
    yield from found
    if isinstance(blocks, list):
        yield from _repeated_ids(blocks, where)
        yield from _too_many(blocks, where, "data_visualization", MOST_CHARTS)
        yield from _too_many(blocks, where, "table", MOST_TABLES)
        yield from _focus_twice(blocks, where)
        yield from _answers_nowhere(blocks, where, surface)


def _with_inner(blocks: list[Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every block with its place, those inside containers, plans and carousels too."""
    for position, block in enumerate(blocks):
        if isinstance(block, dict):
            place = f"{where}[{position}]"
            yield place, block
            keys = (*_INNER_BLOCKS, "elements") if block.get("type") == "carousel" else _INNER_BLOCKS
            for key in keys:
                if isinstance(block.get(key), list):
                    yield from _with_inner(block[key], below(place, key))


def _elements(block: dict[str, Any], place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for key in ("element", "accessory"):
        if isinstance(block.get(key), dict):
            yield below(place, key), block[key]
    for key in ("elements", "actions"):
        if isinstance(block.get(key), list):
            for position, element in enumerate(block[key]):
                if isinstance(element, dict):
                    yield f"{place}.{key}[{position}]", element


def _repeated_ids(blocks: list[Any], where: str) -> Iterator[Finding]:
    yield from _repeated("block_id", _with_inner(blocks, where))
    for place, block in _with_inner(blocks, where):
        yield from _repeated("action_id", _elements(block, place))


def _repeated(key: str, things: Iterator[tuple[str, dict[str, Any]]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, thing in things:
        name = thing.get(key)
        if isinstance(name, str):
            if name in seen:
                yield below(place, key), f"{key} {name!r} already stands here"
            seen.add(name)


def _too_many(blocks: list[Any], where: str, kind: str, most: int) -> Iterator[Finding]:
    found = [place for place, block in _with_inner(blocks, where) if block.get("type") == kind]
    for place in found[most:]:
        yield place, f"at most {most} of {kind} {'is' if most == 1 else 'are'} allowed"


def _focus_twice(blocks: list[Any], where: str) -> Iterator[Finding]:
    focused = [
        below(place, "focus_on_load")
        for _, block in _with_inner(blocks, where)
        for place, element in _elements(block, _)
        if element.get("focus_on_load") is True
    ]
    for place in focused[1:]:
        yield place, "only one element may have the focus"


def _answers_nowhere(blocks: list[Any], where: str, surface: str) -> Iterator[Finding]:
    for place, block in _with_inner(blocks, where):
        for at, element in _elements(block, place):
            if "response_url_enabled" in element and (surface != "modal" or block.get("type") != "input"):
                yield below(at, "response_url_enabled"), "is only allowed in an input block of a modal"
