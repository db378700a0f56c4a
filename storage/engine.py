"""Opening the database file or server, with the settings that keep what people handed in.

Values never reach a log (`hide_parameters`): they are what people wrote about people.
"""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

SQLITE_SETTINGS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
POSTGRESQL = "postgresql+psycopg"
POSTGRESQL_LINE = {  # a server that vanished without a word is noticed within seconds, not within a quarter of an hour
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,  # milliseconds
}
NO_DATABASE = (
    "DATABASE_URL must look like sqlite:///interview-bot.db or postgresql://user:password@host/name. "
    "In a password @ is written %40."
)
BUSY = 2.0  # seconds a writer waits for the other; Slack waits three for the answer


class DatabaseUnusable(Exception):
    """The words say what is wrong with the database and what to do; they hold no password and no personal text."""


def open_engine(url: str, *, patient: bool = False) -> Engine:
    """An engine for *url*, or DatabaseUnusable when an SQLite file cannot be trusted.

    Whoever waits for somebody else's lock gives up after `BUSY` seconds; on PostgreSQL a *patient* one does not.
    """
    where = normalised(url)
    if where.get_backend_name() != "sqlite":
        engine = create_engine(
            where,
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=20,
            hide_parameters=True,
            connect_args={name: value for name, value in POSTGRESQL_LINE.items() if name not in where.query},
        )
        if not patient:
            _set_up_postgresql(engine)
        return engine
    _keep_private(where)
    engine = create_engine(where, connect_args={"timeout": BUSY, "check_same_thread": False}, hide_parameters=True)
    _set_up_sqlite(engine)
    try:
        _examine(engine)
    except OperationalError as error:
        engine.dispose()
        raise DatabaseUnusable(f"The database {where.database} does not answer: {error.orig}.") from None
    except DatabaseError as error:
        engine.dispose()
        raise DatabaseUnusable(_damaged(where.database, str(error.orig))) from None
    except DatabaseUnusable:
        engine.dispose()
        raise
    return engine


def normalised(url: str) -> URL:
    """`postgres://` and `postgresql://` mean psycopg 3, the driver this project installs. Raises DatabaseUnusable."""
    scheme, colon, rest = url.partition("://")
    try:
        where = make_url(f"{POSTGRESQL}://{rest}" if scheme in {"postgres", "postgresql"} else scheme + colon + rest)
    except (ArgumentError, ValueError):
        raise DatabaseUnusable(NO_DATABASE) from None
    if where.drivername not in {"sqlite", POSTGRESQL}:
        raise DatabaseUnusable(NO_DATABASE)
    return where


def _keep_private(where: URL) -> None:
    """Scorecards are nobody else's to read: the file is made with mode 0600, and an older one is given it."""
    if not where.database or where.database == ":memory:":
        raise DatabaseUnusable("An SQLite database needs a file, as in sqlite:///interview-bot.db.")
    try:
        os.close(os.open(where.database, os.O_CREAT | os.O_RDWR, 0o600))
        Path(where.database).chmod(0o600)
    except OSError as error:
        raise DatabaseUnusable(f"Cannot open {where.database}: {error.strerror}.") from None


def _set_up_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def settings(connection: Any, _: Any) -> None:
        connection.autocommit = True
        connection.execute(f"SET lock_timeout = '{BUSY}s'")
        connection.autocommit = False


def _set_up_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def settings(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for name, value in SQLITE_SETTINGS.items():
            connection.execute(f"PRAGMA {name}={value}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("writes") else "BEGIN DEFERRED")


def _examine(engine: Engine) -> None:
    """The settings took, and the file is whole."""
    with engine.connect() as connection:
        for name, wanted in SQLITE_SETTINGS.items():
            found = connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            if found != wanted:
                raise DatabaseUnusable(
                    f"SQLite did not take {name}={wanted} (it says {found}); what is handed in could be lost."
                )
        said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if said != "ok":
        raise DatabaseUnusable(_damaged(engine.url.database, said))


def _damaged(path: str | None, said: str) -> str:
    return (
        f"The database {path} is damaged ({said.splitlines()[0]}). Nothing was changed. Put your last backup in its "
        "place by typing\n  interview-bot restore FILE\nwith its name for FILE, here and as this user. The damaged "
        "database is kept under another name, and nothing is sent a second time."
    )
