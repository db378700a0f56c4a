"""The team from a CSV file: who may do what, which sessions they lead, when they work.

email,roles,sessions,starts,ends,days,max_per_day,max_per_week
ana@example.org,interviewer,screening;repo_setup,09:00,17:00,mon;tue;wed;thu,1,3

Who they are (name, zone, account) is Slack's to say. Roles and sessions are added to what people had before.
"""

import time as machine
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from pathlib import Path

from bot.csv_files.sheet import Line, Notes, SheetProblems, read_sheet
from bot.hiring.person import Person, Role
from bot.hiring.process import Process
from bot.ports import Directory, Member, Never, TryLater
from storage import audit, messages, people
from storage.database import Database

COLUMNS = ("email", "roles", "sessions", "starts", "ends", "days", "max_per_day", "max_per_week")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Change = Callable[[Person], Person]


def import_people(
    path: Path,
    db: Database,
    process: Process,
    directory: Directory,
    *,
    dry_run: bool,
    skip_wrong_lines: bool = False,
) -> tuple[int, list[str]]:
    """How many people were (or would be) saved, and remarks. Raises SheetProblems, then nothing was changed.

    With *skip_wrong_lines* mistakes are remarks, and the lines without any are imported.
    """
    notes = Notes(path.name)
    asked = [
        (line, _change(line, process, notes)) for line in read_sheet(path, needed=("email", "roles"), known=COLUMNS)
    ]
    known = [(line, member, change) for line, change in asked if (member := _member(line, directory, notes))]
    found = [(member, change) for line, member, change in known if line.number not in notes.wrong_lines]
    notes.judge(skip_wrong_lines=skip_wrong_lines)
    if not dry_run:
        _save(db, found)
    return len(found), notes.remarks


def _save(db: Database, found: list[tuple[Member, Change]]) -> None:
    with db.begin() as tx:
        for member, change in sorted(found, key=lambda it: it[0].id):  # all who lock people do so in this order
            before = people.met(tx, Person(member.id, member.name, member.email, member.zone))
            after = change(before)
            people.save(tx, after)
            audit.add(tx, actor=audit.BOT, action="team.imported", person=after.id, roles=sorted(after.roles))
            messages.home(tx, after.id)


def _change(line: Line, process: Process, notes: Notes) -> Change:
    notes.must_fit(line)
    roles = frozenset(role for word in line.listed("roles") if (role := _role(word, line.number, notes)))
    sessions = frozenset(key for word in line.listed("sessions") if (key := _session(word, process, line, notes)))
    if Role.INTERVIEWER in roles and not sessions:
        notes.wrong(line.number, "an interviewer needs at least one session they may lead.")
    starts, ends = _time(line, "starts", notes), _time(line, "ends", notes)
    if starts and ends and ends <= starts:
        notes.wrong(line.number, "the day ends before it begins.")
    days = _days(line, notes)
    per_day, per_week = _count(line, "max_per_day", notes), _count(line, "max_per_week", notes)

    def change(person: Person) -> Person:
        return replace(
            person,
            roles=person.roles | roles,
            sessions=person.sessions | sessions,
            starts=starts or person.starts,
            ends=ends or person.ends,
            days=days or person.days,
            max_per_day=person.max_per_day if per_day is None else per_day,
            max_per_week=person.max_per_week if per_week is None else per_week,
        )

    return change


def _member(line: Line, directory: Directory, notes: Notes) -> Member | None:
    """Who that is in Slack; asks again when Slack wants us to wait. Raises SheetProblems when Slack will not say."""
    while True:
        try:
            member = directory.by_email(line["email"]) if line["email"] else None
        except TryLater as later:
            machine.sleep(later.after.total_seconds())
            continue
        except Never as refusal:
            raise SheetProblems(
                [
                    f"{notes.file} line {line.number}: Slack does not say who {line['email']} is ({refusal.reason}).",
                    "Nothing was imported. `interview-bot check` looks at every part.",
                ]
            ) from None
        break
    if member is None:
        notes.wrong(line.number, f"nobody in Slack has the e-mail address {line['email'] or '(none given)'}.")
    elif not member.welcome:
        notes.wrong(line.number, f"{member.name} is not a full, active member of the workspace.")
        return None
    return member


def _role(word: str, line: int, notes: Notes) -> Role | None:
    try:
        return Role(word.lower().replace(" ", "_"))
    except ValueError:
        notes.wrong(line, f"“{word}” is no role. Roles are: {', '.join(Role)}.")
        return None


def _session(word: str, process: Process, line: Line, notes: Notes) -> str | None:
    """By id or name."""
    for session in process.sessions:
        if word.lower() in {session.id, session.name.lower()}:
            return session.id
    known = ", ".join(session.id for session in process.sessions)
    notes.wrong(line.number, f"“{word}” is no session of the process. Sessions are: {known}.")
    return None


def _time(line: Line, column: str, notes: Notes) -> time | None:
    try:
        return time.fromisoformat(line[column].zfill(5)) if line[column] else None
    except ValueError:
        notes.wrong(line.number, f"{column}: “{line[column]}” is not a time such as 09:00.")
        return None


def _days(line: Line, notes: Notes) -> frozenset[int]:
    given = [word.lower()[:3] for word in line.listed("days")]
    wrong = [word for word in given if word not in DAYS]
    if wrong:
        notes.wrong(line.number, f"days: “{wrong[0]}” is none of {', '.join(DAYS)}.")
    return frozenset(DAYS.index(word) for word in given if word in DAYS)


def _count(line: Line, column: str, notes: Notes) -> int | None:
    if not line[column]:
        return None
    if not line[column].isdecimal():
        notes.wrong(line.number, f"{column}: “{line[column]}” is not a whole number.")
        return None
    return int(line[column])
