"""The forms about people: many at once, one of them, or one's own hours; and how they are read back."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.hiring.days_off import read_days_off
from bot.hiring.errors import Incomplete
from bot.hiring.person import Person, Role
from bot.hiring.process import Process
from bot.hiring.worktime import local
from bot.ports import Block
from handlers import team_fields_view as fields
from handlers.blocks import answers, day_in, esc, field, modal, people_select, section
from handlers.team_fields_view import PAUSED

ADDED = "team.added"
EDITED = "team.edited"
MINE = "team.mine"
SET = "team.set"

AT_ONCE = 50  # people: each is looked up in Slack before the form is answered


@dataclass(frozen=True)
class Asked:
    """What was filled in; None where nothing was."""

    people: tuple[str, ...]
    roles: frozenset[Role]
    sessions: frozenset[str]
    starts: time | None
    ends: time | None
    days: frozenset[int]
    max_per_day: int | None
    max_per_week: int | None

    def added_to(self, person: Person) -> Person:
        """Roles and sessions are added to what they had; the rest only where it was filled in."""
        return replace(
            person,
            roles=person.roles | self.roles,
            sessions=person.sessions | self.sessions,
            starts=self.starts or person.starts,
            ends=self.ends or person.ends,
            days=self.days or person.days,
            max_per_day=person.max_per_day if self.max_per_day is None else self.max_per_day,
            max_per_week=person.max_per_week if self.max_per_week is None else self.max_per_week,
        )


def add_form(process: Process) -> Block:
    return modal(
        "Add people",
        [
            field("people", "People", people_select(limit=AT_ONCE)),
            *fields.of_roles(process, None),
            *fields.of_hours(process, None),
        ],
        callback=ADDED,
        submit="Submit",
        close="Cancel",
    )


def edit_form(person: Person, process: Process, now: datetime) -> Block:
    return modal(
        "Edit",
        [
            section(f"*{esc(person.name)}* · {esc(person.zone)}"),
            *fields.of_roles(process, person),
            *fields.of_hours(process, person),
            *fields.of_absence(person, now),
        ],
        callback=EDITED,
        metadata=person.id,
        submit="Submit",
        close="Cancel",
    )


def my_form(person: Person, process: Process, now: datetime) -> Block:
    """What everybody may say about themselves."""
    return modal(
        "My hours",
        [
            section(f"When you may be asked to interview, by your own clock ({esc(person.zone)})."),
            *fields.of_hours(process, person),
            *fields.of_absence(person, now),
        ],
        callback=SET,
        submit="Submit",
        close="Cancel",
    )


def read(view: Block, process: Process) -> Asked:
    """Raises Incomplete when nobody is chosen, an interviewer leads no session, hours end before they begin …"""
    given = answers(view)
    roles = frozenset(Role(value) for value in given.get("roles", []))
    sessions = frozenset(given.get("sessions", [])) & {session.id for session in process.sessions}
    gaps = _hour_gaps(given)
    if view["callback_id"] == ADDED and not given.get("people"):
        gaps["people"] = "Please choose at least one person."
    if view["callback_id"] == ADDED and not roles:
        gaps["roles"] = "Please tick at least one role."
    if Role.INTERVIEWER in roles and not sessions:
        gaps["sessions"] = "An interviewer needs at least one session they may lead."
    if gaps:
        raise Incomplete(gaps)
    return Asked(
        people=tuple(given.get("people", [])),
        roles=roles,
        sessions=sessions,
        starts=_time(given.get("starts")),
        ends=_time(given.get("ends")),
        days=frozenset(int(day) for day in given.get("days", [])),
        max_per_day=_number(given.get("max_per_day")),
        max_per_week=_number(given.get("max_per_week")),
    )


def changed(person: Person, view: Block, process: Process, now: datetime) -> Person:
    """*person* as the form says: everything in it counts, what was emptied too. Raises Incomplete."""
    given, asked = answers(view), read(view, process)
    if not asked.days:
        raise Incomplete({"days": "Please tick at least one day, or pause instead."})
    today = local(now, person.zone).date()
    away = read_days_off(str(given.get("away", "")), today=today)
    paused = PAUSED in given.get("paused", [])
    back_on = day_in(given, "back_on")
    if back_on is not None and not paused:
        raise Incomplete({"back_on": "There is no pause to come back from: tick Paused, or empty this date."})
    if back_on is not None and back_on <= today:
        raise Incomplete({"back_on": "Please give a day to come, or leave it empty."})
    mine = view["callback_id"] == SET
    return replace(
        person,
        roles=person.roles if mine else asked.roles,
        sessions=person.sessions if mine else asked.sessions,
        starts=asked.starts or person.starts,
        ends=asked.ends or person.ends,
        days=asked.days,
        max_per_day=asked.max_per_day,
        max_per_week=asked.max_per_week,
        away=away,
        paused=paused,
        back_on=back_on,
    )


def _hour_gaps(given: dict[str, object]) -> dict[str, str]:
    gaps = {}
    starts, ends = _time(given.get("starts")), _time(given.get("ends"))
    if starts and ends and ends <= starts:
        gaps["ends"] = "The day ends before it begins."
    per_day, per_week = _number(given.get("max_per_day")), _number(given.get("max_per_week"))
    if per_day is not None and per_week is not None and per_week < per_day:
        gaps["max_per_week"] = f"{per_week} a week is less than the {per_day} a day."
    return gaps


def _time(text: object) -> time | None:
    return time.fromisoformat(str(text)) if text else None


def _number(text: object) -> int | None:
    return int(str(text)) if text not in (None, "") else None
