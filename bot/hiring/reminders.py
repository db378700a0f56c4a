"""Who is due a reminder, and when. At most four messages that notify per interview and person:
the question whether they come, the kit, the bell, and one nudge.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.hiring.forgone import is_decidable, is_due
from bot.hiring.interview import Answer, Ended, Interview
from bot.hiring.person import Person, Role
from bot.hiring.process import ScorecardRules
from bot.hiring.standing import Standing
from bot.hiring.worktime import is_work_time

KIT_BEFORE = timedelta(minutes=15)


class Kind(StrEnum):
    BELL = "bell"  # the interview is over: write it down
    HOME = "home"  # shown on Home, without a message
    NUDGE = "nudge"  # the last message to the interviewer
    OWED = "owed"  # the coordinator hears of it
    STAND_IN = "stand_in"  # the coordinator owes it themself: another recruiter hears of it


@dataclass(frozen=True)
class Reminder:
    """*person* is told of the scorecard(s) missing about *interview*.

    For OWED they are the coordinator, for STAND_IN whoever may go on without the coordinator's.
    """

    kind: Kind
    interview: Ended
    person: str

    @property
    def key(self) -> str:
        """Names it once and for ever, so that it is given once."""
        owner = "" if self.kind in {Kind.OWED, Kind.STAND_IN} else f":{self.person}"
        return f"{self.kind}:{self.interview.id}{owner}"


def attending(interview: Interview) -> tuple[str, ...]:
    """Everybody on the panel who has not said that they can't."""
    return tuple(seat.person for seat in interview.panel if seat.answer is not Answer.DECLINED)


def kit_is_due(interview: Interview, now: datetime) -> bool:
    """From a quarter of an hour before until the end; afterwards a kit is of no use."""
    return interview.is_booked and interview.starts_at - KIT_BEFORE <= now < interview.ends_at


def due_to_interviewer(interview: Ended, person: Person, rules: ScorecardRules, now: datetime) -> Iterator[Reminder]:
    """What somebody who owes a scorecard has earned by *now*. Late ones do not pile up: the nudge replaces the bell."""
    late = now - interview.ends_at
    if late < timedelta(0) or not person.active:
        return
    working = is_work_time(now, person.hours)
    if late >= rules.remind_home_after:
        yield Reminder(Kind.HOME, interview, person.id)
    if late >= rules.remind_after:
        if working:
            yield Reminder(Kind.NUDGE, interview, person.id)
    elif late < rules.remind_home_after or working:
        yield Reminder(Kind.BELL, interview, person.id)


def due_to_coordinator(
    interview: Ended, person: Person, owing: Collection[str], rules: ScorecardRules, now: datetime
) -> Iterator[Reminder]:
    """Of the cards that others (*owing*, person ids) have not handed in; of their own they heard as an interviewer."""
    waits = now - interview.ends_at < rules.remind_both_after or not person.active or set(owing) <= {person.id}
    if not waits and is_work_time(now, person.hours):
        yield Reminder(Kind.OWED, interview, person.id)


def due_to_stand_in(interview: Interview, standing: Standing, team: Iterable[Person]) -> Iterator[Reminder]:
    """When a coordinator's own card can be gone on without: to one other recruiter who is at work.

    Never to somebody who owes a card about the candidate themself. Who did not sit on the panel comes first.
    """
    coordinator, now = standing.application.coordinator, standing.now
    owes = any((i.id, person) == (interview.id, coordinator) for i, person in standing.missing)
    if not (owes and is_due(interview, now) and is_decidable(standing, interview)):
        return
    blind = {coordinator, *(person for _, person in standing.owed)}
    able = (it for it in team if it.active and it.has(Role.RECRUITER) and it.id not in blind)
    at_work = [it for it in able if is_work_time(now, it.hours)]
    for person in sorted(at_work, key=lambda it: (it.id in interview.people, it.name, it.id))[:1]:
        yield Reminder(Kind.STAND_IN, interview, person.id)
