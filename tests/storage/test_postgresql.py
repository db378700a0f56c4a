"""PostgreSQL as it has to be: a server that vanishes without a word holds nobody up for long."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from storage.engine import POSTGRESQL_LINE, open_engine

pytestmark = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)


def line(url: str) -> dict[str, str]:
    """What the line to the server was opened with."""
    opened: Engine = open_engine(url)
    try:
        with opened.connect() as connection:
            found: dict[str, str] = connection.connection.driver_connection.info.get_parameters()  # type: ignore[union-attr]
            return found
    finally:
        opened.dispose()


def test_a_line_on_which_nobody_answers_is_given_up_within_seconds(database_url: str):
    found = line(database_url)
    assert {name: found.get(name) for name in POSTGRESQL_LINE} == {
        name: str(it) for name, it in POSTGRESQL_LINE.items()
    }


def test_what_the_url_says_about_the_line_counts(database_url: str):
    url = make_url(database_url).update_query_dict({"connect_timeout": "9"})
    found = line(url.render_as_string(hide_password=False))
    assert (found["connect_timeout"], found["keepalives_idle"]) == ("9", "10")
