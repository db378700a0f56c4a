"""People's working hours in their own zone, right on the days the clocks change too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count
from zoneinfo import ZoneInfo

from bot.hiring.availability import Interval

WEEKDAYS = frozenset(range(5))
ONE_DAY = timedelta(days=1)

DaysOff = tuple[date, date]  # the first and the last of them


@dataclass(frozen=True)
class Hours:
    """Working hours by the wall clock of *zone* (IANA) on *days* (Monday is 0).

    An *end* not after *start* lies on the next day: 22:00 to 06:00 is a night, 00:00 to 00:00 all day.
    *away* are days off besides.
    """

    start: time
    end: time
    days: frozenset[int]
    zone: str
    away: tuple[DaysOff, ...] = ()

    def on(self, day: date) -> Interval | None:
        """The hours of the local *day*, or None when it is a day off."""
        if day.weekday() not in self.days or any(first <= day <= last for first, last in self.away):
            return None
        last = day if self.start < self.end else day + ONE_DAY
        opens, closes = at(day, self.start, self.zone), at(last, self.end, self.zone)
        return Interval(opens, closes) if opens < closes else None

    def within(self, span: Interval) -> Iterator[Interval]:
        """The working hours that touch *span*, each whole, in order."""
        day = local(span.start, self.zone).date() - ONE_DAY
        while day <= local(span.end, self.zone).date():
            hours = self.on(day)
            if hours and hours.end > span.start and hours.start < span.end:
                yield hours
            day += ONE_DAY


def local(now: datetime, zone: str) -> datetime:
    return now.astimezone(ZoneInfo(zone))


def at(day: date, clock: time, zone: str) -> datetime:
    """The moment, in UTC, when the clocks of *zone* show *clock* on *day* (the first time, if they do so twice)."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


@lru_cache(maxsize=1_000)
def is_work_time(now: datetime, hours: Hours) -> bool:
    moment = Interval(now, now + timedelta(microseconds=1))
    return any(period.start <= now for period in hours.within(moment))


def next_work_moment(after: datetime, hours: Hours) -> datetime:
    """*after* itself when it is work time, else the next opening, in UTC. Raises ValueError if no day is worked."""
    if not hours.days:
        raise ValueError("hours without a single day never begin")
    first = local(after, hours.zone).date() - ONE_DAY
    coming = (hours.on(first + days * ONE_DAY) for days in count())
    opening = next(period for period in coming if period and period.end > after)
    return max(opening.start, after.astimezone(UTC))


def add_working_days(day: date, number: int, days: frozenset[int] = WEEKDAYS) -> date:
    """The date *number* working days after *day* (before it, when negative). Raises ValueError if no day is worked."""
    if not days:
        raise ValueError("there is no working day to count")
    step = ONE_DAY if number > 0 else -ONE_DAY
    left = abs(number)
    while left:
        day += step
        left -= day.weekday() in days
    return day
