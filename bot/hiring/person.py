"""The people of the company: what they may do, which sessions they lead, when they work."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from bot.hiring.worktime import DaysOff, Hours


class Role(StrEnum):
    RECRUITER = "recruiter"
    INTERVIEWER = "interviewer"
    HIRING_MANAGER = "hiring_manager"
    ADMIN = "admin"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


@dataclass(frozen=True)
class Person:
    """A full member of the workspace. *id* is Slack's user id; *sessions* are the process sessions they may lead.

    *starts*/*ends* are local working hours in *zone* (IANA) on *days* (Monday is 0), but not on the days of *away*.
    *paused* is not chosen for new interviews, until *back_on* if that is known. *digest* wants the morning's list.
    """

    id: str
    name: str
    email: str
    zone: str
    roles: frozenset[Role] = frozenset()
    sessions: frozenset[str] = frozenset()
    starts: time = time(9)
    ends: time = time(17)
    days: frozenset[int] = field(default=frozenset(range(5)))
    max_per_day: int | None = None
    max_per_week: int | None = None
    away: tuple[DaysOff, ...] = ()
    paused: bool = False
    back_on: date | None = None
    digest: bool = False
    active: bool = True

    @property
    def hours(self) -> Hours:
        return Hours(self.starts, self.ends, self.days, self.zone, self.away)

    def has(self, *roles: Role) -> bool:
        return any(role in self.roles for role in roles)
