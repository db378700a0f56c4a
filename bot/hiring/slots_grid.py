"""Time as whole numbers: one bit for each cell of a grid, so that a month of a calendar is one integer."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.hiring.availability import Interval

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def minutes(length: timedelta) -> int:
    """Whole minutes, rounded up."""
    return -(-length // MINUTE)


def runs(bits: int, length: int) -> int:
    """The cells from which *length* cells in a row are set (*length* > 0)."""
    have = 1
    while have < length:
        shift = min(have, length - have)
        bits &= bits >> shift
        have += shift
    return bits


def ones(bits: int) -> list[int]:
    """The positions that are set, lowest first."""
    text = bin(bits)[:1:-1]
    found = []
    position = text.find("1")
    while position >= 0:
        found.append(position)
        position = text.find("1", position + 1)
    return found


class Grid:
    """Cells of equal length over *span*, the first aligned to *step*; *cell* divides *step*."""

    def __init__(self, span: Interval, cell: timedelta, step: timedelta) -> None:
        self.cell = cell
        self.origin = EPOCH + (span.start - EPOCH) // step * step
        self.size = -((self.origin - span.end) // cell)
        self.every = (1 << self.size) - 1
        in_step = step // cell
        self.steps = ((1 << in_step * (self.size // in_step + 1)) - 1) // ((1 << in_step) - 1)

    def at(self, position: int) -> datetime:
        return self.origin + position * self.cell

    def cells(self, length: timedelta) -> int:
        return -(-length // self.cell)

    def first(self, moment: datetime) -> int:
        """The first cell that does not begin before *moment*."""
        return max(0, -((self.origin - moment) // self.cell))

    def touched(self, intervals: Iterable[Interval]) -> int:
        """Every cell of which an interval takes a piece."""
        bits, origin, cell, size = 0, self.origin, self.cell, self.size
        for interval in intervals:
            begin = (interval.start - origin) // cell
            end = -((origin - interval.end) // cell)
            if begin < end and end > 0 and begin < size:
                begin = max(begin, 0)
                bits |= ((1 << min(end, size) - begin) - 1) << begin
        return bits

    def inside(self, intervals: Iterable[Interval]) -> int:
        """Every cell that lies wholly in an interval."""
        bits = 0
        for interval in intervals:
            begin = self.first(interval.start)
            end = min(self.size, (interval.end - self.origin) // self.cell)
            if begin < end:
                bits |= ((1 << end - begin) - 1) << begin
        return bits
