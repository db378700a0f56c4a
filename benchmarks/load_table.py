"""The one table that `benchmarks.load` prints."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """*target* is the largest ratio that is good enough; None: only told."""

    what: str
    ours: float
    base: float
    target: float | None
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.ours / self.base

    @property
    def is_missed(self) -> bool:
        return self.target is not None and self.ratio > self.target


def printed(rows: Iterable[Row]) -> str:
    lines = [f"{'':58}{'ours':>12}{'no-op/base':>14}{'ratio':>9}{'target':>9}"]
    for row in rows:
        target = f"{row.target:.1f}" if row.target is not None else "-"
        missed = "  MISSED" if row.is_missed else ""
        ours, base = f"{row.ours:.1f} {row.unit}", f"{row.base:.1f} {row.unit}"
        lines.append(f"{row.what:58}{ours:>12}{base:>14}{row.ratio:>9.2f}{target:>9}{missed}")
    return "\n".join(lines)


def p99(some: Sequence[float]) -> float:
    return statistics.quantiles(some, n=100, method="inclusive")[98]
