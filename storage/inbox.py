"""Remembering what was already acted upon."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete

from bot.hiring.errors import AlreadyDone
from storage.tables import InboxRow

KEPT_FOR = timedelta(days=7)  # Slack's retries are over long before


def take(tx: Session, key: str, *, at: datetime) -> None:
    """Mark the delivery *key* as acted upon. Raises AlreadyDone, with the first time, the second time."""
    try:
        with tx.begin_nested():
            tx.add(InboxRow(key=key, at=at))
    except IntegrityError:
        raise AlreadyDone(tx.get_one(InboxRow, key).at) from None


def forget_old(tx: Session, *, now: datetime) -> None:
    tx.exec(delete(InboxRow).where(col(InboxRow.at) < now - KEPT_FOR))
