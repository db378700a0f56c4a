"""The fields of the forms about people: what they do, when they work, when they do not."""

from datetime import datetime, time

from bot.hiring.days_off import typed_days_off
from bot.hiring.person import Person, Role
from bot.hiring.process import Process
from bot.hiring.team import is_paused
from bot.hiring.worktime import local
from bot.ports import Block
from handlers.blocks import checkboxes, field, text_input
from handlers.team_view import DAYS

PAUSED = "paused"
MOST = 20  # interviews a day or week that anybody may set


def of_roles(process: Process, person: Person | None) -> list[Block]:
    roles = [(role.value, role.words.capitalize()) for role in Role]
    sessions = [(session.id, session.name) for session in process.sessions][:10]
    return [
        field(
            "roles",
            "Roles",
            checkboxes(roles, initial=sorted(person.roles) if person else ()),
            optional=person is not None,
        ),
        field(
            "sessions",
            "Sessions they may lead",
            checkboxes(sessions, initial=sorted(person.sessions) if person else ()),
            optional=True,
            hint="For interviewers.",
        ),
    ]


def of_hours(process: Process, person: Person | None) -> list[Block]:
    load = process.load
    days = checkboxes(
        [(str(number), name) for number, name in enumerate(DAYS)],
        initial=[str(day) for day in person.days] if person else (),
    )
    return [
        field("starts", "Working day begins", _timepicker(person.starts if person else None), optional=True),
        field("ends", "Working day ends", _timepicker(person.ends if person else None), optional=True,
              hint="In each person's own time zone. Empty: 09:00 to 17:00."),
        field("days", "Working days", days, optional=True, hint="" if person else "Empty: Monday to Friday."),
        field("max_per_day", "Interviews a day, at most", _count(person.max_per_day if person else None),
              optional=True, hint=f"Empty: {load.max_per_day}, as for everybody."),
        field("max_per_week", "Interviews a week, at most", _count(person.max_per_week if person else None),
              optional=True, hint=f"Empty: {load.max_per_week}, as for everybody."),
    ]  # fmt: skip


def of_absence(person: Person, now: datetime) -> list[Block]:
    today = local(now, person.zone).date()
    coming = tuple(span for span in person.away if span[1] >= today)
    paused = is_paused(person, now)
    back_on = {"initial_date": person.back_on.isoformat()} if paused and person.back_on else {}
    return [
        field("away", "Days off", text_input(multiline=True, initial=typed_days_off(coming)), optional=True,
              hint="One line each: 2026-12-24, or 2026-12-24 to 2027-01-02. Nothing is planned then."),
        field("paused", "Availability", checkboxes([(PAUSED, "Paused: is not chosen for new interviews")],
              initial=[PAUSED] if paused else []), optional=True),
        field("back_on", "Back on", {"type": "datepicker", **back_on}, optional=True,
              hint="Then the pause ends by itself. Empty: until somebody ends it."),
    ]  # fmt: skip


def _timepicker(initial: time | None) -> Block:
    return {"type": "timepicker", **({"initial_time": f"{initial:%H:%M}"} if initial else {})}


def _count(initial: int | None) -> Block:
    made: Block = {"type": "number_input", "is_decimal_allowed": False, "min_value": "0", "max_value": str(MOST)}
    return made if initial is None else {**made, "initial_value": str(initial)}
