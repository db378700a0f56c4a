"""The data_visualization block: pie, bar, area and line."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.block_kit.problem import Finding, below
from sandbox.slack.block_kit.shapes import Fields, both, items, number, record, string, typed
from sandbox.slack.block_kit.texts import ID

MOST_SERIES, MOST_POINTS = 12, 20
_LABEL = string(20)


def _more_than_nothing(value: Any, where: str) -> Iterator[Finding]:
    if value <= 0:
        yield where, "must be more than 0"


def _own_names(value: dict[str, Any], where: str) -> Iterator[Finding]:
    names = [series["name"] for series in value["series"]]
    for position, name in enumerate(names):
        if name in names[:position]:
            yield f"{where}.series[{position}].name", f"another series is already called {name!r}"


def _points_on_the_axis(value: dict[str, Any], where: str) -> Iterator[Finding]:
    categories = value["axis_config"]["categories"]
    for position, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != sorted(categories):
            yield f"{where}.series[{position}].data", "needs one point for each category of the axis"


def _own_categories(value: dict[str, Any], where: str) -> Iterator[Finding]:
    if len(set(value["categories"])) != len(value["categories"]):
        yield below(where, "categories"), "each category may stand there once"


_SEGMENT = record({"label": _LABEL, "value": both(number, _more_than_nothing)})
_POINT = record({"label": _LABEL, "value": number})
_SERIES = record({"name": _LABEL, "data": items(_POINT, most=MOST_POINTS)})
_AXIS = record(
    {"categories": items(_LABEL, most=MOST_POINTS)}, {"x_label": string(50), "y_label": string(50)}, _own_categories
)
_PLOT = record({"series": items(_SERIES, most=MOST_SERIES), "axis_config": _AXIS}, {}, _own_names, _points_on_the_axis)
_CHARTS: Fields = {
    "pie": record({"segments": items(_SEGMENT, most=MOST_SERIES)}),
    "bar": _PLOT,
    "area": _PLOT,
    "line": _PLOT,
}
CHART: Fields = {"data_visualization": record({"title": string(50), "chart": typed(_CHARTS)}, {"block_id": ID})}
