"""Adding a row that somebody else may be adding at the same moment."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select


def add_once(tx: Session, row: SQLModel, **key: Any) -> bool:
    """Add *row*; False when one stands there under the same *key* (its unique columns).

    PostgreSQL lets two transactions look first and add then: the second waits here until the first has ended.
    """
    try:
        with tx.begin_nested():
            tx.add(row)
    except IntegrityError:
        table = inspect(type(row))
        if tx.exec(select(table.primary_key[0]).filter_by(**key)).first() is None:
            raise
        return False
    return True
