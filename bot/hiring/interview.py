"""One conversation between a candidate and a panel of interviewers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Answer(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class InterviewState(StrEnum):
    BOOKED = "booked"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Seat:
    """One interviewer's place on the panel. *focus* are the trait ids they must rate; *answer* is whether they come."""

    person: str
    focus: tuple[str, ...] = ()
    answer: Answer = Answer.ASKED


class Ended(Protocol):
    """An `Interview`, or as much of it as is read where many are looked at."""

    @property
    def id(self) -> int: ...
    @property
    def application(self) -> int: ...
    @property
    def ends_at(self) -> datetime: ...


@dataclass(frozen=True)
class Interview:
    """*session* is a session id of the process, *loop* ties the interviews of one on-site loop together.

    *zone* is the IANA zone the times were meant in; *task* the coding task chosen for it; *version* rises with
    every change of time, panel or state.
    """

    id: int
    application: int
    session: str
    stage: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    panel: tuple[Seat, ...]
    state: InterviewState = InterviewState.BOOKED
    loop: int | None = None
    task: str | None = None
    meet_url: str | None = None
    version: int = 1

    @property
    def is_booked(self) -> bool:
        return self.state is InterviewState.BOOKED

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(seat.person for seat in self.panel)

    def seat(self, person: str) -> Seat | None:
        return next((seat for seat in self.panel if seat.person == person), None)

    def has_begun(self, now: datetime) -> bool:
        return now >= self.starts_at

    def is_over(self, now: datetime) -> bool:
        return now >= self.ends_at
