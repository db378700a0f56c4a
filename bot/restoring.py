"""`interview-bot restore [FILE]`: a backup is put in place, and nothing is sent again because of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from bot.app import clock_of
from bot.keeping import Refused, at, opened, settings_of_database, sqlite_file, utc
from bot.ports import Clock
from storage import anchor, backup_postgresql, backup_sqlite, migrate, restores, seals, verify
from storage.engine import DatabaseUnusable
from storage.fresh_file import fresh_file
from storage.migrate import Schema
from storage.presence import AnotherBotRuns, Presence
from storage.restores import Restore
from storage.seals import Head
from storage.verify import Finding


@dataclass(frozen=True)
class Done:
    """*aside* is where the database before is kept; *waiting* counts by kind what is looked for or asked first."""

    restore: Restore
    head: Head
    waiting: Mapping[str, int]
    passed_over: Sequence[Finding]
    aside: str | None = None


def restore(file: Path | None, *, force: bool) -> list[str]:
    """What was done, line by line. Without *file* the backup was put in place by other means. Raises Refused."""
    settings = settings_of_database()
    url, clock = settings.database_url, clock_of(settings)
    if file is not None and not file.is_file():
        raise Refused(f"There is no file {file}.")
    with _alone(url):
        done = _put_in_place(url, file, clock, force=force)
        anchor.note(url, done.head)
    return list(_told(done))


def _put_in_place(url: str, file: Path | None, clock: Clock, *, force: bool) -> Done:
    database, stamp = sqlite_file(url), datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    if file is None:
        if database is not None and not database.is_file():
            raise Refused(f"There is no database {database}. Name the backup: interview-bot restore FILE")
        return _quarantine(url, clock, force=force, used=None)
    if database is None:
        used = _used_ids(url, clock)
        with backup_postgresql.in_place_of(url, file, stamp) as schema:
            return _quarantine(url, clock, force=force, used=used, aside=f"the schema {schema}")
    if database.exists() and file.samefile(database):
        raise Refused(f"{file} is the database itself. Name a backup; or no file, if the backup is there already.")
    aside = backup_sqlite.kept_as(database, stamp)
    with fresh_file(database, replace=True) as beside:
        backup_sqlite.copy(file, beside)
        used = backup_sqlite.used_ids(database)
        done = _quarantine(at(url, beside), clock, force=force, used=used, aside=str(aside) if aside else None)
        backup_sqlite.settle(beside)
        backup_sqlite.set_aside(database, aside)
    return done


def _quarantine(
    url: str, clock: Clock, *, force: bool, used: Mapping[str, int] | None, aside: str | None = None
) -> Done:
    if migrate.found(url) is Schema.EMPTY:
        raise Refused("This is no database of Interview Bot. Nothing was changed.")
    migrate.upgrade(url)
    with opened(url, clock) as db:
        with db.read() as tx:
            findings = list(verify.look(tx))
        if findings and not force:
            raise Refused(*findings, "Nothing was changed. Take an older backup, or say --force to go on all the same.")
        with db.begin() as tx:
            begun, waiting = restores.begin(tx, wall=datetime.now(UTC), used=used)
        return Done(begun, seals.seal(db), waiting, findings, aside)


def _told(done: Done) -> Iterator[str]:
    hours = (done.restore.until - done.restore.since).total_seconds() / 3600
    mails = done.waiting.get("mail", 0)
    others = sum(done.waiting.values()) - mails
    yield f"Restored. The last thing it remembers is of {utc(done.restore.since)}, {hours:.1f} h ago."
    yield "What happened since then is lost here; Slack, calendars and mailboxes still show it."
    if done.aside:
        yield f"What stood there before is kept as {done.aside}."
    yield f"Looked for before they are done: {others} promises. Held until a person decides: {mails} of mail."
    yield from (f"Passed over: {finding}" for finding in done.passed_over)
    yield f"The audit's head is {done.head}."
    yield "Start the bot: it tells every admin in Slack what is held, and who is asked."


@contextmanager
def _alone(url: str) -> Iterator[None]:
    """No bot works on it, and none can begin to. Raises AnotherBotRuns."""
    presence = Presence(url)
    try:
        if not presence.alone:
            raise AnotherBotRuns("An Interview Bot works on this database. Stop it first.")
        yield
    finally:
        presence.end()


def _used_ids(url: str, clock: Clock) -> Mapping[str, int] | None:
    """None when the database before cannot say any more."""
    try:
        with opened(url, clock) as db, db.read() as tx:
            return restores.used_ids(tx)
    except (DatabaseUnusable, DatabaseError):
        return None
