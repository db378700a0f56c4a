"""Who else works on this database. Held from a bot's start to its end, however it ends.

SQLite: a lock file; a second bot says so and refuses. PostgreSQL: several bots may share the work, each with a shared
advisory lock on a line of its own. Whoever gets that lock alone at its start knows that everybody before is dead: what
stands as being sent can be looked at now, not when its lease ends.

The lock proves who lives only at a start. A line can be cut while its bot lives and is in the middle of a call: so the
others never take over because a lock is gone, they wait for the lease; and the bot comes back to the line (`hold`).
"""

import fcntl
from contextlib import suppress
from pathlib import Path
from typing import IO

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from storage.engine import DatabaseUnusable, normalised, open_engine

AT_WORK = 0x1B08  # PostgreSQL's advisory lock; `storage.migrate` uses the one before


class AnotherBotRuns(Exception):
    """SQLite has one relay."""


class Presence:
    """*alone*: nobody else was at work when we came. Raises AnotherBotRuns on SQLite when somebody is."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._file: IO[str] | None = None
        self._line: Connection | None = None
        if normalised(database_url).get_backend_name() == "sqlite":
            self._file, self.alone = _lock_file(f"{normalised(database_url).database}"), True
        else:
            self._line = _line(database_url)
            self.alone = bool(self._ask("SELECT pg_try_advisory_lock(%s)"))
            if not self.alone:
                self._ask("SELECT pg_advisory_lock_shared(%s)")

    def settled(self) -> None:
        """What the dead left is taken back: others may come."""
        if self._line is not None and self.alone:
            self._ask("SELECT pg_advisory_lock_shared(%s)")
            self._ask("SELECT pg_advisory_unlock(%s)")

    def hold(self) -> None:
        """Come back where the server cut the line, as it does when it is started again: newcomers must see us.

        Raises DatabaseUnusable while the server does not answer.
        """
        if self._file is not None or self._line_holds():
            return
        self._line = _line(self._url)
        self._ask("SELECT pg_advisory_lock_shared(%s)")

    def end(self) -> None:
        if self._file is not None:
            self._file.close()
        if self._line is not None:
            with suppress(DBAPIError):  # the server may be a moment late to see a closed line: we say so
                self._line.exec_driver_sql("SELECT pg_advisory_unlock_all()")
            self._line.close()
            self._line.engine.dispose()

    def _line_holds(self) -> bool:
        if self._line is None:
            return False
        try:
            self._line.exec_driver_sql("SELECT 1")
        except DBAPIError:
            self._line.invalidate()
            self._line.close()
            self._line.engine.dispose()
            self._line = None
        return self._line is not None

    def _ask(self, question: str) -> object:
        assert self._line is not None
        return self._line.exec_driver_sql(question, (AT_WORK,)).scalar()


def _line(database_url: str) -> Connection:
    try:
        return open_engine(database_url, patient=True).connect().execution_options(isolation_level="AUTOCOMMIT")
    except OperationalError as error:
        raise DatabaseUnusable(f"The database does not answer: {str(error.orig).splitlines()[0]}") from None


def _lock_file(database: str) -> IO[str]:
    lock = Path(f"{database}.lock").open("w", encoding="utf-8")  # noqa: SIM115  # held until the bot ends
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise AnotherBotRuns(f"Another Interview Bot already works on {database}. Stop it first.") from None
    return lock
