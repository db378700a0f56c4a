"""Remembering by when candidates were told, or are meant, to hear from us."""

from collections.abc import Collection
from datetime import date, datetime

from sqlmodel import col, func, select

from bot.hiring.contact import Promised
from storage.database import Tx
from storage.tables import ContactRow, LetterRow


def promise(tx: Tx, application: int, day: date, *, by: str, reason: str = "", letter: int | None = None) -> None:
    """Somebody (*by*, a person's id) named a day. With *letter* it counts once that has left, and may change until."""
    row = _of_letter(tx, letter) if letter is not None else None
    row = row or ContactRow(application_id=application, letter_id=letter, promised=day, by=by, at=tx.now)
    row.promised, row.reason, row.by, row.at = day, reason, by, tx.now
    tx.add(row)
    tx.flush()


def named_by(tx: Tx, letter: int) -> date | None:
    row = _of_letter(tx, letter)
    return row.promised if row else None


def promised(tx: Tx, applications: Collection[int]) -> dict[int, Promised]:
    """The latest word in force, by application: given by a person, or in a letter that was sent."""
    query = (
        select(ContactRow, LetterRow)
        .join(LetterRow, col(LetterRow.id) == ContactRow.letter_id, isouter=True)
        .where(col(ContactRow.application_id).in_(applications))
        .where(col(ContactRow.letter_id).is_(None) | (LetterRow.state == "sent"))
    )
    given = [(row.application_id, Promised(row.promised, _at(row, letter))) for row, letter in tx.exec(query)]
    return dict(sorted(given, key=lambda it: it[1].at))  # the latest stays


def last_mails(tx: Tx, applications: Collection[int]) -> dict[int, datetime]:
    """When something was last sent to the candidate, by application."""
    query = (
        select(LetterRow.application_id, func.max(LetterRow.sent_at))
        .where(col(LetterRow.application_id).in_(applications), LetterRow.state == "sent")
        .group_by(col(LetterRow.application_id))
    )
    return {application: at for application, at in tx.exec(query) if at is not None}


def _at(row: ContactRow, letter: LetterRow | None) -> datetime:
    return letter.sent_at if letter is not None and letter.sent_at else row.at


def _of_letter(tx: Tx, letter: int) -> ContactRow | None:
    return tx.exec(select(ContactRow).where(ContactRow.letter_id == letter)).first()
