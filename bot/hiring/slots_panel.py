"""Who sits on which panel: the fairest people free at the times in question, drawn by lot among equals."""

from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations, pairwise

from bot.hiring.slots_board import BREATHER, Board
from bot.hiring.slots_caps import within_caps
from bot.hiring.slots_grid import ones
from bot.hiring.slots_request import Interviewer, Part

# Costs are minutes of waiting. Half a day for each recent interview, four hours for an edge of someone's day.
LOAD = 720
EDGE = 240

# What the chosen cost at a start, and the others free then as (cost, id), cheapest first.
Seats = tuple[int, tuple[tuple[int, str], ...]]
Panel = tuple[str, ...]


def lot(seed: int, person_id: str) -> bytes:
    """Orders equally fair people; the same for the same seed, whoever else is there."""
    return blake2b(f"{seed}:{person_id}".encode(), digest_size=8).digest()


def cost_of(board: Board, part: Part, person: Interviewer, start: int) -> int:
    return LOAD * person.recent + EDGE * (board.edges(person.hours, part) >> start & 1)


def seats_by_start(board: Board, part: Part, keep: int) -> dict[int, Seats]:
    """For every start at which *part* finds a panel, who could sit on it (the *keep* cheapest besides the chosen)."""
    chosen = board.known(part.chosen)
    if len(chosen) < len(part.chosen):
        return {}
    must = board.possible
    for person in chosen:
        must &= board.starts(person, part)
    levels = _levels(board, part, must)
    enough = _enough([bits for *_, bits in levels], must, part.seats - len(chosen))
    free: dict[int, list[tuple[int, str]]] = {start: [] for start in ones(enough)}
    for cost, _, person_id, bits in levels:
        for start in ones(bits & enough):
            if len(free[start]) < keep:
                free[start].append((cost, person_id))
    return {
        start: (sum(cost_of(board, part, person, start) for person in chosen), tuple(others))
        for start, others in free.items()
    }


def _levels(board: Board, part: Part, must: int) -> list[tuple[int, bytes, str, int]]:
    """(cost, lot, id, starts) of everyone who may be drawn, cheapest first, with and without edges of the day."""
    levels = []
    for person in board.drawable(part):
        starts = board.starts(person, part) & must
        edges = board.edges(person.hours, part)
        drawn = lot(board.request.seed, person.id)
        levels.append((LOAD * person.recent, drawn, person.id, starts & ~edges))
        levels.append((LOAD * person.recent + EDGE, drawn, person.id, starts & edges))
    return sorted(levels)


def _enough(sets: list[int], must: int, wanted: int) -> int:
    """The bits of *must* that at least *wanted* of the sets have."""
    at_least = [must] + [0] * wanted
    for bits in sets:
        for number in range(wanted, 0, -1):
            at_least[number] |= at_least[number - 1] & bits
    return at_least[wanted]


def too_few(board: Board, seats: list[dict[int, Seats]]) -> tuple[list[Part], set[str]] | None:
    """Parts that together have fewer people ever free than they need different ones, with those people (Hall)."""
    parts = board.request.parts
    ever = [
        {*part.chosen, *(each for _, others in by_start.values() for _, each in others)}
        for part, by_start in zip(parts, seats, strict=True)
    ]
    for size in range(2, len(parts) + 1):
        for some in combinations(range(len(parts)), size):
            people = set().union(*(ever[index] for index in some))
            chosen = [each for index in some for each in parts[index].chosen]
            if len(people) < sum(parts[index].seats for index in some) or len(chosen) > len(set(chosen)):
                return [parts[index] for index in some], people
    return None


@dataclass
class Panels:
    """Fills the seats of the first parts at given starts, as cheaply as the rules about one person twice allow."""

    board: Board
    seats: list[dict[int, Seats]]
    _best: tuple[int, tuple[Panel, ...]] | None = field(default=None, init=False)
    _filled: dict[tuple[Seats, ...], tuple[int, tuple[Panel, ...]] | None] = field(default_factory=dict, init=False)

    def fill(self, starts: tuple[int, ...]) -> tuple[int, tuple[Panel, ...]] | None:
        """The cost and the panels of the first len(*starts*) parts, or None when nobody can make it."""
        if not self.board.request.distinct or starts == (self.board.booked,):
            return self._fill(starts)
        key = self.choices(starts)
        if key not in self._filled:
            self._filled[key] = self._fill(starts)  # with different people in every part, the times no longer matter
        return self._filled[key]

    def choices(self, starts: tuple[int, ...]) -> tuple[Seats, ...]:
        """Who could sit in the first parts at these starts."""
        return tuple(self.seats[index][start] for index, start in enumerate(starts))

    def _fill(self, starts: tuple[int, ...]) -> tuple[int, tuple[Panel, ...]] | None:
        self._best = None
        held: dict[str, tuple[int, ...]] = {}
        for index in range(len(starts)):
            if not self._sit(held, self.board.request.parts[index].chosen, index, starts):
                return None
        self._draw(starts, (), sum(self.seats[index][start][0] for index, start in enumerate(starts)), held)
        return self._best

    def _draw(
        self, starts: tuple[int, ...], panels: tuple[Panel, ...], cost: int, held: dict[str, tuple[int, ...]]
    ) -> None:
        index = len(panels)
        if self._best and cost + self._least(starts, index) >= self._best[0]:
            return
        if index == len(starts):
            if not self._is_booked(starts, panels):
                self._best = (cost, panels)
            return
        part = self.board.request.parts[index]
        for drawn in combinations(self.seats[index][starts[index]][1], part.seats - len(part.chosen)):
            ids = tuple(person_id for _, person_id in drawn)
            then = dict(held)
            if self._sit(then, ids, index, starts):
                self._draw(starts, (*panels, part.chosen + ids), cost + sum(each for each, _ in drawn), then)

    def _is_booked(self, starts: tuple[int, ...], panels: tuple[Panel, ...]) -> bool:
        """Whether it is the very time and people that another booking is wanted for."""
        now = self.board.request.instead_of
        return now is not None and starts == (self.board.booked,) and set(panels[0]) == set(now.panel)

    def _least(self, starts: tuple[int, ...], index: int) -> int:
        """What the parts from *index* on cost at least."""
        return sum(self.cheapest(i, starts[i]) - self.seats[i][starts[i]][0] for i in range(index, len(starts)))

    def cheapest(self, index: int, start: int) -> int:
        """What the panel of one part costs at least."""
        must, others = self.seats[index][start]
        part = self.board.request.parts[index]
        return must + sum(cost for cost, _ in others[: part.seats - len(part.chosen)])

    def _sit(self, held: dict[str, tuple[int, ...]], ids: Panel, index: int, starts: tuple[int, ...]) -> bool:
        """Put people on the panel of part *index*; False when one of them may not sit there too."""
        for person_id in ids:
            held[person_id] = (*held.get(person_id, ()), index)
            if len(held[person_id]) > 1 and not self._may_hold(person_id, sorted(held[person_id]), starts):
                return False
        return True

    def _may_hold(self, person_id: str, indexes: list[int], starts: tuple[int, ...]) -> bool:
        """Whether one person may sit in several parts: room for buffers and breath, and within the caps."""
        request, grid, person = self.board.request, self.board.grid, self.board.people[person_id]
        if request.distinct:
            return False
        for earlier, later in pairwise(indexes):
            part = request.parts[earlier]
            gap = grid.cells(max(part.buffer, BREATHER) if person.no_back_to_back else part.buffer)
            if starts[later] < starts[earlier] + grid.cells(part.duration) + gap:
                return False
        return within_caps(person, [grid.at(starts[index]) for index in indexes])
