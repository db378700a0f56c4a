"""The audit's head, noted beside an SQLite database: what was put back or cut off behind the bot's back is noticed.

On PostgreSQL there is no file beside it; there the bot's log and the line that `interview-bot backup` prints have it.
"""

import os
import tempfile
from pathlib import Path

from storage import seals
from storage.database import Database
from storage.engine import DatabaseUnusable, normalised
from storage.seals import Head


def beside(database_url: str) -> Path | None:
    """Where the head is noted; None on PostgreSQL."""
    where = normalised(database_url)
    return Path(f"{where.database}.head") if where.get_backend_name() == "sqlite" else None


def note(database_url: str, head: Head) -> None:
    """Written whole or not at all, for its owner's eyes only."""
    place = beside(database_url)
    if place is None:
        return
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f"{place.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{head}\n")
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def noted(database_url: str) -> Head | None:
    """What was noted last; None where nothing was, or nothing that can be read."""
    place = beside(database_url)
    try:
        return parsed(place.read_text("utf-8")) if place is not None else None
    except (OSError, UnicodeDecodeError):
        return None


def must_hold(db: Database) -> None:
    """Raises DatabaseUnusable when this is not the database that worked here last, or an older state of it."""
    head = noted(db.url)
    if head is None:
        return
    with db.read() as tx:
        holds = seals.holds(tx, head)
    if not holds:
        raise DatabaseUnusable(
            f"{normalised(db.url).database} is not the database that worked here last, or an older state of it: audit "
            f"entries are missing. Nothing was changed. If you put a backup there, type\n  interview-bot restore\nso "
            f"that nothing is sent twice. To begin anew on purpose, remove {beside(db.url)}."
        )


def parsed(words: str) -> Head | None:
    """A head as it is printed: `number:hash`."""
    number, _, hash_ = words.strip().partition(":")
    return Head(int(number), hash_) if number.isdecimal() and hash_.isalnum() else None
