"""Why this time and why these people, in sentences for the people who choose."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from bot.hiring.availability import Interval
from bot.hiring.slots_board import Board
from bot.hiring.slots_grid import minutes
from bot.hiring.slots_request import Booking, Interviewer, Option, Part
from bot.hiring.slots_search import Loop
from bot.hiring.worktime import local

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
A_DAY_IN_MINUTES = 24 * 60


def length_text(length: timedelta) -> str:
    """2 h 15, 45 min, 3 h."""
    hours, rest = divmod(minutes(length), 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def day_text(moment: datetime, zone: str) -> str:
    """Tue 1 Dec."""
    day = local(moment, zone)
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def names_text(names: Iterable[str]) -> str:
    """Ana, Bo and Cy."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def clocks_text(moment: datetime, zones: Iterable[str]) -> str:
    """09:00 in Berlin, 08:00 in London; with the weekday where it is another day than in the first zone."""
    texts, first = [], ""
    for zone in dict.fromkeys(zones):
        there = local(moment, zone)
        day = DAYS[there.weekday()]
        first = first or day
        texts.append(f"{there:%H:%M} in {city(zone)}" + ("" if day == first else f" ({day})"))
    return ", ".join(dict.fromkeys(texts))


def option(board: Board, loop: Loop, soonest: Loop | None, zone: str) -> Option:
    """The loop as it is offered."""
    bookings = []
    for part, start, panel in zip(board.request.parts, loop.starts, loop.panels, strict=True):
        begins = board.grid.at(start)
        bookings.append(Booking(part.session, begins, begins + part.duration, panel))
    reasons = tuple(dict.fromkeys(_reasons(board, loop, bookings, soonest, zone)))
    return Option(tuple(bookings), loop.cost / A_DAY_IN_MINUTES, reasons)


def _reasons(board: Board, loop: Loop, bookings: list[Booking], soonest: Loop | None, zone: str) -> Iterator[str]:
    if soonest and loop.starts[0] == soonest.starts[0]:
        yield "Soonest time everyone is free"
    sitting = {person_id for panel in loop.panels for person_id in panel}
    for part, start, panel in zip(board.request.parts, loop.starts, loop.panels, strict=True):
        for person in board.known(panel):
            yield _why(board, part, start, person, sitting)
    yield clocks_text(bookings[0].start, [zone, *(each.hours.zone for each in board.known(sorted(sitting)))])
    yield from _drawbacks(board, loop, bookings)


def _why(board: Board, part: Part, start: int, person: Interviewer, sitting: set[str]) -> str:
    """Why *person* sits on the panel of *part*, from the loads of everyone free then."""
    if person.id in part.chosen:
        return f"{person.name} was chosen"
    free = [each for each in board.drawable(part) if board.starts(each, part) >> start & 1]
    others = [each for each in free if each.id not in sitting]
    count = f"{person.recent} recent {'interview' if person.recent == 1 else 'interviews'}"
    if any(each.recent < person.recent for each in others):
        return f"{person.name} has {count}; for those with fewer it is early or late in their day"
    if any(each.recent == person.recent for each in others):
        return f"{person.name} was drawn by lot among those with the fewest recent interviews ({person.recent})"
    if any(each.recent < person.recent for each in free):
        return f"{person.name} comes next with {count}"
    return f"{person.name} has the fewest recent interviews ({person.recent})"


def _drawbacks(board: Board, loop: Loop, bookings: list[Booking]) -> Iterator[str]:
    request = board.request
    for part, start, panel in zip(request.parts, loop.starts, loop.panels, strict=True):
        at_edge = [each.name for each in board.known(panel) if board.edges(each.hours, part) >> start & 1]
        if request.candidate_hours and board.edges(request.candidate_hours, part) >> start & 1:
            at_edge.append("the candidate")
        if at_edge:
            yield f"Early or late in the day for {names_text(at_edge)}"
    for earlier, later in pairwise(bookings):
        gap = Interval(earlier.end, later.start).length
        if gap > request.break_between:
            yield f"{length_text(gap)} between {_label(board, earlier)} and {_label(board, later)}"


def _label(board: Board, booking: Booking) -> str:
    return next(part.label for part in board.request.parts if part.session == booking.session)
