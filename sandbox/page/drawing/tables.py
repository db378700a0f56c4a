"""The table and data_table blocks."""

from dataclasses import dataclass

from markupsafe import Markup

from sandbox.page.drawing.rich_text import rich_words
from sandbox.page.drawing.surface import Around, Surface
from sandbox.page.drawing.templates import html, unsupported
from sandbox.page.drawing.texts import plain_drawn
from sandbox.slack.shapes import JSON


@dataclass(frozen=True)
class Cell:
    words: Markup
    classes: str
    heads_row: bool = False


def table(block: JSON, surface: Surface, around: Around) -> Markup:
    """The first row is the heading; columns are aligned and wrapped as their settings say."""
    settings = block.get("column_settings") or []
    columns = [_classes(it or {}) for it in settings]
    rows = [[Cell(_cell(it, around), _at(columns, at)) for at, it in enumerate(row)] for row in block["rows"]]
    return html("tables.table", head=rows[0], rows=rows[1:], caption="", label="Table")


def data_table(block: JSON, surface: Surface, around: Around) -> Markup:
    """Slack turns pages; here all rows stand below each other."""
    heading = block.get("row_header_column_index", 0)
    rows = [
        [Cell(_cell(it, around), _number(it), heads_row=at == heading) for at, it in enumerate(row)]
        for row in block["rows"]
    ]
    return html(
        "tables.table", head=rows[0], rows=rows[1:], caption=plain_drawn(block["caption"]), label=block["caption"]
    )


def _cell(cell: JSON, around: Around) -> Markup:
    match cell.get("type"):
        case "raw_text":
            return plain_drawn(str(cell["text"]))
        case "raw_number":
            return plain_drawn(str(cell.get("text") or cell["value"]))
        case "rich_text":
            return rich_words(cell, around)
        case other:
            return unsupported(other)


def _classes(setting: JSON) -> str:
    align = setting.get("align", "left")
    return f"align-{align}" + (" wrapped" if setting.get("is_wrapped") else "")


def _at(columns: list[str], position: int) -> str:
    return columns[position] if position < len(columns) else "align-left"


def _number(cell: JSON) -> str:
    return "align-right" if cell.get("type") == "raw_number" else "align-left"
