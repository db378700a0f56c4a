"""Slack's table and chart blocks, which slack_sdk has no models for. They stand in messages and on Home, not in modals.

A workspace may not have them yet: whoever sends them keeps a plainer message at hand (see `handlers.private`).
"""

from collections.abc import Iterable, Mapping, Sequence

from bot.ports import Block
from handlers.blocks import plain
from handlers.lengths import cut

MOST_ROWS, MOST_POINTS = 100, 20
LABEL = 20  # characters of a chart's category or series


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Block:
    """At most one a message, 100 rows with the head. Long cells wrap."""
    kept = [head, *rows][:MOST_ROWS]
    return {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": cell or " "} for cell in row] for row in kept],
        "column_settings": [{"is_wrapped": True}] * len(head),
    }


def bars(title: str, categories: Sequence[str], series: Mapping[str, Sequence[float]], *, axis: str) -> Block:
    """At most two charts a message; the first 20 categories."""
    labels = _labels(categories[:MOST_POINTS])
    return {
        "type": "data_visualization",
        "title": plain(title, 50)["text"],
        "chart": {
            "type": "bar",
            "series": [
                {"name": name, "data": [_point(*pair) for pair in zip(labels, values, strict=False)]}
                for name, values in series.items()
            ],
            "axis_config": {"categories": labels, "y_label": axis},
        },
    }


def _point(label: str, value: float) -> Block:
    return {"label": label, "value": round(value, 1)}


def _labels(names: Sequence[str]) -> list[str]:
    """Cut to their length and still each its own."""
    labels: list[str] = []
    for name in names:
        label = cut(name, LABEL) or "?"
        if label in labels:
            number = f" {len(labels) + 1}"
            label = cut(name, LABEL - len(number)) + number
        labels.append(label)
    return labels
