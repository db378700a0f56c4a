"""Many ids or keys asked about in one question, as many at a time as every database takes."""

from collections.abc import Collection, Iterator
from typing import TypeVar

A_TIME = 5_000  # SQLite takes 32,766 in one statement, PostgreSQL 65,535
T = TypeVar("T")


def in_parts(many: Collection[T]) -> Iterator[list[T]]:
    every = list(many)
    return (every[first : first + A_TIME] for first in range(0, len(every), A_TIME))
