"""How fast the bot is, as ratios measured side by side in one run: python -m benchmarks.load

What people wait for is held against a bare Bolt app that only acks (benchmarks.load_slack), what grows with the years
against the same with little in it (benchmarks.load_sizes). Each pair is measured in turns, and medians are compared.
"""

import argparse
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import load_sizes, load_slack
from benchmarks.load_table import Row, printed

ROUNDS = 30
SLACK = ("form", "card", "crowd")
PARTS = (*SLACK, "candidates", "promises", "start")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", choices=PARTS, action="append", help="may be given several times")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked = parser.parse_args(arguments)
    warnings.filterwarnings("ignore", message=".*expression-based index")
    with tempfile.TemporaryDirectory() as folder, _databases(asked.database, Path(folder)) as new_url:
        rows = list(_rows(Path(folder), new_url, asked.rounds, asked.only or PARTS))
    print(printed(rows))


def _rows(folder: Path, new_url: Callable[[], str], rounds: int, wanted: Sequence[str]) -> Iterator[Row]:
    if set(wanted) & set(SLACK):
        yield from load_slack.measure(folder, new_url(), rounds, wanted)
    if "candidates" in wanted:
        yield from load_sizes.candidates(new_url, max(5, rounds // 3))
    if "promises" in wanted:
        yield from load_sizes.promises(new_url, max(3, rounds // 6))
    if "start" in wanted:
        yield from load_slack.start(folder, new_url(), max(3, rounds // 6))


@contextmanager
def _databases(kind: str, folder: Path) -> Iterator[Callable[[], str]]:
    """Gives the addresses of new, empty databases."""
    numbers = iter(range(100))
    if kind == "sqlite":
        yield lambda: f"sqlite:///{folder}/{next(numbers)}.db"
        return
    from tests.databases import Server  # noqa: PLC0415  # whoever measures SQLite needs no PostgreSQL

    server = Server(folder / "postgresql")
    yield lambda: server.create(f"load{next(numbers)}")
    server.drop(server.migrated)


if __name__ == "__main__":
    main()
