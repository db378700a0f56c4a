"""`interview-bot check`: looks at every part the bot needs, says what is wrong and how to mend it, changes nothing."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.check_google import look_at_calendars, look_at_google
from bot.check_outside import look_at_mail, look_at_slack
from bot.clock import SystemClock
from bot.findings import Finding, look_out, ok, wrong
from bot.hiring.person import Role
from bot.hiring.process import Process
from bot.process_file import ProcessProblems, load_process, read_process
from bot.settings import Settings, WrongSettings, read_settings
from storage import migrate, people
from storage.database import Database
from storage.engine import DatabaseUnusable, normalised
from storage.migrate import Schema
from storage.processes import ProcessBook

SCHEMA = {
    Schema.EMPTY: ok("database", "reachable and empty; `run` sets it up"),
    Schema.OLDER: ok("database", "reachable; `run` or `migrate` brings it up to date"),
    Schema.CURRENT: ok("database", "reachable and up to date"),
    Schema.NEWER: wrong("database", "it was made by a newer Interview Bot; start that version"),
}


def run(say: Callable[[str], None] = print) -> int:
    """Print a line for every part. 0 when all is well, 1 when anything is wrong."""
    all_well = True
    for finding in look():
        all_well &= finding.well
        say(str(finding))
    return 0 if all_well else 1


def look() -> Iterator[Finding]:
    """One finding after the other, as they are found."""
    try:
        settings = read_settings()
    except WrongSettings as problems:
        yield from (wrong("settings", problem) for problem in problems.problems)
        return
    yield ok("settings", "complete")
    process = None
    try:
        process = load_process(settings.process_file)
        yield ok("process", f"{settings.process_file.name}: {process.name}, version {process.version}")
    except ProcessProblems as problems:
        yield from (wrong("process", str(problem)) for problem in problems.problems)
    database = _database(settings.database_url)
    yield database
    yield from look_at_slack(settings, process)
    yield look_at_google(settings)
    yield look_at_mail(settings)
    if database is SCHEMA[Schema.CURRENT] and process is not None:
        yield from _team(settings, process)


def _team(settings: Settings, process: Process) -> Iterator[Finding]:
    """Whether there is anybody to do the work, and whether interviewers can be found times for."""
    db = Database(settings.database_url, SystemClock(), ProcessBook(process, read_process))
    try:
        with db.read() as tx:
            team = [person for person in people.everyone(tx).values() if person.active]
    finally:
        db.close()
    absent = [role.words for role in Role if role is not Role.ADMIN and not any(p.has(role) for p in team)]
    if absent:
        yield look_out("team", f"no {', no '.join(absent)} yet. An admin adds people with /hiring team.")
    else:
        yield ok("team", "every role has somebody")
    interviewers = [person for person in team if person.has(Role.INTERVIEWER)]
    if interviewers:
        yield look_at_calendars(settings, interviewers)


def _database(url: str) -> Finding:
    where = normalised(url)
    path = Path(where.database or "")
    if where.get_backend_name() == "sqlite" and not path.exists():  # a look must not create the file
        writable = path.parent.is_dir() and os.access(path.parent, os.W_OK)
        return SCHEMA[Schema.EMPTY] if writable else wrong("database", f"make the folder of {path} writable")
    try:
        return SCHEMA[migrate.found(url)]
    except DatabaseUnusable as problem:
        return wrong("database", str(problem))
