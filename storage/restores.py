"""Remembering that a backup was put in place, and what must not be done again because of it.

Rows are as old as the backup; what the world saw since is not known here. So whatever was promised and unfinished is
looked for before it is done, mails wait for a person, and no id is used that may stand on a button out there.
"""

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text, update
from sqlmodel import SQLModel, col, func, select

from storage import audit
from storage.database import Tx
from storage.outbox import STUCK, UNFINISHED, Promise
from storage.tables import ApplicationRow, AuditRow, InboxRow, LetterRow, OutboxRow, RestoreRow

IN_DOUBT = "a backup was put back"  # why a mail is held
STEP = 1_000_000  # ids left out, and more than were ever used in the hours that are lost
LOOKED_FOR = timedelta(days=30)  # so long may somebody do again what was done and lost


_LAST = select(RestoreRow).order_by(col(RestoreRow.id).desc()).limit(1)


@dataclass(frozen=True)
class Restore:
    """What happened between *since* and *until* is lost here. *ended*: a person said that all is settled."""

    id: int
    since: datetime
    until: datetime
    last_application: int
    last_promise: int
    last_entry: int
    told: bool
    looked: bool
    ended_by: str | None
    ended_at: datetime | None


def begin(tx: Tx, *, wall: datetime, used: Mapping[str, int] | None) -> tuple[Restore, Counter[str]]:
    """Nothing that this database promised is done before it was looked for, or a person said so: how many, by kind.

    *used* are the highest ids of the database that it takes the place of; None when nobody can tell.
    """
    before = last(tx)
    unsettled = [before.since] if before is not None and before.ended_at is None else []
    row = RestoreRow(
        since=min([_last_sign(tx), *unsettled]),
        until=tx.now,
        last_application=tx.exec(select(func.max(ApplicationRow.id))).one() or 0,
        last_promise=tx.exec(select(func.max(OutboxRow.id))).one() or 0,
        last_entry=tx.exec(select(func.max(AuditRow.id))).one() or 0,
    )
    _leave_out_ids(tx, used)
    # buttons of the lost hours are stale, whatever number they carry
    tx.execute(update(ApplicationRow).values(version=col(ApplicationRow.version) + STEP))
    unfinished = [*tx.exec(select(OutboxRow).where(col(OutboxRow.state).in_(UNFINISHED))), *_refused_mails(tx)]
    for promise in unfinished:
        _look_first(promise, tx.now, wall)
        tx.add(promise)
    tx.add(row)
    tx.flush()
    audit.add(tx, actor=audit.BOT, action="restore.begun", restore=row.id)
    return _restore(row), Counter(promise.kind for promise in unfinished)


def last(tx: Tx) -> Restore | None:
    row = tx.exec(_LAST).first()
    return _restore(row) if row else None


def get(tx: Tx, number: int) -> Restore:
    return _restore(tx.get_one(RestoreRow, number))


def looked_for_since(tx: Tx) -> Restore | None:
    """The restore that makes a look worth it before anything is posted for the first time."""
    restore = last(tx)
    return restore if restore is not None and tx.now < restore.until + LOOKED_FOR else None


def is_of_the_backup(tx: Tx, promise: Promise) -> bool:
    """Whether it was promised before the lost hours."""
    restore = last(tx)
    return restore is not None and promise.id <= restore.last_promise


def asks_first(tx: Tx, promise: Promise, application: int) -> bool:
    """Whether a person has to say that this mail may leave: it may have left in the lost hours."""
    restore = last(tx)
    if restore is None:
        return False
    doubtful = restore.ended_at is None and application <= restore.last_application
    if not doubtful and promise.id > restore.last_promise:
        return False
    said = audit.last_about_promise(tx, promise.id)
    return said is None or said.id <= restore.last_entry


def tell(tx: Tx, number: int) -> None:
    """The admins were told."""
    row = tx.get_one(RestoreRow, number)
    row.told_at = tx.now
    tx.add(row)
    tx.flush()


def waits_for_the_calendar(tx: Tx) -> Restore | None:
    """The restore after which nobody has yet looked at what the lost hours changed in the calendar."""
    restore = last(tx)
    return None if restore is None or restore.looked else restore


def look_at(tx: Tx, number: int) -> None:
    """What the lost hours changed in the calendar was taken over."""
    row = tx.get_one(RestoreRow, number)
    row.looked_at = tx.now
    tx.add(row)
    tx.flush()


def end(tx: Tx, number: int, *, by: str) -> bool:
    """All is settled: mails leave by themselves again. False when somebody said so before."""
    row = tx.get_one(RestoreRow, number, with_for_update=True, populate_existing=True)
    if row.ended_at is not None:
        return False
    row.ended_at, row.ended_by = tx.now, by
    tx.add(row)
    tx.flush()
    return True


def used_ids(tx: Tx) -> dict[str, int]:
    """The highest id that every table gave so far."""
    if tx.is_postgres:
        given = text("SELECT sequencename, COALESCE(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'")
        return {str(name).removesuffix("_id_seq"): int(used) for name, used in tx.execute(given)}
    return {str(name): int(used) for name, used in tx.execute(text("SELECT name, seq FROM sqlite_sequence"))}


def _leave_out_ids(tx: Tx, used: Mapping[str, int] | None) -> None:
    """An id of the lost hours stands on buttons and in calendars: it must never mean somebody else."""
    ours = used_ids(tx)
    by_chance = 0 if used is not None else (1 + secrets.randbelow(20)) * STEP
    for name in _counted():
        following = {"name": name, "number": max(ours.get(name, 0), (used or {}).get(name, 0)) + STEP + by_chance}
        if tx.is_postgres:
            tx.execute(text("SELECT setval(CAST(:name || '_id_seq' AS regclass), :number)"), following)
        else:
            tx.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), following)
            tx.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)"), following)


def _counted() -> list[str]:
    """Every table whose ids the database counts."""
    tables = SQLModel.metadata.sorted_tables
    return [table.name for table in tables if table.dialect_options["sqlite"]["autoincrement"]]


def _refused_mails(tx: Tx) -> list[OutboxRow]:
    """Somebody may have tried them again since, and they may have left."""
    stuck = select(OutboxRow).where(OutboxRow.kind == "mail", col(OutboxRow.state).in_(STUCK))
    return [it for it in tx.exec(stuck).all() if tx.get_one(LetterRow, it.args["letter"]).state == "approved"]


def _look_first(promise: OutboxRow, now: datetime, wall: datetime) -> None:
    """As after a try whose outcome nobody knows; a mail is shown to a person at once, whenever it would have left."""
    promise.fence, promise.retry_at, promise.attempt = None, None, max(promise.attempt, 1)
    if promise.state != "pending":
        promise.state, promise.lease_until = "unknown", wall
    if promise.kind == "mail":
        promise.not_before = min(promise.not_before, now)


def _last_sign(tx: Tx) -> datetime:
    """The last thing it remembers: the backup was made then, or later."""
    signs = [tx.exec(select(func.max(column))).one() for column in (AuditRow.at, InboxRow.at)]
    return max((sign for sign in signs if sign is not None), default=tx.now)


def _restore(row: RestoreRow) -> Restore:
    assert row.id is not None
    return Restore(
        row.id, row.since, row.until, row.last_application, row.last_promise, row.last_entry,
        row.told_at is not None, row.looked_at is not None, row.ended_by, row.ended_at,
    )  # fmt: skip
