"""Opening the database. SQLite until you outgrow it, PostgreSQL after.

Either way two people who click at once take turns: `begin()` locks before it reads (SQLite: BEGIN IMMEDIATE;
PostgreSQL: the first write locks its application row, see `storage.applications.lock`).
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlmodel import Session, create_engine

from bot.ports import Clock
from storage import inbox
from storage.processes import ProcessBook

__all__ = ["Database", "Tx"]


class Tx(Session):
    """One unit of work. *now* is the one time everything in it happens at; *book* reads process versions."""

    now: datetime
    book: ProcessBook

    @property
    def is_postgres(self) -> bool:
        return self.get_bind().dialect.name == "postgresql"


class Database:
    """`with db.begin() as tx:` to write, `with db.read() as tx:` to read. No network call inside either."""

    def __init__(self, url: str, clock: Clock, book: ProcessBook) -> None:
        self.url = url
        self.engine = _open(url)
        self.clock = clock
        self.book = book
        self._after_commit: list[Callable[[], None]] = []

    def on_commit(self, wake: Callable[[], None]) -> None:
        """Call *wake* after every write that was kept: the relay listens here."""
        self._after_commit.append(wake)

    @contextmanager
    def begin(self, once: str | None = None) -> Iterator[Tx]:
        """One transaction, kept whole or not at all. *once* is the delivery's inbox key: AlreadyDone the second time."""
        with self._tx(writes=True) as tx:
            if once is not None:
                inbox.take(tx, once, at=tx.now)
            yield tx
            tx.commit()
        for wake in self._after_commit:
            wake()

    @contextmanager
    def read(self) -> Iterator[Tx]:
        with self._tx(writes=False) as tx:
            yield tx

    @contextmanager
    def _tx(self, *, writes: bool) -> Iterator[Tx]:
        now = self.clock.now()
        with self.engine.connect() as connection:
            connection.info["writes"] = writes
            with Tx(connection, expire_on_commit=False) as tx:
                tx.now, tx.book = now, self.book
                yield tx

    def close(self) -> None:
        self.engine.dispose()


def _open(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(_with_psycopg(url), pool_pre_ping=True, pool_size=10, max_overflow=20)
    _keep_private(url)
    engine = create_engine(url, connect_args={"timeout": 1, "check_same_thread": False})
    _set_up_sqlite(engine)
    return engine


def _with_psycopg(url: str) -> str:
    """`postgres://` and `postgresql://` mean psycopg 3, the driver this project installs."""
    scheme, rest = url.split("://", 1)
    return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else url


def _keep_private(url: str) -> None:
    """Scorecards are nobody else's to read: the file is made with mode 0600."""
    path = make_url(url).database
    if path and path != ":memory:":
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _set_up_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def settings(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("writes") else "BEGIN DEFERRED")
