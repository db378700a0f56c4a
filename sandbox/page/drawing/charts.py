"""The data_visualization block: a drawing, a legend, and a table that says the same in words."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from sandbox.page.drawing import chart_shapes
from sandbox.page.drawing.surface import Around, Surface
from sandbox.page.drawing.templates import html, unsupported
from sandbox.slack.shapes import JSON

_PLOTS: dict[str, Callable[[chart_shapes.Plot], list[chart_shapes.Shape]]] = {
    "bar": chart_shapes.bars,
    "line": chart_shapes.lines,
    "area": chart_shapes.areas,
}


@dataclass(frozen=True)
class Said:
    """The chart in words: a heading row, and a row for each category."""

    head: list[str]
    rows: list[list[str]]


def chart(block: JSON, surface: Surface, around: Around) -> Markup:
    shown, title = block["chart"], str(block["title"])
    kind = shown["type"]
    if kind == "pie":
        return _pie(title, shown["segments"])
    return _plot(title, kind, shown) if kind in _PLOTS else unsupported(f"{kind} chart")


def _pie(title: str, segments: list[JSON]) -> Markup:
    values = [max(float(it["value"]), 0.0) for it in segments]
    whole = sum(values) or 1.0
    labels = [str(it["label"]) for it in segments]
    rows = [
        [label, number(it["value"]), f"{value / whole:.0%}"]
        for label, it, value in zip(labels, segments, values, strict=True)
    ]
    return html(
        "charts.pie",
        title=title,
        shapes=chart_shapes.slices(values),
        legend=[f"{label} {share}" for label, _, share in rows],
        said=Said(["", "Value", "Share"], rows),
    )


def _plot(title: str, kind: str, shown: JSON) -> Markup:
    axis = shown["axis_config"]
    categories = [str(it) for it in axis["categories"]]
    series = shown["series"]
    points = [{str(it["label"]): it["value"] for it in one["data"]} for one in series]
    plot = chart_shapes.Plot(categories, [[float(it.get(name, 0)) for name in categories] for it in points])
    rows = [[name, *(number(it.get(name, "")) for it in points)] for name in categories]
    names = [str(it["name"]) for it in series]
    return html(
        "charts.plot",
        title=title,
        kind=kind,
        plot=plot,
        shapes=_PLOTS[kind](plot),
        ticks=[(plot.height_of(it), number(it)) for it in plot.ticks],
        legend=names,
        x_label=str(axis.get("x_label", "")),
        y_label=str(axis.get("y_label", "")),
        said=Said([str(axis.get("x_label", "")), *names], rows),
    )


def number(value: float | str) -> str:
    return f"{value:g}" if isinstance(value, int | float) and abs(value) < 1_000_000 else str(value)
