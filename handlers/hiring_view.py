"""What /hiring shows, and how its forms are read back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from bot.hiring.errors import Incomplete
from bot.hiring.person import Person, Role
from bot.hiring.process import Process
from bot.hiring.standing import Standing
from bot.ports import Block
from handlers import headline_view
from handlers.blocks import (
    actions,
    answers,
    button,
    checkboxes,
    context,
    divider,
    esc,
    field,
    modal,
    people_select,
    section,
)

COMMAND = "/hiring"
TEAM = "hiring.team"
PIPELINE = "hiring.pipeline"
ADD = "team.add"
ADDED = "team.added"
EDIT = "team.edit"
EDITED = "team.edited"

SHOWN_AT_MOST = 90  # of Slack's 100 blocks in a modal

WHAT_ROLES_DO = {
    Role.RECRUITER: "opens applications, schedules, moves candidates on, sends letters",
    Role.INTERVIEWER: "interviews and hands in scorecards",
    Role.HIRING_MANAGER: "decides, with a reason",
    Role.ADMIN: "keeps people, roles and the process",
}


@dataclass(frozen=True)
class Asked:
    people: tuple[str, ...]
    roles: frozenset[Role]
    sessions: frozenset[str]
    starts: time | None
    ends: time | None
    paused: bool


def team(everyone: Iterable[Person], process: Process, *, may_add: bool) -> Block:
    people = [p for p in everyone if p.roles]
    rows = [_member(person, process, may_edit=may_add) for person in people[: SHOWN_AT_MOST - 4]]
    blocks: list[Block] = [section("*The hiring team*" if rows else "Nobody has a role yet.")]
    if may_add:
        blocks.append(actions(button("Add people", action=ADD, style="primary")))
    if len(people) > len(rows):
        rows.append(context(f"… and {len(people) - len(rows)} more."))
    return modal("Hiring team", [*blocks, divider(), *rows], callback="team.shown")


def add_form(process: Process) -> Block:
    return modal(
        "Add people",
        [field("people", "People", people_select()), *_role_fields(process, None)],
        callback=ADDED,
        submit="Submit",
        close="Cancel",
    )


def edit_form(person: Person, process: Process) -> Block:
    chosen = ["paused"] if person.paused else []
    paused = checkboxes([("paused", "Paused: is not chosen for new interviews")], initial=chosen)
    return modal(
        "Edit",
        [
            section(f"*{esc(person.name)}* · {esc(person.zone)}"),
            *_role_fields(process, person),
            field("paused", "Availability", paused, optional=True),
        ],
        callback=EDITED,
        metadata=person.id,
        submit="Submit",
        close="Cancel",
    )


def read(view: Block, process: Process, *, person: str | None = None) -> Asked:
    """Raises Incomplete when an interviewer leads no session, or hours end before they begin."""
    given = answers(view)
    roles = frozenset(Role(value) for value in given.get("roles", []))
    known = {session.id for session in process.sessions}
    sessions = frozenset(given.get("sessions", [])) & known
    starts, ends = _time(given.get("starts")), _time(given.get("ends"))
    gaps = {}
    if person is None and not given.get("people"):
        gaps["people"] = "Please choose at least one person."
    if Role.INTERVIEWER in roles and not sessions:
        gaps["sessions"] = "An interviewer needs at least one session they may lead."
    if starts and ends and ends <= starts:
        gaps["ends"] = "The day ends before it begins."
    if gaps:
        raise Incomplete(gaps)
    people = tuple(given.get("people", [])) if person is None else (person,)
    return Asked(people, roles, sessions, starts, ends, "paused" in given.get("paused", []))


def row(standing: Standing, people: Mapping[str, Person], now: datetime) -> Block:
    a = standing.application
    days = max(0, (now - a.stage_since).days)
    words = headline_view.next_words(standing, people)
    return section(
        f"*{esc(a.name)}* · {days} day{'' if days == 1 else 's'} in {esc(standing.stage.name)}\n{words}",
        button("Open", action=headline_view.OPEN, value=headline_view.value_of(a)),
    )


def help_for(actor: Person, *, unknown: str = "") -> Block:
    lines = ["`/scorecard` write the scorecard you owe"]
    if actor.has(Role.RECRUITER):
        lines = [
            "`/candidate` open an application · `/candidate NAME` see where somebody stands",
            "`/schedule NAME` find times",
            "`/hiring pipeline` every open candidate",
            *lines,
        ]
    if actor.has(Role.HIRING_MANAGER):
        lines.append("`/candidate NAME` see where your candidate stands; you decide in the debrief's thread")
    if actor.has(Role.ADMIN):
        lines.append("`/hiring team` people, roles and sessions")
    roles = ", ".join(role.words for role in sorted(actor.roles)) or "no role yet; an admin can give you one"
    blocks = [section("\n".join(lines)), context(f"You are: {roles}.")]
    if unknown:
        blocks.insert(0, section(f"I don't know “{esc(unknown)}”."))
    return modal("Hiring help", blocks, callback="hiring.shown")


def _member(person: Person, process: Process, *, may_edit: bool) -> Block:
    roles = ", ".join(role.words for role in sorted(person.roles))
    names = [s.name for s in process.sessions if s.id in person.sessions]
    leads = f"\nLeads: {esc(', '.join(names))}" if names else ""
    state = "" if person.active else " · no longer here"
    state += " · paused" if person.paused else ""
    text = f"*{esc(person.name)}* · {roles}{state}{leads}\n{person.starts:%H:%M}–{person.ends:%H:%M} {esc(person.zone)}"
    return section(text, button("Edit", action=EDIT, value=person.id) if may_edit else None)


def _role_fields(process: Process, person: Person | None) -> list[Block]:
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
        field("starts", "Working day begins", _timepicker(person.starts if person else None), optional=True),
        field("ends", "Working day ends", _timepicker(person.ends if person else None), optional=True,
              hint="In each person's own time zone. Without an answer 09:00 to 17:00."),
    ]  # fmt: skip


def _timepicker(initial: time | None) -> Block:
    return {"type": "timepicker", **({"initial_time": f"{initial:%H:%M}"} if initial else {})}


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
