"""Units of work. SQLite until you outgrow it, PostgreSQL after (see `storage.engine`).

Either way two people who click at once take turns: `begin()` locks before it reads (SQLite: BEGIN IMMEDIATE;
PostgreSQL: the first write locks its application row, see `storage.applications.lock`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlmodel import Session

from bot.ports import Clock
from storage import inbox
from storage.engine import open_engine
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
    """`with db.begin() as tx:` to write, `with db.read() as tx:` to read. No network call inside either.

    Whoever looks after the rows alone (backup, restore, verify) needs no *book*.
    """

    def __init__(self, url: str, clock: Clock, book: ProcessBook | None = None) -> None:
        self.url = url
        self.engine = open_engine(url)
        self.clock = clock
        self._book = book
        self._after_commit: list[Callable[[], None]] = []

    def __deepcopy__(self, memo: object) -> "Database":
        """Bolt copies what a lazy listener gets; the database is shared."""
        return self

    def on_commit(self, wake: Callable[[], None]) -> None:
        """Call *wake* after every write that was kept: the relay listens here."""
        self._after_commit.append(wake)

    @contextmanager
    def begin(self, once: str | None = None) -> Iterator[Tx]:
        """One transaction, kept whole or not at all. *once* is the delivery's inbox key: AlreadyDone on repeats."""
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
                tx.now = now
                if self._book is not None:
                    tx.book = self._book
                yield tx

    @property
    def book(self) -> ProcessBook:
        assert self._book is not None
        return self._book

    def close(self) -> None:
        self.engine.dispose()
