"""How soon scorecards are written, counted from the end of the conversation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.hiring.figures import Share
from bot.hiring.figures_wait import Wait, Waits


@dataclass(frozen=True)
class Turnaround:
    """One scorecard that was owed from *ended_at* on. *closed_at* is when nobody wanted it any more."""

    ended_at: datetime
    handed_in_at: datetime | None
    closed_at: datetime | None = None

    def wait(self, now: datetime) -> Wait:
        until = self.handed_in_at or min(now, self.closed_at or now)
        return Wait(max(until - self.ended_at, timedelta(0)), self.handed_in_at is not None)


@dataclass(frozen=True)
class CardFigures:
    waits: Waits
    in_time: Share


def of_cards(turnarounds: Iterable[Turnaround], due: timedelta, now: datetime) -> CardFigures:
    """One that still has time is neither in time nor late; nor is one that was no longer wanted before it was due."""
    waits = tuple(it.wait(now) for it in turnarounds)
    in_time = sum(wait.over and wait.length <= due for wait in waits)
    late = sum(wait.length > due for wait in waits)
    return CardFigures(Waits(waits), Share(in_time, in_time + late))
