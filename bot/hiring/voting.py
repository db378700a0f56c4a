"""Casting a vote, changing it, and which votes count: a first vote that others saw is kept beside the later one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.hiring import debrief
from bot.hiring.debrief import Vote
from bot.hiring.process import Process


@dataclass(frozen=True)
class Tally:
    """Who votes (ids of people who are still here), and what was said. *opened_at*: None while no debrief is open."""

    voting: tuple[str, ...]
    votes: tuple[Vote, ...]
    opened_at: datetime | None = None
    days: int | None = None

    @property
    def standing(self) -> tuple[Vote, ...]:
        """Those of this opening. One from before another conversation has to be confirmed."""
        return tuple(vote for vote in self.votes if self.opened_at and vote.at >= self.opened_at)

    @property
    def voted(self) -> int:
        return sum(vote.person in self.voting for vote in self.standing)

    @property
    def shows_at(self) -> datetime | None:
        return debrief.deadline(self.opened_at, self.days) if self.opened_at else None

    def of(self, person: str) -> Vote | None:
        return next((vote for vote in self.votes if vote.person == person), None)

    def is_owed_by(self, person: str) -> bool:
        return person in self.voting and all(vote.person != person for vote in self.standing)

    def shows(self, now: datetime) -> bool:
        """Whether directions are shown: all have voted, or the deadline has passed."""
        return self.opened_at is not None and debrief.votes_show(
            self.voting, self.standing, opened_at=self.opened_at, days=self.days, now=now
        )


def cast(tally: Tally, person: str, recommendation: str, reason: str, now: datetime) -> Vote:
    """*person*'s vote from now on, with what has to be kept of an earlier one."""
    before, seen = tally.of(person), tally.shows(now)
    if before is None:
        return Vote(person, recommendation, reason, now, late=seen)
    changed = replace(before, recommendation=recommendation, reason=reason, at=now)
    was_seen = seen or before not in tally.standing
    if before.first or not was_seen or recommendation == before.recommendation:
        return changed
    return replace(changed, first=before.recommendation, first_reason=before.reason)


def says_yes(process: Process, recommendation: str) -> bool:
    """Recommendations are written from against to in favour, an even number of them."""
    ids = [choice.id for choice in process.recommendations]
    return recommendation in ids[len(ids) // 2 :]


def dissent(process: Process, votes: Iterable[Vote], *, offered: bool) -> tuple[Vote, ...]:
    """The votes that differ from what was decided."""
    return tuple(vote for vote in votes if says_yes(process, vote.recommendation) is not offered)
