"""A copy of an SQLite database while the bot works on it, and a copy put in its place."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.engine import DatabaseUnusable

SIDE_FILES = ("-wal", "-shm")


def copy(source: Path, target: Path) -> None:
    """The rows of one moment; who writes meanwhile is not held up. *target* has no journal beside it."""
    if not source.is_file():
        raise DatabaseUnusable(f"There is no file {source}.")
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as read,
            closing(sqlite3.connect(target)) as written,
        ):
            read.backup(written)
            written.execute("PRAGMA journal_mode=DELETE")
            said = [words for (words,) in written.execute("PRAGMA quick_check(5)")]
    except sqlite3.OperationalError as error:
        raise DatabaseUnusable(f"{source} could not be copied: {error}.") from None
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(f"{source} is damaged ({error}). Nothing was changed; take an older backup.") from None
    if said != ["ok"]:
        raise DatabaseUnusable(f"{source} is damaged ({said[0]}). Nothing was changed; take an older backup.")


def settle(file: Path) -> None:
    """One file again, after somebody worked on it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")


def used_ids(database: Path) -> dict[str, int] | None:
    """The highest id that every table gave so far; None when it cannot be read. It is not touched."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as read:
            return dict(read.execute("SELECT name, seq FROM sqlite_sequence"))
    except sqlite3.DatabaseError:
        return None


def kept_as(database: Path, stamp: str) -> Path | None:
    """The name that whatever stands there gets; None when nothing does."""
    there = [end for end in ("", *SIDE_FILES) if Path(f"{database}{end}").exists()]
    return database.with_name(f"{database.name}.before-restore-{stamp}") if there else None


def set_aside(database: Path, aside: Path | None) -> None:
    """Whatever stands there, damaged or not, and its journal: a backup must not find another one's journal."""
    for end in ("", *SIDE_FILES):
        part = Path(f"{database}{end}")
        if part.exists():
            part.rename(f"{aside}{end}")
