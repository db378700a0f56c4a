"""What does not get slower as years go by: Home and the pipeline with many candidates, the relay with a long outbox.

Of 1,000, 10,000 and 100,000 candidates 300 are open, as in a company that has hired for years; once more 10,000 of
100,000 are, which is more than any page can show.
The relay keeps its promises by a delivery that does nothing.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from benchmarks.load_company import new_database
from benchmarks.load_rows import fill, fill_outbox, fill_told, promise_now
from benchmarks.load_table import Row
from bot import timetable
from bot.ports import Changes
from bot.relay import Done, Outcome, Relay
from handlers import home, pipeline
from storage.database import Database
from storage.outbox import Promise

SIZES = (1_000, 10_000, 100_000)
OPEN, MANY_OPEN = 300, 10_000
WAITING, DUE = 100_000, 100
NewUrl = Callable[[], str]


class NothingChanges:
    """A calendar in which nobody touches anything."""

    def changes(self, sync_token: str | None) -> Changes:
        return Changes((), "as before")


class Nothing:
    """A delivery that is done at once."""

    def carry_out(self, promise: Promise, fence: str) -> Outcome:
        return Done()


def candidates(new_url: NewUrl, rounds: int) -> Iterator[Row]:
    with ExitStack() as stack:
        filled = [(size, OPEN) for size in SIZES] + [(SIZES[-1], MANY_OPEN)]
        places = [(size, number, *stack.enter_context(_filled(new_url(), size, number))) for size, number in filled]
        asked = (
            ("Home of a recruiter", _home, places),
            ("/hiring pipeline", _pipeline, places),
            ("a tick", _tick, places),
        )
        for what, ask, there in asked:
            took = _in_turns(rounds, [partial(ask, db, who) for _, _, db, who in there])
            for (size, number, _, _), ours in zip(there[1:], took[1:], strict=True):
                target = 1.5 if number == OPEN else None
                yield Row(f"{what}, {size:,} candidates, {number:,} open", ours, took[0], target)


def promises(new_url: NewUrl, rounds: int) -> Iterator[Row]:
    with ExitStack() as stack:
        full, empty = (stack.enter_context(_outbox(new_url(), number)) for number in (WAITING, 0))
        kept = _in_turns(rounds, [partial(_keeps, *it) for it in (full, empty)])
        yield Row(f"a promise made and kept, {WAITING:,} waiting, to none", *(took / DUE for took in kept), 2)
        idle = _in_turns(rounds, [relay.step for _, relay in (full, empty)])
        yield Row(f"the relay looks in vain, {WAITING:,} waiting", *idle, 2)
        tick = _in_turns(rounds, [partial(timetable.do_due, db, NothingChanges()) for db, _ in (full, empty)])
        yield Row(f"a tick of the timetable in vain, {WAITING:,} waiting", *tick, 2)


def _home(db: Database, who: str) -> None:
    with db.read() as tx:
        home.home_blocks(tx, who)


def _pipeline(db: Database, who: str) -> None:
    with db.read() as tx:
        pipeline.shown(tx)


def _tick(db: Database, who: str) -> None:
    """The round before has promised what is due."""
    timetable.do_due(db, NothingChanges())  # type: ignore[arg-type]


def _keeps(db: Database, relay: Relay) -> None:
    promise_now(db, DUE, f"now:{time.perf_counter_ns()}")
    while relay.step():
        pass


def _in_turns(rounds: int, works: list[Callable[[], Any]]) -> list[float]:
    """Each once a round, after one to warm up: the medians, in milliseconds."""
    took: list[list[float]] = [[] for _ in works]
    for counts in (False, *(True for _ in range(rounds))):
        for work, times in zip(works, took, strict=True):
            begin = time.perf_counter()
            work()
            if counts:
                times.append((time.perf_counter() - begin) * 1000)
    return [statistics.median(times) for times in took]


@contextmanager
def _filled(url: str, size: int, still_open: int) -> Iterator[tuple[Database, str]]:
    db = new_database(url)
    recruiter = fill(db, size, still_open)
    fill_told(db)
    yield db, recruiter
    db.close()


@contextmanager
def _outbox(url: str, number: int) -> Iterator[tuple[Database, Relay]]:
    db = new_database(url)
    fill_outbox(db, number, not_before=datetime.now(UTC) + timedelta(days=30))
    relay = Relay(
        db, {"message": Nothing()}, tell=lambda *_: None, tell_pause=lambda *_: None, wall=lambda: datetime.now(UTC)
    )
    yield db, relay
    db.close()
