"""The search itself: the cheapest loop from every first start, exactly.

Costs are in minutes of waiting: a later end costs what it is later; a fuller load, an edge of someone's day and a gap
that keeps the candidate waiting cost on top.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import timedelta

from bot.hiring.slots_board import Board
from bot.hiring.slots_caps import local_span
from bot.hiring.slots_grid import minutes
from bot.hiring.slots_panel import EDGE, Panel, Panels, Seats, seats_by_start, too_few
from bot.hiring.worktime import local

WAIT = 3  # a minute between two sessions, beyond the break
LONGEST_WAIT = timedelta(hours=8)  # the night between two days is not waiting
STEPS = 5_000  # panels filled before the search gives up; an ordinary one fills fewer than a hundred


@dataclass(frozen=True)
class Loop:
    """Starts (cells) and panels of all parts, and what they cost."""

    cost: int
    starts: tuple[int, ...]
    panels: tuple[Panel, ...]


class Search:
    """Bounds from the last part backwards, then the best loop from a start by branch and bound."""

    def __init__(self, board: Board, zone: str) -> None:
        self.board, self.zone = board, zone
        self.parts = board.request.parts
        keep = sum(part.seats for part in self.parts)  # more people than seats are never needed …
        keep += board.booked is not None  # … but for one in place of who is booked now
        seats = [seats_by_start(board, part, keep) for part in self.parts]
        if board.request.distinct and too_few(board, seats):
            seats = [{} for _ in self.parts]
        self.panels = Panels(board, seats)
        self.lengths = [board.grid.cells(part.duration) for part in self.parts]
        self.gap = board.grid.cells(board.request.break_between)
        self.cell = minutes(board.grid.cell)
        self.longest = board.grid.cells(LONGEST_WAIT)
        self.bounds: list[dict[int, int]] = [{} for _ in self.parts]
        self.ordered: list[list[int]] = [[] for _ in self.parts]
        self.lowest: list[int] = []
        self.steps = 0
        hours = board.request.candidate_hours
        self.edges = [board.edges(hours, part) if hours else 0 for part in self.parts]
        self._found: dict[int, Loop | None] = {}
        self._dead: set[tuple[int, tuple[Seats, ...]]] = set()
        self._ranked: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._last_of_day: dict[int, int] = {}
        for index in reversed(range(len(self.parts))):
            self._bound(index)

    def _bound(self, index: int) -> None:
        """What the loop costs at least from each start of part *index* on; starts that lead nowhere are left out."""
        final = index == len(self.parts) - 1
        bounds = self.bounds[index]
        for start in self.panels.seats[index]:
            rest = self._late(start) if final else self._cheapest_next(index, start)
            if rest is not None:
                bounds[start] = self._own(index, start) + self.panels.cheapest(index, start) + rest
        self.ordered[index] = sorted(bounds)
        if index and not self.board.request.same_day:
            self._suffixes(index)

    def _suffixes(self, index: int) -> None:
        lowest: list[int] = []
        for start in reversed(self.ordered[index]):
            bound = self.bounds[index][start]
            lowest.append(min(bound, lowest[-1]) if lowest else bound)
        self.lowest = lowest[::-1]

    def _late(self, start: int) -> int:
        grid = self.board.grid
        end = grid.at(start) + self.parts[-1].duration
        return minutes(end - self.board.request.window.start)

    def _own(self, index: int, start: int) -> int:
        """What the candidate pays for this start."""
        return EDGE * (self.edges[index] >> start & 1)

    def _wait(self, index: int, start: int, then: int) -> int:
        return WAIT * self.cell * min(then - start - self.lengths[index] - self.gap, self.longest)

    def _cheapest_next(self, index: int, start: int) -> int | None:
        ordered, bounds = self.ordered[index + 1], self.bounds[index + 1]
        first, last = self._next(index, start)
        far = last
        best = None
        if not self.board.request.same_day:
            far = bisect_left(ordered, start + self.lengths[index] + self.gap + self.longest, first)
            if far < last:
                best = self.lowest[far] + WAIT * self.cell * self.longest
        earliest, price, longest = start + self.lengths[index] + self.gap, WAIT * self.cell, self.longest
        for then in ordered[first:far]:
            waited = then - earliest
            cost = bounds[then] + price * (min(longest, waited))
            if best is None or cost < best:
                best = cost
        return best

    def _next(self, index: int, start: int) -> tuple[int, int]:
        """Which of the next part's ordered starts may follow, as a slice."""
        ordered = self.ordered[index + 1]
        first = bisect_left(ordered, start + self.lengths[index] + self.gap)
        if not self.board.request.same_day:
            return first, len(ordered)
        return first, bisect_right(ordered, self.last_of_day(start), first)

    def last_of_day(self, start: int) -> int:
        if start not in self._last_of_day:
            grid = self.board.grid
            day = local_span(local(grid.at(start), self.zone).date(), 1, self.zone)
            last = grid.first(day.end) - 1
            self._last_of_day.update(dict.fromkeys(range(grid.first(day.start), last + 1), last))
        return self._last_of_day[start]

    def best(self, start: int) -> Loop | None:
        """The cheapest loop whose first part begins at *start*."""
        if start not in self._found:
            self._found[start] = self._extend((start,), 0, None)
        return self._found[start]

    def _extend(self, starts: tuple[int, ...], paid: int, best: Loop | None) -> Loop | None:
        """The better of *best* and the cheapest loop that begins with *starts*; *paid* is all but panels so far."""
        self.steps += 1
        filled = self.panels.fill(starts) if self.steps <= STEPS else None
        if filled is None:
            return best
        index = len(starts) - 1
        paid += self._own(index, starts[-1])
        if index == len(self.parts) - 1:
            cost = paid + filled[0] + self._late(starts[-1])
            return Loop(cost, starts, filled[1]) if best is None or cost < best.cost else best
        dead_end = (starts[-1], self.panels.choices(starts))
        if dead_end in self._dead:
            return best
        for cost, then in self._following(index, starts[-1]):
            if best is not None and paid + filled[0] + cost >= best.cost:
                break
            best = self._extend((*starts, then), paid + self._wait(index, starts[-1], then), best)
        if best is None and self.board.request.distinct:
            self._dead.add(dead_end)  # where different people sit, the earlier times make no difference to the later
        return best

    def _following(self, index: int, start: int) -> list[tuple[int, int]]:
        """(wait and bound, start) of what may follow part *index*, cheapest first."""
        if (index, start) not in self._ranked:
            first, last = self._next(index, start)
            self._ranked[index, start] = sorted(
                (self._wait(index, start, then) + self.bounds[index + 1][then], then)
                for then in self.ordered[index + 1][first:last]
            )
        return self._ranked[index, start]

    @property
    def gave_up(self) -> bool:
        """Whether there were too many combinations: what was found is true, but better ones may be missing."""
        return self.steps > STEPS

    def soonest(self) -> Loop | None:
        return next((loop for start in self.ordered[0] if (loop := self.best(start))), None)
