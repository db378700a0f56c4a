"""Remembering what recruiters note for each other about a candidate."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from storage.database import Tx
from storage.tables import NoteRow


@dataclass(frozen=True)
class Note:
    by: str
    text: str
    at: datetime


def add(tx: Tx, application: int, *, by: str, text: str) -> None:
    tx.add(NoteRow(application_id=application, by=by, text=text, at=tx.now))
    tx.flush()


def of_application(tx: Tx, application: int) -> list[Note]:
    """Oldest first."""
    query = select(NoteRow).where(NoteRow.application_id == application).order_by(col(NoteRow.id))
    return [Note(row.by, row.text, row.at) for row in tx.exec(query)]
