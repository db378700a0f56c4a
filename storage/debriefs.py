"""Remembering debriefs: when they open, who voted, who read the cards."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from bot.hiring.debrief import Vote
from storage.adding import add_once
from storage.database import Tx
from storage.tables import CardReadingRow, DebriefRow, VoteRow


@dataclass(frozen=True)
class Debrief:
    application: int
    opens_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None


def find(tx: Tx, application: int) -> Debrief | None:
    row = tx.get(DebriefRow, application)
    return _debrief(row) if row else None


def plan(tx: Tx, application: int, *, opens_at: datetime) -> bool:
    """Keep when it opens. A closed one (one more conversation was held) opens anew; False when one waits or is open."""
    row = tx.get(DebriefRow, application)
    if row is not None and row.closed_at is None:
        return False
    row = row or DebriefRow(application_id=application, opens_at=opens_at)
    row.opens_at, row.opened_at, row.closed_at = opens_at, None, None
    tx.add(row)
    tx.flush()
    return True


def due(tx: Tx) -> list[Debrief]:
    query = select(DebriefRow).where(
        col(DebriefRow.opened_at).is_(None), col(DebriefRow.closed_at).is_(None), col(DebriefRow.opens_at) <= tx.now
    )
    return [_debrief(row) for row in tx.exec(query.order_by(col(DebriefRow.opens_at)))]


def opened(tx: Tx, application: int) -> None:
    row = tx.get_one(DebriefRow, application)
    row.opened_at = tx.now
    tx.add(row)
    tx.flush()


def close(tx: Tx, application: int) -> None:
    """Decided, or put off for one more conversation. Votes stay: dissent is kept."""
    row = tx.get(DebriefRow, application)
    if row is not None and row.closed_at is None:
        row.closed_at = tx.now
        tx.add(row)
        tx.flush()


def open_ones(tx: Tx) -> list[Debrief]:
    """Opened and not decided yet."""
    query = select(DebriefRow).where(col(DebriefRow.opened_at).is_not(None), col(DebriefRow.closed_at).is_(None))
    return [_debrief(row) for row in tx.exec(query.order_by(col(DebriefRow.opened_at)))]


def open_again(tx: Tx, application: int) -> bool:
    """A debrief that was opened and closed goes on where it was; False when there is none."""
    row = tx.get(DebriefRow, application)
    if row is None or row.opened_at is None:
        return False
    row.closed_at = None
    tx.add(row)
    tx.flush()
    return True


def vote(tx: Tx, application: int, cast: Vote) -> None:
    row = tx.get(VoteRow, (application, cast.person)) or VoteRow(
        application_id=application, person=cast.person, recommendation=cast.recommendation, at=cast.at
    )
    row.recommendation, row.reason, row.at = cast.recommendation, cast.reason, cast.at
    row.first, row.first_reason, row.late = cast.first, cast.first_reason, cast.late
    tx.add(row)
    tx.flush()


def votes(tx: Tx, application: int) -> list[Vote]:
    query = select(VoteRow).where(VoteRow.application_id == application).order_by(col(VoteRow.at), col(VoteRow.person))
    return [
        Vote(row.person, row.recommendation, row.reason, row.at, row.first, row.first_reason, row.late)
        for row in tx.exec(query)
    ]


def read_by(tx: Tx, application: int, person: str) -> bool:
    """Note that *person* read the cards; False when that was known."""
    if tx.get(CardReadingRow, (application, person)) is not None:
        return False
    row = CardReadingRow(application_id=application, person=person, at=tx.now)
    return add_once(tx, row, application_id=application, person=person)


def readers(tx: Tx, application: int) -> list[tuple[str, datetime]]:
    """Who read the cards, and when first."""
    query = select(CardReadingRow).where(CardReadingRow.application_id == application)
    return [(row.person, row.at) for row in tx.exec(query.order_by(col(CardReadingRow.at)))]


def _debrief(row: DebriefRow) -> Debrief:
    return Debrief(row.application_id, row.opens_at, row.opened_at, row.closed_at)
