"""What somebody wants booked, as they filled it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.hiring.availability import Interval
from bot.hiring.slots_request import Option
from bot.hiring.worktime import ONE_DAY, at

LONGEST = timedelta(days=60)


@dataclass(frozen=True)
class Wanted:
    """*sessions* in their order, on days from *first* to *last* of *zone* (the candidate's, IANA).

    *chosen* are person ids by session; *windows* is the text about when the candidate can, as typed. *version* is the
    application's when the form was opened. *moves* is the interview to find a new time for, at version *moves_version*.
    """

    application: int
    version: int
    sessions: tuple[str, ...]
    first: date
    last: date
    zone: str
    windows: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moves: int | None = None
    moves_version: int = 0

    @property
    def window(self) -> Interval:
        midnight = time(0)
        return Interval(
            at(self.first, midnight, self.zone).astimezone(UTC),
            at(self.last + ONE_DAY, midnight, self.zone).astimezone(UTC),
        )

    def at_version(self, version: int) -> "Wanted":
        return replace(self, version=version)


@dataclass(frozen=True)
class SlotSearch:
    """What *by* (person id) wanted at *at*, and the options they were shown."""

    id: int
    by: str
    wanted: Wanted
    options: tuple[Option, ...]
    at: datetime
