"""Where the parts of a chart stand, in the units of its drawing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

WIDTH, HEIGHT = 640, 280
LEFT, TOP, RIGHT, BOTTOM = 56, 12, 12, 64  # what the axes' words need
RADIUS, MIDDLE = 90, 100  # of a pie
TICKS = 4


@dataclass(frozen=True)
class Shape:
    """A path of the colour of the series *number*, and what it says when one points at it."""

    path: str
    number: int
    words: str = ""


@dataclass(frozen=True)
class Plot:
    """Series of values over categories."""

    categories: Sequence[str]
    series: Sequence[Sequence[float]]

    @property
    def wide(self) -> float:
        """How much room each category has."""
        return (WIDTH - LEFT - RIGHT) / max(len(self.categories), 1)

    @property
    def tilted(self) -> bool:
        """Whether the names of the categories would run into each other."""
        return any(len(it) * 7 > self.wide for it in self.categories)

    def middle_of(self, category: int) -> float:
        return round(LEFT + self.wide * (category + 0.5), 1)

    def height_of(self, value: float) -> float:
        lowest, highest = self.ticks[0], self.ticks[-1]
        return round(TOP + (highest - value) / (highest - lowest) * (HEIGHT - TOP - BOTTOM), 1)

    @cached_property
    def ticks(self) -> list[float]:
        """Round numbers from below the least value to above the greatest; nought is among them."""
        values = [it for one in self.series for it in one]
        least, most = min([0.0, *values]), max([0.0, *values])
        step = _round_step((most - least) / TICKS)
        return [step * it for it in range(math.floor(least / step), max(math.ceil(most / step), 1) + 1)]


def bars(plot: Plot) -> list[Shape]:
    """Series stand side by side in their category."""
    room = plot.wide * 0.7
    each, ground = room / max(len(plot.series), 1), plot.height_of(0)
    shapes = []
    for number, values in enumerate(plot.series):
        for at, value in enumerate(values):
            left = plot.middle_of(at) - room / 2 + each * number
            path = f"M{left:.1f} {ground}V{plot.height_of(value)}h{max(each - 1, 1):.1f}V{ground}Z"
            shapes.append(Shape(path, number, f"{plot.categories[at]}: {value:g}"))
    return shapes


def lines(plot: Plot) -> list[Shape]:
    return [Shape(_through(plot, values), number) for number, values in enumerate(plot.series)]


def areas(plot: Plot) -> list[Shape]:
    """Filled down to nought; one lies over the other."""
    ground = plot.height_of(0)
    ends = f"L{plot.middle_of(len(plot.categories) - 1)} {ground}L{plot.middle_of(0)} {ground}Z"
    return [Shape(_through(plot, values) + ends, number) for number, values in enumerate(plot.series)]


def slices(values: Sequence[float]) -> list[Shape]:
    whole = sum(values) or 1.0
    ends = [0.0, *accumulate(value / whole for value in values)]
    return [Shape(_slice(start, end), number) for number, (start, end) in enumerate(pairwise(ends)) if end > start]


def _slice(start: float, end: float) -> str:
    if end - start > 0.9999:
        half = f"a{RADIUS} {RADIUS} 0 1 1 0"
        return f"M{MIDDLE} {MIDDLE - RADIUS}{half} {2 * RADIUS}{half} {-2 * RADIUS}Z"
    large = int(end - start > 0.5)
    return f"M{MIDDLE} {MIDDLE}L{_on_rim(start)}A{RADIUS} {RADIUS} 0 {large} 1 {_on_rim(end)}Z"


def _on_rim(share: float) -> str:
    """Clockwise from the top."""
    angle = 2 * math.pi * share
    return f"{MIDDLE + RADIUS * math.sin(angle):.2f} {MIDDLE - RADIUS * math.cos(angle):.2f}"


def _through(plot: Plot, values: Sequence[float]) -> str:
    points = [f"{plot.middle_of(at)} {plot.height_of(value)}" for at, value in enumerate(values)]
    return "M" + "L".join(points)


def _round_step(wanted: float) -> float:
    """1, 2 or 5 times a power of ten, at least *wanted*."""
    if wanted <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= wanted * 0.999999)
