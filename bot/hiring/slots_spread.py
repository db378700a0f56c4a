"""A handful of times out of many: the cheapest, but not all of one morning as long as there are others.

Who looks for another time than the one that is booked does not mean a quarter of an hour later.
"""

import heapq
from collections.abc import Callable
from datetime import timedelta

from bot.hiring.slots_search import Loop, Search

APART = timedelta(hours=2)
LESS_APART = timedelta(hours=1)
A_DAY = 2  # options on one day, as long as there are others

Allowed = Callable[[int], bool]


def spread(search: Search, limit: int) -> list[Loop]:
    """Up to *limit* loops with different first starts, cheapest first; closer ones only when there are no others."""
    cells = search.board.grid.cells
    picked: dict[int, Loop] = {}
    booked = search.board.booked

    def apart(start: int, least: int) -> bool:
        others = picked if booked is None or booked == start else (*picked, booked)
        return all(abs(start - other) >= least for other in others)

    def well_apart(start: int) -> bool:
        same_day = sum(search.last_of_day(start) == search.last_of_day(other) for other in picked)
        return same_day < A_DAY and apart(start, cells(APART))

    for allowed in (well_apart, lambda start: apart(start, cells(LESS_APART)), lambda start: apart(start, 1)):
        _pick(search, picked, limit, allowed)
    return sorted(picked.values(), key=lambda loop: (loop.cost, loop.starts))


def _pick(search: Search, picked: dict[int, Loop], limit: int, allowed: Allowed) -> None:
    """Add the cheapest loops that are *allowed*; a start is worked out only when its bound comes first."""
    waiting: list[tuple[int, int, bool]] = [(bound, start, False) for start, bound in search.bounds[0].items()]
    heapq.heapify(waiting)
    while waiting and len(picked) < limit:
        _, start, exact = heapq.heappop(waiting)
        if not allowed(start):
            continue
        loop = search.best(start)
        if loop and exact:
            picked[start] = loop
        elif loop:
            heapq.heappush(waiting, (loop.cost, start, True))
