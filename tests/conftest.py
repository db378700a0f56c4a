"""Fixtures of all tests: databases, the living company, the command line (tests/databases.py, …)."""

import gc
import inspect
import os
import shutil
from functools import lru_cache
from pathlib import Path

import pytest

pytest_plugins = ["tests.databases", "tests.company", "tests.command_line", "tests.killed.killing"]


# Bolt looks at every listener's arguments each time a bot starts, and bots start thousands of times
inspect.getfullargspec = lru_cache(maxsize=4096)(inspect.getfullargspec)
gc.set_threshold(100_000, 50, 100)  # companies come and go whole; looking for their remains so often costs more

SIMULATION = Path(__file__).parent / "simulation"
MEMORY, ENOUGH = Path("/dev/shm"), 2 << 30  # bytes
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:  # databases of tests need not outlive the machine
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgresql", action="store_true", help="the company's tests on PostgreSQL instead of SQLite")
    parser.addoption("--kills", action="store_true", help="the short campaigns of real kills, too: they take minutes")
    parser.addoption("--http", action="store_true", help="the company's tests in HTTP mode instead of Socket Mode")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: some tests wait, for a browser or a lease; more get into each other's way."""
    return min((os.cpu_count() or 1) + 1, 6)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Campaigns of kills wait for leases to end; `make kills` and `--kills` have the time."""
    return True if collection_path.name == "test_campaign.py" and not config.getoption("--kills") else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The stories take longest: nobody should wait for the last of them.

    Simulated companies never wait; they are spread among the others, which mostly do.
    """
    computing = [item for item in items if SIMULATION in item.path.parents]
    waiting = sorted((item for item in items if SIMULATION not in item.path.parents), key=_is_short)
    each = len(waiting) / (len(computing) or 1)
    placed = [*enumerate(waiting), *((number * each, item) for number, item in enumerate(computing))]
    items[:] = [item for _, item in sorted(placed, key=lambda it: it[0])]


def _is_short(item: pytest.Item) -> bool:
    return "test_story" not in item.nodeid
