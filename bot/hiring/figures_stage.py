"""Figures of the funnel: how many go on from each stage, and how long they stay. About stages, never about somebody.

A cohort, not a snapshot: those who entered a stage in the period, wherever they are now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.hiring.application import Application, State
from bot.hiring.figures import Share
from bot.hiring.figures_wait import Wait, Waits


class Outcome(StrEnum):
    """How somebody left a stage."""

    PASSED = "passed"
    REJECTED = "rejected"
    WITHDREW = "withdrew"  # or declined the offer: their own choice


HOW = {
    State.OPEN: Outcome.PASSED,
    State.HIRED: Outcome.PASSED,
    State.REJECTED: Outcome.REJECTED,
    State.WITHDRAWN: Outcome.WITHDREW,
    State.OFFER_DECLINED: Outcome.WITHDREW,
}


@dataclass(frozen=True)
class Stay:
    """Somebody's time in one stage. Without an *outcome* it lasts."""

    stage: str
    entered_at: datetime
    left_at: datetime | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True)
class StageFigures:
    """*waits* are the times in the stage; who withdrew is counted for as long as they stayed."""

    stage: str
    passed: int
    rejected: int
    withdrew: int
    waiting: int
    waits: Waits

    @property
    def entered(self) -> int:
        return self.passed + self.rejected + self.withdrew + self.waiting

    @property
    def passing(self) -> Share:
        """Of those who are decided: who withdrew or waits says nothing about the stage's bar."""
        return Share(self.passed, self.passed + self.rejected)


def outcome_of(before: Application, after: Application) -> Outcome | None:
    """How this step ended a stay; None when it goes on."""
    if after.is_open and after.stage == before.stage:
        return None
    return HOW[after.state] if before.is_open else None


def of_stages(stays: Iterable[Stay], stages: Sequence[str], now: datetime) -> list[StageFigures]:
    """In the order of *stages*; one that only older versions of the process had comes last."""
    by_stage: dict[str, list[Stay]] = {stage: [] for stage in stages}
    for stay in stays:
        by_stage.setdefault(stay.stage, []).append(stay)
    return [_figures(stage, inside, now) for stage, inside in by_stage.items()]


def _figures(stage: str, stays: Sequence[Stay], now: datetime) -> StageFigures:
    ends = [stay.outcome for stay in stays]
    decided = {Outcome.PASSED, Outcome.REJECTED}
    waits = tuple(Wait((stay.left_at or now) - stay.entered_at, stay.outcome in decided) for stay in stays)
    return StageFigures(
        stage,
        passed=ends.count(Outcome.PASSED),
        rejected=ends.count(Outcome.REJECTED),
        withdrew=ends.count(Outcome.WITHDREW),
        waiting=ends.count(None),
        waits=Waits(waits),
    )
