"""Why there is no time: what each session, person and window stands in the way with."""

from collections.abc import Iterator

from bot.hiring.availability import Interval
from bot.hiring.slots_board import Board
from bot.hiring.slots_caps import full_times
from bot.hiring.slots_grid import runs
from bot.hiring.slots_panel import Seats, seats_by_start, too_few
from bot.hiring.slots_reasons import day_text, length_text, names_text
from bot.hiring.slots_request import Interviewer, Part

NAMED = 4  # more people than that are counted, not named


def obstacles(board: Board) -> Iterator[str]:
    request = board.request
    earliest = max(request.window.start, request.now + request.lead)
    if earliest + min(part.duration for part in request.parts) > request.window.end:
        notice = f"the notice of {length_text(request.lead)} is over" if request.lead else "an interview could be held"
        yield f"The window ends before {notice}"
        return
    yield from _short_windows(board)
    for part in request.parts:
        yield from _of_part(board, part)
    seats = [seats_by_start(board, part, sum(each.seats for each in request.parts)) for part in request.parts]
    if len(seats) > 1 and all(seats):
        yield _not_in_order(board, seats)
    elif list(seats[0]) == [board.booked]:
        yield "The only time is the one that is booked now"


def _not_in_order(board: Board, seats: list[dict[int, Seats]]) -> str:
    few = too_few(board, seats) if board.request.distinct else None
    if few:
        parts, ids = few
        names = names_text(sorted(each.name for each in board.known(ids)))
        needed = sum(part.seats for part in parts)
        return f"{names_text(part.label for part in parts)} need {needed} different people, and only {names} can"
    same_day = " on the same day" if board.request.same_day else ""
    people = " with different people" if board.request.distinct else ""
    return f"Each session has times, but they do not follow each other{same_day}{people}"


def _short_windows(board: Board) -> Iterator[str]:
    request = board.request
    if not request.candidate_windows:
        return
    needed = max(part.duration for part in request.parts)
    if request.same_day:
        breaks = request.break_between * (len(request.parts) - 1)
        needed = sum((part.duration for part in request.parts), breaks)
    if not runs(board.grid.inside(request.candidate_windows), board.grid.cells(needed)):
        yield f"The candidate's windows are shorter than {length_text(needed)}"


def _of_part(board: Board, part: Part) -> Iterator[str]:
    people = board.known(part.people)
    if not people:
        yield f"Nobody qualified for {part.label}"
        return
    able = [*board.known(part.chosen), *board.drawable(part)]
    met = [each for each in people if each not in able]
    if len(people) < part.seats:
        yield f"{part.label} needs {part.seats} people, and only {len(people)} can lead it"
    elif len(able) < part.seats:
        yield f"{names_text(each.name for each in met)} already met the candidate and could lead {part.label}"
    unread = [each for each in able if board.unreadable(each.id)]
    if unread:
        yield _unread(unread)
    read = [each for each in able if each not in unread]
    if all(board.starts(each, part) for each in read):
        yield from _never_together(board, part, read)
    elif len(read) <= NAMED or part.chosen:
        for person in read[: NAMED + len(part.chosen)]:
            yield from _of_person(board, part, person)
    else:
        yield from _never_together(board, part, read)


def _unread(people: list[Interviewer]) -> str:
    if len(people) == 1:
        return f"{people[0].name}'s calendar can't be read (unknown is not free)"
    named = [each.name for each in people[:NAMED]]
    if len(people) > NAMED:
        named.append(f"{len(people) - NAMED} more")
    return f"The calendars of {names_text(named)} can't be read (unknown is not free)"


def _of_person(board: Board, part: Part, person: Interviewer) -> Iterator[str]:
    """What keeps one person from ever starting *part*."""
    if board.starts(person, part):
        return
    uncapped = board.starts(person, part, caps=False)
    if uncapped:
        yield _cap(board, person, uncapped)
    elif board.starts(person, part, candidate=False):
        yield f"{person.name} is free, but not when the candidate can"
    else:
        yield f"{person.name} is never free for {length_text(part.duration)} in this window"


def _cap(board: Board, person: Interviewer, uncapped: int) -> str:
    """The cap that takes away the starts in *uncapped*."""
    span = Interval(board.grid.origin, board.grid.at(board.grid.size))
    full = next(each for each in full_times(person, span) if board.grid.inside([each.span]) & uncapped)
    if not full.booked:
        return f"{person.name} takes no interviews (cap 0)"
    count = f"{full.booked} {'interview' if full.booked == 1 else 'interviews'}"
    if full.unit == "week":
        return f"{person.name} already has {count} that week (cap)"
    return f"{person.name} already has {count} on {day_text(full.span.start, person.hours.zone)} (cap)"


def _never_together(board: Board, part: Part, people: list[Interviewer]) -> Iterator[str]:
    if len(people) < part.seats or seats_by_start(board, part, part.seats):
        return
    named = [each for each in people if each.id in part.chosen] or people
    if len(named) <= NAMED and len(named) > 1 and part.seats >= len(named):
        yield f"{names_text(each.name for each in named)} are never free together in this window"
    else:
        yield f"Never {part.seats} of the {len(people)} people for {part.label} are free at once in this window"
