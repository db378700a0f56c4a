"""The people of the company: what they may do, which sessions they lead, when they work."""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum


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

    *starts*/*ends* are local working hours in *zone* (IANA) on *days* (Monday is 0).
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
    paused: bool = False
    active: bool = True

    def has(self, *roles: Role) -> bool:
        return any(role in self.roles for role in roles)
