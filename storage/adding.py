"""Adding a row that somebody else may be adding at the same moment."""

from typing import Any

from sqlalchemy import Table, inspect, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def add_once(tx: Session, row: SQLModel, **key: Any) -> bool:
    """Add *row*; False when one stands there under the same *key* (its unique columns).

    PostgreSQL lets two transactions look first and add then: the second waits here until the first has ended.
    """
    tx.flush()  # what the row refers to
    table = inspect(type(row)).local_table
    assert isinstance(table, Table)
    dialect = postgresql if tx.get_bind().dialect.name == "postgresql" else sqlite
    adding = dialect.insert(table).values(
        {name: value for name, value in row.model_dump().items() if value is not None}
    )
    once = adding.on_conflict_do_nothing(index_elements=list(key)).returning(literal(True))
    return tx.execute(once).first() is not None
