"""When a candidate is reminded of an interview: at the same hour the day before, by the clocks where they live."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from bot.hiring.interview import Interview
from bot.hiring.worktime import at, local

ONE_DAY = timedelta(days=1)
AHEAD_AT_LEAST = timedelta(hours=2)  # later they are on their way, and a plan for the day says nothing new


@dataclass(frozen=True)
class Day:
    """The interviews a candidate has on one day of theirs, the first one first: one mail tells of them all."""

    application: int
    day: date
    interviews: tuple[Interview, ...]

    @property
    def key(self) -> str:
        return key(self.application, self.day)


def key(application: int, day: date) -> str:
    """Names the reminder once and for ever: at most one for a day."""
    return f"reminder:{application}:{day.isoformat()}"


def day_of(interview: Interview) -> date:
    return local(interview.starts_at, interview.zone).date()


def remind_at(interview: Interview) -> datetime:
    """Before the clocks change too: 09:00 on the day before 09:00, whether 23, 24 or 25 hours lie between."""
    starts = local(interview.starts_at, interview.zone)
    return at(starts.date() - ONE_DAY, starts.time(), interview.zone)


def due(coming: Iterable[Interview], placed_at: Mapping[int, datetime], now: datetime) -> list[Day]:
    """Days to be reminded of now. *placed_at*: since when each interview, by id, is where it is.

    Who was told of a time after its reminder was due (booked or moved on the last day) needs no reminder of it; nor
    does anybody about to sit down, when the bot was away for the whole day before.
    """
    ahead = sorted((i for i in coming if i.is_booked and now < i.starts_at), key=lambda i: (day_of(i), i.starts_at))
    days = []
    for day, on_it in groupby(ahead, key=day_of):
        interviews = tuple(on_it)
        in_time = now <= interviews[0].starts_at - AHEAD_AT_LEAST
        if in_time and any(placed_at[i.id] < remind_at(i) <= now for i in interviews):
            days.append(Day(interviews[0].application, day, interviews))
    return days
