"""The database of the first release, a candidate's whole way in it, is brought up to date and read as people would."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import JSON, DateTime, MetaData, text

from storage import migrate
from storage.engine import open_engine
from tests.company import a_living_company
from tests.databases import on_both

FIRST, REVISION = Path(__file__).parent / "first_release.json", "0001"


@pytest.fixture
def first_release(empty_database_url):
    """`first_release(kept)`: the database as that release left it; *kept* are its rows by table."""

    def fill(kept):
        engine = open_engine(empty_database_url)
        with migrate._alone(engine) as connection:
            command.upgrade(migrate._config(connection), REVISION)
            tables = MetaData()
            tables.reflect(connection)
            for table in tables.sorted_tables:
                for row in kept.get(table.name, ()):
                    connection.execute(table.insert().values({n: _value(table.c[n], v) for n, v in row.items()}))
            if connection.dialect.name == "postgresql":
                _count_on(connection, tables)
        engine.dispose()
        return empty_database_url

    return fill


@on_both
def test_a_candidate_of_the_first_release_is_read_and_worked_with_as_before(first_release, database_url):
    with a_living_company(database_url, hired=False) as company:
        company.bot_dies()
        company.remembers_in(first_release(_in_this_company(company)))
        company.bot_starts()
        company.at_rest()
        rita = company["rita"]
        assert rita.types("/candidate", "Noor").ok
        assert "Closed" in rita.modal.text
        assert "Past project deep dive" in rita.modal.text
        rita.loses_the_window()
        rita.opens_home()
        assert "Nothing is waiting for you." in rita.home.text
        assert rita.types("/hiring", "team").ok
        assert "Ana Duarte" in rita.modal.text
        rita.loses_the_window()
        assert rita.types("/candidate").ok
        rita.fills_in({"Name": "Ida New", "E-mail": "ida@example.com"})
        assert rita.hands_in().ok
        company.at_rest()
        assert "Ida New" in rita.sees("hiring")[-1].all_text


def _in_this_company(company):
    """The rows by table, with this company's people and channel in place of those of then."""
    text_of_then = FIRST.read_text(encoding="utf-8")
    then = json.loads(text_of_then)
    for person in then["person"]:
        text_of_then = text_of_then.replace(person["id"], company[person["email"].split("@")[0]].member.id)
    here = next(channel.id for channel in company.workspace.channels.values() if channel.name == "hiring")
    return json.loads(text_of_then.replace(then["application"][0]["channel"], here))


def _count_on(connection, tables):
    """Numbers that the database gives go on after the last one."""
    for table in tables.sorted_tables:
        if "id" in table.c and table.c.id.autoincrement is True:
            last = (
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), coalesce(max(id), 1)) FROM {table.name}"
            )
            connection.execute(text(last))


def _value(column, value):
    if isinstance(column.type, DateTime) and value is not None:
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return json.loads(value) if isinstance(column.type, JSON) and isinstance(value, str) else value
