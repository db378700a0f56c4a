"""Which block is drawn how."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from sandbox.page.drawing import frames, layout
from sandbox.page.drawing.charts import chart
from sandbox.page.drawing.markdown import markdown
from sandbox.page.drawing.rich_text import rich_text
from sandbox.page.drawing.surface import Around, Surface
from sandbox.page.drawing.tables import data_table, table
from sandbox.page.drawing.templates import unsupported
from sandbox.page.drawing.texts import showable
from sandbox.slack.shapes import JSON

_DRAWN: Mapping[str, Callable[[JSON, Surface, Around], Markup]] = {
    "header": layout.header,
    "section": layout.section,
    "divider": layout.divider,
    "context": layout.context,
    "actions": layout.actions,
    "context_actions": layout.context_actions,
    "input": layout.field,
    "image": layout.image,
    "rich_text": rich_text,
    "markdown": markdown,
    "table": table,
    "data_table": data_table,
    "data_visualization": chart,
    "card": frames.card,
    "carousel": frames.carousel,
    "container": lambda block, surface, around: frames.container(block, surface, around, drawn),
    "alert": frames.alert,
    "plan": frames.plan,
    "task_card": frames.task_card,
    "video": frames.video,
    "file": frames.file,
    "call": frames.call,
}


def drawn(blocks: list[JSON], surface: Surface, around: Around) -> Markup:
    """The *blocks* as HTML, in order. The caller stands a form around them."""
    return showable(Markup("\n").join(_block(block, surface, around) for block in blocks))


def _block(block: JSON, surface: Surface, around: Around) -> Markup:
    kind = str(block.get("type"))
    return _DRAWN[kind](block, surface, around) if kind in _DRAWN else unsupported(kind)
