"""The audit's chain of seals: whoever changes an old entry, slips one in or takes one away breaks it.

Entries are sealed in a step of its own, by one bot at a time, every minute: nobody who acts waits for it. On PostgreSQL
an entry may be kept after one with a higher id; the chain goes by the order in which they were sealed. A head noted
outside the database (`storage.anchor`, the line that `backup` prints) tells whether the whole chain was written anew.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from sqlalchemy import ColumnElement, text
from sqlmodel import col, func, select

from storage.database import Database, Tx
from storage.tables import AuditRow, SealRow

ONE_AT_A_TIME = 0x1B09  # PostgreSQL's advisory lock; `storage.migrate` and `storage.presence` have the two before
BATCH = 1000
OVERTAKEN = 1000  # entries: so far may a slow writer's id lie behind the last one that was sealed
SEALED_WITHIN = timedelta(hours=1)


@dataclass(frozen=True)
class Head:
    """The last link of the chain."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


NOTHING = Head(0, hashlib.sha256(b"interview-bot").hexdigest())


def seal(db: Database) -> Head:
    """Seal what is not yet; returns the chain's head. Between two batches others may write."""
    with db.read() as tx:
        if tx.exec(select(AuditRow.id).where(*_unsealed(tx)).limit(1)).first() is None:
            return head(tx)
    while True:
        with db.begin() as tx:
            if tx.is_postgres:
                tx.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
            last = head(tx)
            found = tx.exec(select(AuditRow).where(*_unsealed(tx)).order_by(col(AuditRow.id)).limit(BATCH)).all()
            for row in found:
                last = Head(last.number + 1, _link(last.hash, row))
                tx.add(SealRow(number=last.number, audit_id=row.id or 0, hash=last.hash))
            tx.flush()
        if len(found) < BATCH:
            return last


def seal_anew(tx: Tx, entries: Collection[int]) -> None:
    """From the first of *entries* on: they were changed on purpose. Heads noted since then hold no more."""
    if tx.is_postgres:
        tx.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
    first = tx.exec(select(func.min(SealRow.number)).where(col(SealRow.audit_id).in_(entries))).one()
    if first is None:
        return
    before = tx.get(SealRow, first - 1)
    last = before.hash if before else NOTHING.hash
    chain = select(SealRow, AuditRow).join(AuditRow, col(AuditRow.id) == SealRow.audit_id)
    for link, row in tx.exec(chain.where(SealRow.number >= first).order_by(col(SealRow.number))).all():
        link.hash = last = _link(last, row)
        tx.add(link)
    tx.flush()


def head(tx: Tx) -> Head:
    row = tx.exec(select(SealRow).order_by(col(SealRow.number).desc()).limit(1)).first()
    return Head(row.number, row.hash) if row else NOTHING


def holds(tx: Tx, noted: Head) -> bool:
    """Whether the chain still goes through a head that was noted before."""
    row = tx.get(SealRow, noted.number)
    return noted == NOTHING if row is None else row.hash == noted.hash


def broken(tx: Tx) -> Iterator[str]:
    """Every place where the chain does not hold, in words. Each link is held against the one before as it stands."""
    before = NOTHING
    chain = select(SealRow, AuditRow).outerjoin(AuditRow, col(AuditRow.id) == SealRow.audit_id)
    for link, row in tx.exec(chain.order_by(col(SealRow.number)).execution_options(yield_per=BATCH)):
        if link.number != before.number + 1:
            yield f"between seal {before.number} and seal {link.number} somebody took seals away"
        elif row is None:
            yield f"audit entry {link.audit_id} was taken away after it was sealed"
        elif link.hash != _link(before.hash, row):
            yield f"audit entry {row.id} ({row.action}) is not as it was sealed, or its seal {link.number} was changed"
        before = Head(link.number, link.hash)
    for row in _slipped_in(tx):
        yield f"audit entry {row.id} ({row.action}) has no seal, although later ones have: somebody slipped it in"


def _slipped_in(tx: Tx) -> Sequence[AuditRow]:
    last = tx.exec(select(AuditRow).join(SealRow).order_by(col(SealRow.number).desc()).limit(1)).first()
    if last is None:
        return ()
    older = col(AuditRow.at) < last.at - SEALED_WITHIN
    return tx.exec(select(AuditRow).where(_has_no_seal(), col(AuditRow.id) < last.id, older)).all()


def _unsealed(tx: Tx) -> Sequence[ColumnElement[bool]]:
    """Looked for among the last entries only: older ones were sealed, or came in where none may."""
    last = tx.exec(select(func.max(SealRow.audit_id))).one()
    return (_has_no_seal(),) if last is None else (_has_no_seal(), col(AuditRow.id) > last - OVERTAKEN)


def _has_no_seal() -> ColumnElement[bool]:
    return ~select(SealRow.number).where(SealRow.audit_id == AuditRow.id).exists()


def _link(before: str, row: AuditRow) -> str:
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [before, row.id, at, row.actor, row.action, row.application_id, row.interview_id, row.detail]
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
