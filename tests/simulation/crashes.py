"""Where the bot can die: before and after every commit and every call, and while it starts."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import event

from storage.database import Tx


class Killed(BaseException):
    """The process is gone. No `except Exception` may notice."""


class CrashPoints:
    """*doing* is what is under way, for the names of points; *dies* decides at each point, by name and number.

    `passed` and `died` count by name.
    """

    def __init__(self) -> None:
        self.doing = "start"
        self.dies: Callable[[str, int], bool] = lambda name, number: False
        self.passed: Counter[str] = Counter()
        self.died: Counter[str] = Counter()
        self.number = 0
        self.last = ""

    def reached(self, point: str) -> None:
        """Raises Killed when this is the place."""
        self.number += 1
        self.last = point
        self.passed[point] += 1
        if self.dies(point, self.number):
            self.died[point] += 1
            raise Killed(point)

    @contextmanager
    def at_commits(self, written: Callable[[], None]) -> Iterator[None]:
        """While open, every commit of a unit of work is two points; *written* is told of each first."""

        def before(tx: Tx) -> None:
            if not tx.in_nested_transaction():
                self.reached(f"before commit: {self.doing}")

        def after(tx: Tx) -> None:
            if not tx.in_nested_transaction():
                written()
                self.reached(f"after commit: {self.doing}")

        event.listen(Tx, "before_commit", before)
        event.listen(Tx, "after_commit", after)
        try:
            yield
        finally:
            event.remove(Tx, "before_commit", before)
            event.remove(Tx, "after_commit", after)
