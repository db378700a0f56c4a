"""`interview-bot backup FILE` and `verify`: they need the database's address, and no other setting."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.app import clock_of
from bot.ports import Clock
from bot.settings import Settings, WrongSettings, read_settings
from storage import anchor, applications, audit, backup_postgresql, backup_sqlite, migrate, seals, verify
from storage.database import Database
from storage.engine import normalised
from storage.fresh_file import fresh_file
from storage.migrate import Schema
from storage.seals import Head
from storage.verify import Finding


class Refused(Exception):
    """What was asked for was not done: the lines say why, and what to do."""

    def __init__(self, *lines: object) -> None:
        super().__init__(*lines)
        self.lines = [str(line) for line in lines]


def backup(file: Path, *, force: bool) -> tuple[str, list[Finding]]:
    """Save a copy while the bot may be at work: what was saved, and what does not fit together in it.

    On PostgreSQL that is looked for where it was saved from. Raises Refused.
    """
    settings = settings_of_database()
    url, clock = settings.database_url, clock_of(settings)
    database = must_be_there(url)
    try:
        with fresh_file(file, replace=force) as beside:
            said = _sealed(url, clock)
            if database is None:
                backup_postgresql.dump(url, beside)
                findings = _found_in(url, clock)
            else:
                backup_sqlite.copy(database, beside)
                findings = _found_in(at(url, beside), clock)
                backup_sqlite.settle(beside)
            size = beside.stat().st_size
    except FileExistsError:
        raise Refused(f"{file} is there already. Name another file, or say --force to replace it.") from None
    except OSError as wrong:
        raise Refused(f"{file} could not be written: {wrong.strerror}.") from None
    return f"Saved to {file}: {size / 1e6:.1f} MB, {said}.", findings


def look(heads: Sequence[Head]) -> list[Finding]:
    """Whatever is not whole or does not fit together; changes nothing. *heads* were printed before. Raises Refused."""
    settings = settings_of_database()
    url = settings.database_url
    must_be_there(url)
    if migrate.found(url) is not Schema.CURRENT:
        raise Refused("The database is of another version. `interview-bot migrate` brings an older one up to date.")
    beside = anchor.noted(url)
    with opened(url, clock_of(settings)) as db, db.read() as tx:
        return list(verify.look(tx, noted=[*heads, *([beside] if beside else [])]))


def settings_of_database() -> Settings:
    """What else is wrong with them matters when the bot is started."""
    try:
        return read_settings()
    except WrongSettings as wrong:
        if wrong.so_far is None or any("DATABASE_URL" in str(problem) for problem in wrong.problems):
            raise
        return wrong.so_far


def must_be_there(url: str) -> Path | None:
    """The SQLite file; None on PostgreSQL. Raises Refused."""
    database = sqlite_file(url)
    if database is not None and not database.is_file():
        raise Refused(f"There is no database {database}. DATABASE_URL says where it is.")
    return database


@contextmanager
def opened(url: str, clock: Clock) -> Iterator[Database]:
    db = Database(url, clock)
    try:
        yield db
    finally:
        db.close()


def sqlite_file(url: str) -> Path | None:
    """None on PostgreSQL."""
    where = normalised(url)
    return Path(str(where.database)) if where.get_backend_name() == "sqlite" else None


def at(url: str, file: Path) -> str:
    """The address of another SQLite file."""
    return normalised(url).set(database=str(file)).render_as_string(hide_password=False)


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _sealed(url: str, clock: Clock) -> str:
    """How much there is, and the head of the chain over it."""
    if migrate.found(url) is not Schema.CURRENT:
        return "of an older version, not looked into"
    with opened(url, clock) as db:
        head = seals.seal(db)
        anchor.note(url, head)
        with db.read() as tx:
            number, last = applications.number(tx), audit.last(tx)
    until = f"last audit entry {last.id} of {utc(last.at)}" if last else "nothing has happened yet"
    return f"{number} candidate{'' if number == 1 else 's'}, {until}, head {head}"


def _found_in(url: str, clock: Clock) -> list[Finding]:
    if migrate.found(url) is not Schema.CURRENT:
        return []
    with opened(url, clock) as db, db.read() as tx:
        return list(verify.look(tx))
