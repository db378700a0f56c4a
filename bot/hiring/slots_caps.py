"""How many interviews a person has had enough with: hard caps per day and week of their own zone."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.hiring.availability import Interval
from bot.hiring.slots_request import Interviewer
from bot.hiring.worktime import ONE_DAY, at, local

MIDNIGHT = time(0)


@dataclass(frozen=True)
class Full:
    """A day or week in which a person's cap is reached, with the interviews booked in it."""

    span: Interval
    unit: Literal["day", "week"]
    booked: int


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def local_span(first: date, days: int, zone: str) -> Interval:
    return Interval(at(first, MIDNIGHT, zone), at(first + days * ONE_DAY, MIDNIGHT, zone))


def full_times(person: Interviewer, span: Interval) -> Iterator[Full]:
    """The days and weeks of *span* in which no further interview of *person* may start."""
    if person.max_per_day <= 0 or person.max_per_week <= 0:
        yield Full(span, "week" if person.max_per_week <= 0 else "day", 0)
    zone = person.hours.zone
    days = Counter(local(interview.start, zone).date() for interview in person.booked)
    weeks: Counter[date] = Counter()
    for day, number in days.items():
        weeks[monday(day)] += number
    for week, number in weeks.items():
        if number >= person.max_per_week:
            yield Full(local_span(week, 7, zone), "week", number)
    for day, number in days.items():
        if number >= person.max_per_day:
            yield Full(local_span(day, 1, zone), "day", number)


def within_caps(person: Interviewer, starts: Iterable[datetime]) -> bool:
    """Whether *person* may take interviews at all these *starts* besides those booked."""
    zone = person.hours.zone
    new = [local(start, zone).date() for start in starts]
    old = [local(interview.start, zone).date() for interview in person.booked]
    all_days = Counter([*old, *new])
    all_weeks = Counter(monday(day) for day in [*old, *new])
    return all(all_days[day] <= person.max_per_day and all_weeks[monday(day)] <= person.max_per_week for day in new)
