"""Many ids or keys asked about in one question, as many at a time as every database takes; much written in turns."""

from collections.abc import Collection, Iterator
from typing import TypeVar

A_TIME = 5_000  # SQLite takes 32,766 in one statement, PostgreSQL 65,535
TOGETHER = 50  # promises made in one transaction by what is due by time: people get their turn in between
T = TypeVar("T")


def in_parts(many: Collection[T], *, size: int = A_TIME) -> Iterator[list[T]]:
    every = list(many)
    return (every[first : first + size] for first in range(0, len(every), size))
