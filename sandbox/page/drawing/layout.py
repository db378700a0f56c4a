"""The blocks that every surface takes: words, controls, fields."""

from markupsafe import Markup

from sandbox.page.drawing.elements import GROUPS, SUMMARIES, element_drawn, image_drawn
from sandbox.page.drawing.names import html_id
from sandbox.page.drawing.spot import Spot, text_drawn
from sandbox.page.drawing.surface import Around, Surface
from sandbox.page.drawing.templates import html
from sandbox.page.drawing.texts import plain_drawn, words_of
from sandbox.slack.shapes import JSON

SHOWN_BUTTONS = 5  # the others wait behind "more"


def header(block: JSON, surface: Surface, around: Around) -> Markup:
    return html("layout.header", words=plain_drawn(words_of(block["text"])), kind=surface.kind)


def section(block: JSON, surface: Surface, around: Around) -> Markup:
    beside = block.get("accessory")
    return html(
        "layout.section",
        id=_id(block, surface),
        text=text_drawn(block["text"], around) if block.get("text") else "",
        fields=[text_drawn(it, around) for it in block.get("fields") or ()],
        accessory=element_drawn(beside, block, surface, around) if beside else "",
    )


def divider(block: JSON, surface: Surface, around: Around) -> Markup:
    return html("layout.divider")


def context(block: JSON, surface: Surface, around: Around) -> Markup:
    return html("layout.context", pieces=[_in_context(it, block, surface, around) for it in block["elements"]])


def actions(block: JSON, surface: Surface, around: Around) -> Markup:
    shown: list[Markup] = []
    waiting: list[Markup] = []
    buttons = 0
    for element in block["elements"]:
        buttons += element.get("type") == "button"
        late = element.get("type") == "button" and buttons > SHOWN_BUTTONS
        (waiting if late else shown).append(element_drawn(element, block, surface, around))
    return html("layout.actions", id=_id(block, surface), shown=shown, waiting=waiting)


def context_actions(block: JSON, surface: Surface, around: Around) -> Markup:
    drawn = [element_drawn(it, block, surface, around) for it in block["elements"]]
    return html("layout.actions", id=_id(block, surface), shown=drawn, waiting=[])


def image(block: JSON, surface: Surface, around: Around) -> Markup:
    title = plain_drawn(words_of(block.get("title")))
    return html("layout.figure", picture=image_drawn(block), title=title)


def field(block: JSON, surface: Surface, around: Around) -> Markup:
    """An input block: a label, the element, a hint, and what was wrong with it."""
    element = block["element"]
    spot = Spot(element, block, surface, around)
    return html(
        "layout.field",
        spot=spot,
        label=plain_drawn(words_of(block["label"])),
        hint=plain_drawn(words_of(block.get("hint"))),
        control=element_drawn(element, block, surface, around),
        grouped=element["type"] in GROUPS,
        named=element["type"] in SUMMARIES,
    )


def _in_context(piece: JSON, block: JSON, surface: Surface, around: Around) -> Markup:
    if piece.get("type") in ("plain_text", "mrkdwn"):
        return text_drawn(piece, around)
    return element_drawn(piece, block, surface, around)


def _id(block: JSON, surface: Surface) -> str:
    return html_id(surface.id, str(block.get("block_id") or ""))
