"""Called by Alembic with the connection that `storage.migrate` opened; one transaction around every step."""

from typing import Any, Literal

from alembic import context
from alembic.operations.ops import CreateIndexOp, MigrationScript
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import storage.tables  # noqa: F401  # fills SQLModel.metadata


def plain_type(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """SQLModel's own types are written as the database's, so that old migrations outlive new libraries."""
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    if kind == "type" and type(item).__name__ == "UTCDateTime":
        return "sa.DateTime(timezone=True)"
    return False


def expression_indexes(_: Any, __: Any, scripts: list[MigrationScript]) -> None:
    """Alembic cannot compare an index on lower(email) on SQLite and leaves it out: a new one is added here by name."""
    new = scripts[0].upgrade_ops
    assert new is not None
    known = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'").scalars().all()
    for table in SQLModel.metadata.sorted_tables:
        for index in table.indexes:
            if index.expressions != list(index.columns) and index.name not in known:
                new.ops.append(CreateIndexOp.from_index(index))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=plain_type,
    compare_type=True,
    process_revision_directives=expression_indexes,
)
with context.begin_transaction():
    context.run_migrations()
