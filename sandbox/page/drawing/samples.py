"""One sample of every block and every element there is, so that they can all be looked at."""

from typing import Literal

from sandbox.page.drawing.sample_blocks import BLOCKS, CHARTS
from sandbox.page.drawing.sample_elements import BESIDE, FIELDS
from sandbox.page.drawing.sample_words import field, mrkdwn
from sandbox.slack.elements import with_ids
from sandbox.slack.shapes import JSON

Kind = Literal["message", "modal", "home"]
Sample = tuple[str, Kind, list[JSON]]
NEVER_SEEN: dict[str, JSON] = {"a block nobody knows": {"type": "hologram"}}


def samples() -> list[Sample]:
    """(name, surface, blocks). Ids differ between samples: all can stand on one page under one surface."""
    return [(name, kind, with_ids(blocks)) for name, kind, blocks in _samples()]


def _samples() -> list[Sample]:
    return [
        *((name, _surface(block), [_named(name, block)]) for name, block in BLOCKS.items()),
        *((f"{name} chart", "message", [_named(name, _chart(chart))]) for name, chart in CHARTS.items()),
        *((name, "modal", [field(name, element)]) for name, element in FIELDS.items()),
        *((f"{name} beside words", "message", [_beside(name, element)]) for name, element in BESIDE.items()),
        *((name, "message", [_named(name, block)]) for name, block in NEVER_SEEN.items()),
    ]


def _surface(block: JSON) -> Kind:
    return "modal" if block["type"] in ("alert", "input") else "message"


def _named(name: str, block: JSON) -> JSON:
    return {**block, "block_id": name.replace(" ", "_")}


def _beside(name: str, element: JSON) -> JSON:
    words = mrkdwn(f"*{name}* stands beside these words")
    return {"type": "section", "block_id": f"beside_{name}", "text": words, "accessory": element}


def _chart(chart: JSON) -> JSON:
    return {"type": "data_visualization", "title": "Applications in two months", "chart": chart}
