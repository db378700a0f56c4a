"""Remembering which notes their authors shared into the decision thread, and which they took back."""

from datetime import datetime

from sqlmodel import select

from storage.adding import add_once
from storage.database import Tx
from storage.tables import SharedNoteRow


def share(tx: Tx, application: int, interview: int, person: str, trait: str) -> bool:
    """False when it was shared before, taken back or not: a note is shared once."""
    if tx.get(SharedNoteRow, (interview, person, trait)) is not None:
        return False
    row = SharedNoteRow(application_id=application, interview_id=interview, person=person, trait=trait, at=tx.now)
    return add_once(tx, row, interview_id=interview, person=person, trait=trait)


def take_back(tx: Tx, interview: int, person: str, trait: str) -> bool:
    """False when there is nothing to take back."""
    row = tx.get(SharedNoteRow, (interview, person, trait))
    if row is None or row.taken_back_at is not None:
        return False
    row.taken_back_at = tx.now
    tx.add(row)
    tx.flush()
    return True


def shared_at(tx: Tx, interview: int, person: str, trait: str) -> datetime | None:
    """None when it was not, or was taken back."""
    row = tx.get(SharedNoteRow, (interview, person, trait))
    return row.at if row is not None and row.taken_back_at is None else None


def of_person(tx: Tx, application: int, person: str) -> dict[tuple[int, str], bool]:
    """(interview, trait) of every note they shared; False where it was taken back."""
    query = select(SharedNoteRow).where(SharedNoteRow.application_id == application, SharedNoteRow.person == person)
    return {(row.interview_id, row.trait): row.taken_back_at is None for row in tx.exec(query)}
