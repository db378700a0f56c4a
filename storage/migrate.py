"""Bringing a database to the schema this code speaks: `upgrade` runs the steps in storage/migrations/versions.

python -m storage.migrate "what changed"      writes the next step from storage/tables.py, to be read and kept
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from storage.engine import DatabaseUnusable, open_engine

STEPS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 0x1B07  # PostgreSQL's advisory lock: two bots that start together migrate one after the other


class Schema(StrEnum):
    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def upgrade(database_url: str) -> None:
    """Bring an empty or older database to head, wholly or not at all. Raises DatabaseUnusable for a newer one."""
    engine = open_engine(database_url, patient=True)
    try:
        with _alone(engine) as connection:
            found = _found(connection)
            if found is Schema.NEWER:
                raise DatabaseUnusable(
                    "The database was made by a newer Interview Bot. Start that version, or put a backup from before "
                    "the upgrade in place. Nothing was changed."
                )
            if found is not Schema.CURRENT:
                command.upgrade(_config(connection), "head")
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA optimize=0x10002")  # tells the query planner how much there is
    except OperationalError as error:
        raise DatabaseUnusable(f"The database does not answer: {str(error.orig).splitlines()[0]}") from None
    finally:
        engine.dispose()


def found(database_url: str) -> Schema:
    """How the database's schema stands to this code. Changes nothing. Raises DatabaseUnusable."""
    engine = open_engine(database_url, patient=True)
    try:
        with engine.connect() as connection:
            return _found(connection)
    except OperationalError as error:
        raise DatabaseUnusable(f"The database does not answer: {str(error.orig).splitlines()[0]}") from None
    finally:
        engine.dispose()


def write_step(words: str, *, number: str | None = None) -> None:
    """Compare storage/tables.py with a migrated database and write the difference as the next step."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/schema.db"
        upgrade(url)
        engine = open_engine(url, patient=True)
        with _alone(engine) as connection:
            following = number or f"{len(list((STEPS / 'versions').glob('[0-9]*.py'))) + 1:04}"
            command.revision(_config(connection), words, autogenerate=True, rev_id=following)
        engine.dispose()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """One transaction, nobody else migrating. SQLite rebuilds tables to change them: foreign keys rest meanwhile."""
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=0")  # type: ignore[union-attr]
            connection.info["writes"] = True
        with connection.begin():
            if not sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
            yield connection
            if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise DatabaseUnusable(
                    "The migration would leave rows without what they belong to. Nothing was changed."
                )


def _found(connection: Connection) -> Schema:
    at = MigrationContext.configure(connection).get_current_revision()
    if at is None:
        return Schema.EMPTY
    newest, *older = _steps()
    if at == newest:
        return Schema.CURRENT
    return Schema.OLDER if at in older else Schema.NEWER


@cache
def _steps() -> tuple[str, ...]:
    """Newest first."""
    return tuple(step.revision for step in ScriptDirectory(str(STEPS)).walk_revisions())


def _config(connection: Connection) -> Config:
    """Built here, so that nothing but this package has to be on disk; a % in a path is no placeholder."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


if __name__ == "__main__":
    write_step(" ".join(sys.argv[1:]))
