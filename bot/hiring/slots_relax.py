"""The smallest changes that would give a time, each tried for real before it is named."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from bot.hiring.availability import UNKNOWN, Availability, Interval, Unknown
from bot.hiring.slots_board import Board
from bot.hiring.slots_reasons import city, day_text, names_text
from bot.hiring.slots_request import LOOK_BEYOND, NONE, Interviewer, Part, Request
from bot.hiring.slots_search import Loop, Search
from bot.hiring.slots_spread import spread
from bot.hiring.worktime import ONE_DAY, Hours, local

ENOUGH = 5  # times counted; more are "5 or more"
NO_CAP = 1_000
HOUR = timedelta(hours=1)
MOVABLE = timedelta(hours=4)  # what takes longer is more than an appointment
TRIED = 4  # people whose calendar or cap is looked at one by one
STAND_IN = "one more qualified person"


@dataclass(frozen=True)
class Case:
    """One search: what is asked, of whom, and what their calendars say."""

    request: Request
    people: dict[str, Interviewer]
    availability: Availability

    @property
    def board(self) -> Board:
        return Board(self.request, self.people, self.availability)

    def asking(self, **changes: object) -> "Case":
        return replace(self, request=replace(self.request, **changes))  # type: ignore[arg-type]  # fields of Request

    def with_people(self, *changed: Interviewer) -> "Case":
        return replace(self, people=self.people | {each.id: each for each in changed})


def relaxations(case: Case, zone: str, known_until: datetime | None) -> Iterator[str]:
    """Sentences about the changes that give a time, the least costly first."""
    for words, changed in _changes(case, zone, known_until):
        found = spread(Search(changed.board, zone), ENOUGH)
        if found:
            yield f"{words} there would be {_times(changed, [loop.starts[0] for loop in found], zone)}"
    yield from _movable(case, zone)


def _times(case: Case, starts: list[int], zone: str) -> str:
    first = case.board.grid.at(min(starts))
    more = " or more" if len(starts) == ENOUGH else ""
    times = "1 time, on" if len(starts) == 1 else f"{len(starts)}{more} times, the first on"
    return f"{times} {day_text(first, zone)} at {local(first, zone):%H:%M} ({city(zone)})"


def _changes(case: Case, zone: str, known_until: datetime | None) -> Iterator[tuple[str, Case]]:
    request = case.request
    if request.same_day and len(request.parts) > 1:
        yield "If the loop were spread over several days", case.asking(same_day=False)
    window = request.window
    until = min(window.end + LOOK_BEYOND, known_until - request.longest_buffer) if known_until else window.end
    if until > window.end:
        words = f"With a window until {day_text(until - timedelta(microseconds=1), zone)}"
        yield words, case.asking(window=Interval(window.start, until))
    if request.lead:
        yield "With shorter notice", case.asking(lead=NONE)
    yield from _other_hours(case)
    if request.candidate_windows:
        yield "Outside the candidate's windows", case.asking(candidate_windows=())
    yield from _other_caps(case, zone)
    yield from _other_panels(case)
    if request.distinct and len(request.parts) > 1:
        yield "If one person could sit in two sessions", case.asking(distinct=False)


def _other_hours(case: Case) -> Iterator[tuple[str, Case]]:
    for words, before, after in (("earlier", HOUR, NONE), ("later", NONE, HOUR)):
        people = [replace(each, hours=_longer(each.hours, before, after)) for each in case.people.values()]
        changed = case.with_people(*people)
        if case.request.candidate_hours:
            changed = changed.asking(candidate_hours=_longer(case.request.candidate_hours, before, after))
        yield f"If everyone could {'start' if before else 'stay'} one hour {words}", changed


def _longer(hours: Hours, before: timedelta, after: timedelta) -> Hours:
    """*hours* stretched, but not beyond midnight."""
    if hours.start >= hours.end:
        return hours
    midnight = datetime(2000, 1, 1, tzinfo=UTC)
    start = max(midnight, datetime.combine(midnight, hours.start, UTC) - before)
    end = min(midnight + ONE_DAY, datetime.combine(midnight, hours.end, UTC) + after)
    return replace(hours, start=start.time(), end=end.time())


def _wanted(case: Case) -> list[Interviewer]:
    """The people it may hang on: the chosen, and small pools."""
    ids = dict.fromkeys(
        each
        for part in case.request.parts
        for each in part.chosen + (part.people if len(part.people) <= TRIED else ())
        if each in case.people
    )
    return [case.people[each] for each in ids]


def _other_caps(case: Case, zone: str) -> Iterator[tuple[str, Case]]:
    """One person's cap, where that is enough; else everybody's."""
    one_is_enough = False
    for person in _wanted(case):
        changed = case.with_people(_uncapped(person))
        if case.board.capped(person) and spread(Search(changed.board, zone), 1):
            one_is_enough = True
            yield f"If {person.name}'s cap were overridden", changed
    if not one_is_enough and any(case.board.capped(each) for each in case.people.values()):
        yield "If all caps were overridden", case.with_people(*map(_uncapped, case.people.values()))


def _uncapped(person: Interviewer) -> Interviewer:
    return replace(person, max_per_day=NO_CAP, max_per_week=NO_CAP)


def _other_panels(case: Case) -> Iterator[tuple[str, Case]]:
    request = case.request
    met = request.avoid & {each for part in request.parts for each in part.pool} & case.people.keys()
    if met:
        names = names_text(sorted(case.people[each].name for each in met))
        yield f"If {names} could see the candidate again", case.asking(avoid=frozenset())
    for index, part in enumerate(request.parts):
        if max(part.panel_min, len(part.chosen)) < part.seats:
            smaller = replace(part, panel=part.panel_min)
            yield f"With a panel of {smaller.seats} for {part.label}", case.asking(parts=_with(request, index, smaller))
        yield f"With {STAND_IN} for {part.label}, free all the time,", _with_stand_in(case, index, part)


def _with(request: Request, index: int, part: Part) -> tuple[Part, ...]:
    return (*request.parts[:index], part, *request.parts[index + 1 :])


def _with_stand_in(case: Case, index: int, part: Part) -> Case:
    """The same with somebody who is free in everybody's hours."""
    hours = [each.hours for each in case.board.known(part.people)] or [each.hours for each in case.people.values()]
    always = Hours(time(0), time(0), frozenset(range(7)), "UTC")
    person = Interviewer(STAND_IN, STAND_IN, hours[0] if hours else always)
    changed = case.asking(parts=_with(case.request, index, replace(part, pool=(*part.pool, person.id))))
    return replace(changed.with_people(person), availability={**case.availability, person.id: ()})


def _movable(case: Case, zone: str) -> Iterator[str]:
    """One thing in one person's calendar that would make room if it moved."""
    for person in _wanted(case):
        busy = case.availability.get(person.id, UNKNOWN)
        if isinstance(busy, Unknown) or not busy:
            continue
        emptied = replace(case, availability={**case.availability, person.id: ()}).board
        for loop in spread(Search(emptied, zone), ENOUGH):
            needed = list(_needed(emptied, loop, person))
            clashes = {each for each in busy if any(each.overlaps(stretch) for stretch in needed)}
            if len(clashes) == 1 and max(clashes).length <= MOVABLE:
                yield _could_move(person, clashes.pop(), zone)
                break


def _needed(board: Board, loop: Loop, person: Interviewer) -> Iterator[Interval]:
    """What *loop* takes of one person's time, buffers included."""
    for part, start, panel in zip(board.request.parts, loop.starts, loop.panels, strict=True):
        if person.id in panel:
            begins = board.grid.at(start)
            yield Interval(begins, begins + part.duration + part.buffer)


def _could_move(person: Interviewer, clash: Interval, zone: str) -> str:
    begin, end = local(clash.start, zone), local(clash.end, zone)
    what = f"what stands from {begin:%H:%M} to {end:%H:%M} ({city(zone)}) on {day_text(clash.start, zone)}"
    return f"If {person.name} could move {what} there would be a time"
