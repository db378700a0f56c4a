"""The schema that the migrations make is the one in storage/tables.py, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

from storage import migrate
from storage.engine import DatabaseUnusable, open_engine
from storage.migrate import Schema
from tests.databases import on_both

pytestmark = on_both


def constraints(engine: Engine) -> dict[str, object]:
    """What `compare_metadata` does not look at: CHECKs, and indexes on expressions, by name."""
    found = inspect(engine)
    return {
        table: (
            sorted(str(check["name"]) for check in found.get_check_constraints(table)),
            sorted(str(foreign["name"]) for foreign in found.get_foreign_keys(table)),
        )
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def index_names(engine: Engine) -> set[str]:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_%'",
        "postgresql": "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE ALL ('{pk_%,uq_%,alembic%}')",
    }[engine.dialect.name]
    with engine.connect() as connection:
        return set(connection.execute(text(query)).scalars())


def test_a_migrated_database_is_what_the_tables_say(database_url, empty_database_url):
    migrated, made = open_engine(database_url), open_engine(empty_database_url)
    with migrated.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
    with made.connect() as connection:
        connection.info["writes"] = True
        SQLModel.metadata.create_all(connection)
        connection.commit()
    assert constraints(migrated) == constraints(made)
    assert index_names(migrated) == index_names(made)


def test_every_constraint_has_a_name_that_stays(database_url):
    found = inspect(open_engine(database_url))
    for table in SQLModel.metadata.tables:
        assert found.get_pk_constraint(table)["name"] == f"pk_{table}"
        assert all(f"fk_{table}_" in foreign["name"] for foreign in found.get_foreign_keys(table))
        assert all(f"uq_{table}_" in unique["name"] for unique in found.get_unique_constraints(table))
        assert all(f"ck_{table}_" in check["name"] for check in found.get_check_constraints(table))


def test_an_empty_database_is_brought_up_to_date_and_a_second_time_changes_nothing(empty_database_url):
    assert migrate.found(empty_database_url) is Schema.EMPTY
    migrate.upgrade(empty_database_url)
    assert migrate.found(empty_database_url) is Schema.CURRENT
    migrate.upgrade(empty_database_url)
    assert migrate.found(empty_database_url) is Schema.CURRENT


def test_a_database_of_a_newer_bot_is_left_alone(empty_database_url):
    migrate.upgrade(empty_database_url)
    engine = open_engine(empty_database_url)
    with engine.connect() as connection:
        connection.info["writes"] = True
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    assert migrate.found(empty_database_url) is Schema.NEWER
    with pytest.raises(DatabaseUnusable, match="newer Interview Bot"):
        migrate.upgrade(empty_database_url)
    assert migrate.found(empty_database_url) is Schema.NEWER
