"""`interview-bot check`: looks at every part the bot needs, says what is wrong and how to mend it, changes nothing."""

import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path

from bot.check_google import look_at_calendars, look_at_google
from bot.check_outside import look_at_mail, look_at_slack
from bot.clock import SystemClock
from bot.findings import Finding, look_out, ok, wrong
from bot.hiring.person import Role
from bot.hiring.process import Process
from bot.logs import quiet
from bot.process_file import ProcessProblems, load_process, read_kept
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
    with quiet():
        for finding in look():
            all_well &= finding.well
            say(str(finding))
    return 0 if all_well else 1


def look() -> Iterator[Finding]:
    """One finding after the other, as they are found. While settings are missing, what there is is looked at."""
    try:
        settings, problems = read_settings(), ""
        yield ok("settings", "complete")
    except WrongSettings as found:
        yield from (wrong("settings", problem) for problem in found.problems)
        if found.so_far is None:
            return
        settings, problems = found.so_far, str(found)
        if "SLACK_APP_TOKEN" in problems:
            settings = replace(settings, slack_app_token=None)
    process = None
    if "PROCESS_FILE" not in problems:
        process = yield from _process(settings)
    database = _database(settings.database_url)
    yield database
    if "SLACK_BOT_TOKEN" not in problems and "SLACK_API_URL" not in problems:
        yield from look_at_slack(settings, process)
    if "GOOGLE_" not in problems:
        yield look_at_google(settings)
    needed_for_mail = ("SMTP_URL", "MAIL_FROM", *(("GMAIL_URL", "GOOGLE_") if settings.over_gmail else ()))
    if not any(name in problems for name in needed_for_mail):
        yield look_at_mail(settings)
    if not problems and database is SCHEMA[Schema.CURRENT] and process is not None:
        yield from _team(settings, process)


def _process(settings: Settings) -> Generator[Finding, None, Process | None]:
    try:
        process = load_process(settings.process_file)
    except ProcessProblems as problems:
        yield from (wrong("process", str(problem)) for problem in problems.problems)
        return None
    yield ok(
        "process", f"{settings.process_file.name}: {process.name}, version {process.version}, of {process.company}"
    )
    return process


def _team(settings: Settings, process: Process) -> Iterator[Finding]:
    """Whether there is anybody to do the work, and whether interviewers can be found times for."""
    db = Database(settings.database_url, SystemClock(), ProcessBook(process, read_kept))
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
    try:
        where = normalised(url)
    except DatabaseUnusable as problem:
        return wrong("database", str(problem))
    path = Path(where.database or "")
    if where.get_backend_name() == "sqlite" and not path.exists():  # a look must not create the file
        writable = path.parent.is_dir() and os.access(path.parent, os.W_OK)
        return SCHEMA[Schema.EMPTY] if writable else wrong("database", f"make the folder of {path} writable")
    try:
        return SCHEMA[migrate.found(url)]
    except DatabaseUnusable as problem:
        return wrong("database", str(problem))
