"""Remembering which applications were closed because the same person's other one goes on."""

from sqlmodel import col, select

from storage.database import Tx
from storage.tables import DuplicateRow


def add(tx: Tx, application: int, *, continued_in: int) -> None:
    tx.add(DuplicateRow(application_id=application, continued_in=continued_in))
    tx.flush()


def find(tx: Tx, application: int) -> int | None:
    """The application it is continued in."""
    row = tx.get(DuplicateRow, application)
    return row.continued_in if row else None


def of_application(tx: Tx, application: int) -> list[int]:
    """What was closed in favour of this one."""
    query = select(DuplicateRow.application_id).where(DuplicateRow.continued_in == application)
    return list(tx.exec(query.order_by(col(DuplicateRow.application_id))))


def together_with(tx: Tx, application: int) -> list[int]:
    """The other applications of what counts as one: closed in favour of this one, or the one it is continued in."""
    into = find(tx, application)
    return [*of_application(tx, application), *([into] if into else [])]
