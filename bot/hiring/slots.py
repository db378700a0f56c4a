"""When can these people meet: the best few times for one session or a whole loop, or what stands in the way.

The names others use; the steps are in the files beside this one: `slots_request` (what is asked and answered),
`slots_board` (everybody's time as bits), `slots_panel` (who sits where), `slots_search`, `slots_spread`,
`slots_reasons`, `slots_obstacles`, `slots_relax`, `slots_replacement`.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from bot.hiring.availability import UNKNOWN, Availability, Interval, Unknown
from bot.hiring.slots_board import Board
from bot.hiring.slots_obstacles import obstacles
from bot.hiring.slots_reasons import option
from bot.hiring.slots_relax import Case, relaxations
from bot.hiring.slots_replacement import find_replacement
from bot.hiring.slots_request import Booking, Interviewer, Option, Options, Part, Request
from bot.hiring.slots_search import Search
from bot.hiring.slots_spread import spread
from bot.hiring.worktime import Hours

__all__ = [
    "UNKNOWN",
    "Availability",
    "Booking",
    "Hours",
    "Interval",
    "Interviewer",
    "Option",
    "Options",
    "Part",
    "Request",
    "Unknown",
    "find_options",
    "find_replacement",
]

RELAXATIONS_NAMED = 6


def find_options(
    request: Request,
    interviewers: Iterable[Interviewer],
    availability: Availability,
    *,
    limit: int = 5,
    known_until: datetime | None = None,
) -> Options:
    """The best *limit* distinct options, cheapest first; or none, with what stood in the way and what would help.

    *known_until* is how far *availability* was asked for (see `Request.to_ask`). A longer window is only proposed as
    far as that: calendars nobody asked are unknown, and unknown is never free.
    """
    people = {each.id: each for each in interviewers}
    if not request.parts:
        return Options(obstacles=("No session was asked for",))
    board = Board(request, people, availability)
    zone = _home_zone(board)
    search = Search(board, zone)
    loops = spread(search, limit)
    if loops:
        soonest = search.soonest()
        return Options(tuple(option(board, loop, soonest, zone) for loop in loops))
    changes = list(islice(relaxations(Case(request, people, availability), zone, known_until), RELAXATIONS_NAMED))
    limits = ["There were too many combinations to try them all; ask for a shorter window"] if search.gave_up else []
    found = (*limits, *obstacles(board), *(changes or ["No single change that was tried gives a time"]))
    return Options(obstacles=tuple(dict.fromkeys(found)))


def _home_zone(board: Board) -> str:
    """The zone whose days count: the candidate's, else the one most of the people in question live in."""
    if board.request.candidate_hours:
        return board.request.candidate_hours.zone
    ids = {each for part in board.request.parts for each in part.people}
    zones = Counter(person.hours.zone for person in board.known(sorted(ids)))
    return zones.most_common(1)[0][0] if zones else "UTC"
