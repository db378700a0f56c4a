"""How long things take when some still wait: Kaplan and Meier's estimate.

Those who wait count for as long as they have waited. Leaving them out would make slow months look fast, because only
what was quick is over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from bot.hiring.figures import FEW

AS_GOOD_AS = 1e-9  # products of fractions miss a half by less


@dataclass(frozen=True)
class Wait:
    """*length* so far; *over* is False while it lasts (or when it ended in another way than the one asked about)."""

    length: timedelta
    over: bool


def staying(waits: Iterable[Wait]) -> Iterator[tuple[timedelta, float]]:
    """(length, the share that lasts longer), at each length at which a wait ended."""
    ordered = sorted(waits, key=lambda wait: wait.length)
    left, share = len(ordered), 1.0
    for length, group in groupby(ordered, key=lambda wait: wait.length):
        ended = [wait.over for wait in group]
        if any(ended):
            share *= 1 - sum(ended) / left
            yield length, share
        left -= len(ended)


def within(waits: Iterable[Wait], share: float) -> timedelta | None:
    """The length within which *share* of the waits are over; None when too many still last to say."""
    return next((length for length, stay in staying(waits) if stay <= 1 - share + AS_GOOD_AS), None)


@dataclass(frozen=True)
class Waits:
    """Many waits of one kind, and what may be said of them."""

    all: tuple[Wait, ...]

    @property
    def is_few(self) -> bool:
        return len(self.all) < FEW

    @property
    def still(self) -> int:
        return sum(not wait.over for wait in self.all)

    def within(self, share: float) -> timedelta | None:
        return within(self.all, share)
