"""The table and data_table blocks."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.block_kit.problem import Finding, below
from sandbox.slack.block_kit.rich_text import RICH_TEXT
from sandbox.slack.block_kit.shapes import Fields, flag, items, number, one_of, record, string, typed, whole
from sandbox.slack.block_kit.texts import ID

MOST_COLUMNS = 20
MOST_CHARACTERS = 20_000

_RAW: Fields = {
    "raw_text": record({"text": string(MOST_CHARACTERS)}),
    "raw_number": record({"value": number, "text": string(MOST_CHARACTERS)}),
}
_ROW = items(typed({**_RAW, "rich_text": RICH_TEXT}), most=MOST_COLUMNS)


def _texts(cell: Any) -> Iterator[str]:
    """The words of a cell, however deep rich text keeps them."""
    if isinstance(cell, dict):
        if isinstance(cell.get("text"), str):
            yield cell["text"]
        for inner in cell.get("elements", []):
            yield from _texts(inner)


def _even_rows(value: dict[str, Any], where: str) -> Iterator[Finding]:
    wide = len(value["rows"][0])
    for position, row in enumerate(value["rows"]):
        if len(row) != wide:
            yield f"{where}.rows[{position}]", f"has {len(row)} cells, the first row has {wide}"


def _plain_headings(value: dict[str, Any], where: str) -> Iterator[Finding]:
    for position, cell in enumerate(value["rows"][0]):
        if cell["type"] == "rich_text":
            yield f"{where}.rows[0][{position}].type", "rich_text is not allowed in the heading"


def _heading_column_exists(value: dict[str, Any], where: str) -> Iterator[Finding]:
    if value.get("row_header_column_index", 0) >= len(value["rows"][0]):
        yield below(where, "row_header_column_index"), "there is no such column"


def _not_too_much(value: dict[str, Any], where: str) -> Iterator[Finding]:
    characters = sum(len(text) for row in value["rows"] for cell in row for text in _texts(cell))
    if characters > MOST_CHARACTERS:
        yield below(where, "rows"), f"hold {characters} characters, at most {MOST_CHARACTERS} are allowed"


_COLUMN = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})
TABLES: Fields = {
    "table": record(
        {"rows": items(_ROW, most=100)},
        {"column_settings": items(_COLUMN, most=MOST_COLUMNS), "block_id": ID},
        _not_too_much,
    ),
    "data_table": record(
        {"rows": items(_ROW, least=2, most=201), "caption": string(MOST_CHARACTERS)},
        {"page_size": whole(1, 100), "row_header_column_index": whole(0, MOST_COLUMNS - 1), "block_id": ID},
        _even_rows,
        _plain_headings,
        _heading_column_exists,
        _not_too_much,
    ),
}
