"""Candidates from a CSV file, as they stand elsewhere today: opened in their stage, with a headline, without a mail.

name,email,role,stage,coordinator,hiring_manager,zone,cv_url,source
Ada Vance,ada@example.com,software_engineer,screening,rita@example.org,hana@example.org,Europe/Lisbon,https://…,referral
"""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.csv_files.sheet import Line, Notes, read_sheet
from bot.hiring.address import read_address
from bot.hiring.errors import Incomplete
from bot.hiring.person import Person, Role
from bot.hiring.process import Process, Stage
from bot.hiring.process import Role as Opening
from bot.ports import Directory
from handlers import candidate_channel, headline
from storage import applications, arrivals, audit, people
from storage.arrivals import Arrival
from storage.database import Database, Tx

COLUMNS = ("name", "email", "role", "stage", "coordinator", "hiring_manager", "zone", "cv_url", "source")
WHERE_TO_BEGIN = ("queue", "interview")  # a debrief or an offer rests on scorecards that were handed in here
LONGEST = 200  # characters, as in the form


@dataclass(frozen=True)
class Applied:
    """One line, read and checked."""

    line: Line
    email: str
    role: Opening
    stage: Stage
    coordinator: Person
    hiring_manager: Person | None

    @property
    def key(self) -> tuple[str, str]:
        """What one person has only one open application under."""
        return self.email.lower(), self.role.id


def import_candidates(
    path: Path,
    db: Database,
    process: Process,
    directory: Directory,
    *,
    channel: str,
    dry_run: bool,
    skip_wrong_lines: bool = False,
) -> tuple[int, list[str]]:
    """How many were (or would be) opened, and remarks. Raises SheetProblems, then nothing was changed.

    Whoever has an open application for the same role already is left out, so that the file can be imported again.
    With *skip_wrong_lines* mistakes are remarks, and the lines without any are imported.
    """
    notes = Notes(path.name)
    lines = read_sheet(path, needed=("name", "email", "role", "coordinator"), known=COLUMNS)
    with db.read() as tx:
        team = {person.email.lower(): person for person in people.everyone(tx).values() if person.active}
        read = [it for line in lines if (it := _applied(line, process, team, notes))]
        new = _new(tx, read, notes)
    notes.judge(skip_wrong_lines=skip_wrong_lines)
    if not dry_run:
        hiring = {role.id: role for role in (it.role for it in new)}
        channels = {role.id: directory.channel_id(role.channel or channel) for role in hiring.values()}
        with db.begin() as tx:
            applications.import_alone(tx)
            there = applications.open_for(tx)  # somebody may have been quicker
            new = [it for it in new if it.key not in there]
            _open(tx, [_arrival(it, process, channels[it.role.id]) for it in new], process)
    return len(new), notes.remarks


def _open(tx: Tx, arriving: list[Arrival], process: Process) -> None:
    opened = arrivals.open_all(tx, arriving)
    for it in opened:
        audit.add(
            tx, actor=audit.BOT, action="application.imported", application=it.id, said="imported the application"
        )
    headline.post_all(tx, [candidate_channel.begin(tx, it, process) for it in opened])


def _arrival(it: Applied, process: Process, channel: str) -> Arrival:
    given = it.line
    return Arrival(
        name=given["name"],
        email=it.email,
        zone=given["zone"] or None,
        cv_url=given["cv_url"] or None,
        role=it.role.id,
        process=process.digest,
        stage=it.stage.id,
        coordinator=it.coordinator.id,
        hiring_manager=it.hiring_manager.id if it.hiring_manager else None,
        channel=channel,
        source=given["source"] or None,
    )


def _new(tx: Tx, read: list[Applied], notes: Notes) -> list[Applied]:
    """Without who stands there twice: in the file, or in the file and here."""
    seen: dict[tuple[str, str], int] = {}
    there = applications.open_for(tx)
    new = []
    for it in read:
        if it.key in seen:
            first = seen[it.key]
            notes.wrong(it.line.number, f"{it.line['email']} stands in line {first} already, for the same role.")
            continue
        seen[it.key] = it.line.number
        if it.key in there:
            notes.remark(it.line.number, f"{it.line['email']} has an open application for {it.role.name}: left out.")
        else:
            new.append(it)
    return new


def _applied(line: Line, process: Process, team: dict[str, Person], notes: Notes) -> Applied | None:
    before = len(notes.problems)
    notes.must_fit(line)
    _must_be_a_candidate(line, notes)
    role = next((r for r in process.roles if line["role"].lower() in {r.id, r.name.lower()}), None)
    if role is None:
        known = ", ".join(role.id for role in process.roles)
        notes.wrong(line.number, f"“{line['role']}” is no role of the process. Roles are: {known}.")
    stage = _stage(line, process, notes)
    coordinator = _colleague(line, "coordinator", team, notes, Role.RECRUITER)
    hiring_manager = _colleague(line, "hiring_manager", team, notes, Role.HIRING_MANAGER)
    if role is None or stage is None or coordinator is None or len(notes.problems) > before:
        return None
    return Applied(line, read_address(line["email"]), role, stage, coordinator, hiring_manager)


def _must_be_a_candidate(line: Line, notes: Notes) -> None:
    for column in ("name", "email", "role", "coordinator"):
        if not line[column]:
            notes.wrong(line.number, f"{column} is empty.")
    for column in ("name", "email", "source"):
        if len(line[column]) > LONGEST:
            notes.wrong(line.number, f"{column} is longer than {LONGEST} characters.")
    if line["email"]:
        try:
            read_address(line["email"])
        except Incomplete as refused:
            notes.wrong(line.number, f"“{line['email']}”: {refused.gaps['email']}")
    if line["cv_url"] and not line["cv_url"].startswith(("https://", "http://")):
        notes.wrong(line.number, "cv_url: a link begins with https://.")
    if line["zone"] and not _is_zone(line["zone"]):
        notes.wrong(line.number, f"zone: “{line['zone']}” is not an IANA time zone such as Europe/Berlin.")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return False
    return True


def _stage(line: Line, process: Process, notes: Notes) -> Stage | None:
    """By id or name; without one the first."""
    if not line["stage"]:
        return process.stages[0]
    open_to = [stage for stage in process.stages if stage.kind in WHERE_TO_BEGIN]
    found = next((s for s in open_to if line["stage"].lower() in {s.id, s.name.lower()}), None)
    if found is None:
        known = ", ".join(stage.id for stage in open_to)
        notes.wrong(line.number, f"stage: “{line['stage']}” is not one to begin in. Those are: {known}.")
    return found


def _colleague(line: Line, column: str, team: dict[str, Person], notes: Notes, role: Role) -> Person | None:
    if not line[column]:
        return None
    found = team.get(line[column].lower())
    if found is None or not found.has(role):
        notes.wrong(
            line.number,
            f"{column}: {line[column]} is not a {role.words} here. Import or add people first (/hiring team).",
        )
        return None
    return found
