"""Who could take somebody's seat when the time stays as it is."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.hiring.availability import Availability, Interval
from bot.hiring.slots_board import Board
from bot.hiring.slots_grid import MINUTE
from bot.hiring.slots_panel import cost_of, lot
from bot.hiring.slots_request import Interviewer, Part, Request


def find_replacement(
    part: Part,
    start: datetime,
    end: datetime,
    interviewers: Iterable[Interviewer],
    availability: Availability,
    exclude: frozenset[str],
    *,
    seed: int = 0,
    limit: int = 3,
) -> tuple[tuple[str, str], ...]:
    """The best people of the pool for this very time as (id, reason), fairest first; empty when nobody can.

    *exclude* are those on the panel, those who said they can't, and those who met the candidate. Caps, hours, buffers
    and unreadable calendars count as in the search.
    """
    window = Interval(start, end)
    part = replace(part, duration=window.length, chosen=())
    request = Request((part,), window, avoid=exclude, step=MINUTE, seed=seed, now=start)
    board = Board(request, {each.id: each for each in interviewers}, availability)
    position = board.grid.first(start)
    able = [each for each in board.drawable(part) if board.starts(each, part) >> position & 1]
    able.sort(key=lambda each: (cost_of(board, part, each, position), lot(seed, each.id)))
    return tuple((each.id, _reason(board, part, each, position, able)) for each in able[:limit])


def _reason(board: Board, part: Part, person: Interviewer, position: int, able: list[Interviewer]) -> str:
    fewest = min(each.recent for each in able)
    count = f"{person.recent} recent {'interview' if person.recent == 1 else 'interviews'}"
    load = f"and has the fewest recent interviews ({fewest})" if person.recent == fewest else f"with {count}"
    early = board.edges(person.hours, part) >> position & 1
    return f"{person.name} is free then {load}" + (", early or late in their day" if early else "")
