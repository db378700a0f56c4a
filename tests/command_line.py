"""What tests of the command line share: a company outside, and the settings of a bot that works there."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.company import Company, open_company

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
def logs_as_before() -> Iterator[None]:
    """A command sets up logging for its process; this process goes on."""
    root = logging.getLogger()
    kept = (root.handlers[:], root.level, sys.excepthook, threading.excepthook)
    yield
    logging.captureWarnings(False)
    root.handlers[:], root.level, sys.excepthook, threading.excepthook = kept
