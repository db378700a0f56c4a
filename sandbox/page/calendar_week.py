"""A week of somebody's calendar, in the zone of whoever looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox.company import COLLEAGUES, INTERVIEWS, Colleague
from sandbox.google.calendars import Calendars
from sandbox.page.calendar_event import EventShown, event_shown

FIRST_HOUR, LAST_HOUR = 7, 20  # wider where something stands outside
SHORTEST = 20  # minutes that even the shortest event takes up, so that it can be read and hit


@dataclass(frozen=True)
class Owner:
    """Whose calendar. *name* stands in addresses."""

    name: str
    full_name: str
    email: str
    zone: str

    @property
    def first_name(self) -> str:
        return self.full_name.split()[0]


@dataclass(frozen=True)
class Stretch:
    """What of an event falls on one day; *top* and so on are percent of that day's column."""

    event: EventShown
    starts_at: datetime
    ends_at: datetime
    top: float
    height: float
    left: float
    width: float

    @property
    def lines(self) -> int:
        """Of text that fit."""
        return max(1, (self.ends_at - self.starts_at) // timedelta(minutes=SHORTEST))

    @property
    def is_short(self) -> bool:
        return self.lines == 1


@dataclass(frozen=True)
class Day:
    """*now* is how far down the time stands, in percent; None on other days."""

    date: date
    is_today: bool
    whole: tuple[EventShown, ...]
    stretches: tuple[Stretch, ...]
    now: float | None


@dataclass(frozen=True)
class Week:
    monday: date
    days: tuple[Day, ...]
    first_hour: int
    last_hour: int

    @property
    def hours(self) -> range:
        return range(self.first_hour, self.last_hour)

    @property
    def before(self) -> date:
        return self.monday - timedelta(days=7)

    @property
    def after(self) -> date:
        return self.monday + timedelta(days=7)

    @property
    def title(self) -> str:
        last = self.days[-1].date
        begins = f"{self.monday.day}" if last.month == self.monday.month else f"{self.monday.day} {self.monday:%B}"
        if last.year != self.monday.year:
            begins += f" {self.monday.year}"
        return f"{begins} to {last.day} {last:%B %Y}"


def owners(calendars: Calendars, looker: Colleague) -> list[Owner]:
    """Where interviews stand comes first, then one's own calendar."""
    people = [it for it in COLLEAGUES if not it.guest]
    people.sort(key=lambda it: it is not looker)
    interviews = calendars.calendar(INTERVIEWS)
    return [
        Owner("interviews", "Interviews", interviews.id, interviews.zone),
        *(Owner(it.name, it.full_name, it.email, it.zone) for it in people),
    ]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(calendars: Calendars, owner: Owner, looker: Colleague, day: date) -> Week:
    """The week with *day* in it. Saturday and Sunday are there when something stands in them, or it is that day."""
    now = calendars.now().astimezone(ZoneInfo(looker.zone))
    monday = monday_of(day)
    dates = [monday + timedelta(days=number) for number in range(7)]
    events = [event_shown(it, owner.email, looker) for it in calendars.events_of(owner.email)]
    pieces = {it: _pieces(events, it) for it in dates}
    first, last = _hours(piece for of_day in pieces.values() for piece in of_day)
    days = [_day(it, events, pieces[it], (first, last), now) for it in dates]
    kept = [it for it in days if it.date.weekday() < 5 or it.whole or it.stretches or it.is_today]
    return Week(monday, tuple(kept), first, last)


Piece = tuple[EventShown, int, int]  # from and to in minutes of the day


def _pieces(events: Iterable[EventShown], day: date) -> list[Piece]:
    cut = [
        (event, _minutes(event.starts_at, day), _minutes(event.ends_at, day)) for event in events if not event.all_day
    ]
    return [it for it in cut if it[1] < 24 * 60 and (it[2] > 0 or it[0].starts_at.date() == day)]


def _minutes(at: datetime, day: date) -> int:
    """By the clocks on the wall; before that day 0, after it 1440."""
    if at.date() != day:
        return 0 if at.date() < day else 24 * 60
    return at.hour * 60 + at.minute


def _hours(pieces: Iterable[Piece]) -> tuple[int, int]:
    edges = [(begins // 60, -(-ends // 60)) for _, begins, ends in pieces]
    first = min([FIRST_HOUR, *(it for it, _ in edges)])
    return first, max([LAST_HOUR, *(it for _, it in edges)])


def _day(day: date, events: Iterable[EventShown], pieces: list[Piece], hours: tuple[int, int], now: datetime) -> Day:
    whole = tuple(it for it in events if it.all_day and it.starts_at.date() <= day < it.ends_at.date())
    line = _percent(_minutes(now, day), hours) if now.date() == day else None
    shown_line = line if line is not None and 0 <= line <= 100 else None
    return Day(day, now.date() == day, whole, tuple(_side_by_side(pieces, day, hours, now)), shown_line)


def _side_by_side(pieces: list[Piece], day: date, hours: tuple[int, int], now: datetime) -> Iterable[Stretch]:
    """Those that overlap share the width: each takes the first column that is free."""
    for group in _overlapping(sorted(pieces, key=lambda it: (it[1], -it[2]))):
        free_from: list[int] = []
        columns = []
        for _, begins, ends in group:
            column = next((number for number, free in enumerate(free_from) if free <= begins), len(free_from))
            free_from[column : column + 1] = [_end(begins, ends)]
            columns.append(column)
        width = 100 / len(free_from)
        for (event, begins, ends), column in zip(group, columns, strict=True):
            top, bottom = _percent(begins, hours), _percent(_end(begins, ends), hours)
            yield Stretch(
                event, _at(day, begins, now), _at(day, ends, now), top, min(bottom, 100.0) - top, column * width, width
            )


def _overlapping(pieces: list[Piece]) -> Iterable[list[Piece]]:
    group: list[Piece] = []
    until = 0
    for piece in pieces:
        if group and piece[1] >= until:
            yield group
            group = []
        group.append(piece)
        until = max(until, _end(piece[1], piece[2]))
    if group:
        yield group


def _end(begins: int, ends: int) -> int:
    return max(ends, begins + SHORTEST)


def _percent(minutes: int, hours: tuple[int, int]) -> float:
    first, last = hours
    return round((minutes - first * 60) / ((last - first) * 60) * 100, 3)


def _at(day: date, minutes: int, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo) + timedelta(minutes=minutes)
