"""Remembering what was already acted upon."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, delete

from bot.hiring.errors import AlreadyDone
from storage.adding import add_once
from storage.tables import InboxRow

KEPT_FOR = timedelta(days=7)  # Slack's retries are over long before


def take(tx: Session, key: str, *, at: datetime) -> None:
    """Mark the delivery *key* as acted upon. Raises AlreadyDone, with the first time, the second time."""
    if not add_once(tx, InboxRow(key=key, at=at), key=key):
        raise AlreadyDone(tx.get_one(InboxRow, key).at)


def forget_old(tx: Session, *, now: datetime) -> None:
    tx.exec(delete(InboxRow).where(col(InboxRow.at) < now - KEPT_FOR))
