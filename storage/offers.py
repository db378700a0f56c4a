"""Remembering offers: who extended one, until when it stands, what was answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from bot.hiring.application import State
from storage.database import Tx
from storage.tables import ApplicationRow, OfferRow


@dataclass(frozen=True)
class Offer:
    """*answer* is "accepted", "declined" or "expired"."""

    application: int
    by: str
    at: datetime
    answer_by: datetime | None
    answer: str | None
    answered_at: datetime | None


def begin(tx: Tx, application: int, *, by: str) -> Offer:
    """An offer was decided; one that is known is kept as it is."""
    row = tx.get(OfferRow, application) or OfferRow(application_id=application, extended_by=by, extended_at=tx.now)
    tx.add(row)
    tx.flush()
    return _offer(row)


def find(tx: Tx, application: int) -> Offer | None:
    row = tx.get(OfferRow, application)
    return _offer(row) if row else None


def of_all(tx: Tx, applications: Collection[int]) -> dict[int, Offer]:
    """By application; most have none."""
    if not applications:
        return {}
    query = select(OfferRow).where(col(OfferRow.application_id).in_(applications))
    return {row.application_id: _offer(row) for row in tx.exec(query)}


def unanswered(tx: Tx) -> list[Offer]:
    """Those that stand until some day, and whose candidate is open still."""
    query = (
        select(OfferRow)
        .join(ApplicationRow, col(ApplicationRow.id) == OfferRow.application_id)
        .where(ApplicationRow.state == State.OPEN, col(OfferRow.answer).is_(None))
        .where(col(OfferRow.answer_by).is_not(None))
    )
    return [_offer(row) for row in tx.exec(query)]


def stands_until(tx: Tx, application: int, answer_by: datetime) -> None:
    row = tx.get_one(OfferRow, application)
    row.answer_by = answer_by
    tx.add(row)
    tx.flush()


def answered(tx: Tx, application: int, answer: str) -> None:
    row = tx.get_one(OfferRow, application)
    row.answer, row.answered_at = answer, tx.now
    tx.add(row)
    tx.flush()


def ask_again(tx: Tx, application: int) -> None:
    """The answer does not count any more."""
    row = tx.get(OfferRow, application)
    if row is not None:
        row.answer = row.answered_at = None
        tx.add(row)
        tx.flush()


def _offer(row: OfferRow) -> Offer:
    return Offer(row.application_id, row.extended_by, row.extended_at, row.answer_by, row.answer, row.answered_at)
