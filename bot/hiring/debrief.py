"""Scorecards side by side: what was seen how often, where views differ, what to talk about first.

No totals, no averages, no ranking: marks stand beside each other and people read them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.hiring.interview import Interview
from bot.hiring.process import Process
from bot.hiring.scorecard import Rating, Scorecard
from bot.hiring.worktime import Hours, next_work_moment

OPENS_AFTER = timedelta(minutes=30)
VOTING = timedelta(days=2)  # where the process gives the debrief no time of its own
THIN_BELOW = 2  # conversations in which a trait was seen


@dataclass(frozen=True)
class Card:
    """A scorecard with the interview it is about, and how it came about.

    *independent* is False for an author who had read other cards before handing in; *late* for one written when
    memory had faded; *after_the_others* for one that the others had not waited for.
    """

    interview: Interview
    scorecard: Scorecard
    independent: bool = True
    corrected_after_reading: bool = False
    late: bool = False
    after_the_others: bool = False

    def rating(self, trait: str) -> Rating | None:
        return self.scorecard.answers.ratings.get(trait)


@dataclass(frozen=True)
class Vote:
    """What *person* thinks in the debrief; *recommendation* is an id of the process's recommendations."""

    person: str
    recommendation: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Coverage:
    """How one trait was seen: in how many conversations, by how many people, and whether their views differ."""

    trait: str
    conversations: int
    people: int
    differs: bool

    @property
    def is_thin(self) -> bool:
        return self.conversations < THIN_BELOW


def coverage(process: Process, cards: Sequence[Card]) -> tuple[Coverage, ...]:
    """Every trait of the process, in its order."""
    return tuple(_covered(process, trait.id, cards) for trait in process.traits)


def agenda(covered: Iterable[Coverage]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What to talk about: trait ids where views differ, then those of which little was seen."""
    covered = tuple(covered)
    differing = tuple(c.trait for c in covered if c.differs)
    return differing, tuple(c.trait for c in covered if c.is_thin and not c.differs)


def conversations(cards: Iterable[Card]) -> int:
    return len({card.interview.id for card in cards})


def least_seen(process: Process, cards: Sequence[Card], size: int) -> tuple[str, ...]:
    """The *size* traits seen in the fewest conversations, for one more look: chosen by count, never by doubt."""
    by_count = sorted(coverage(process, cards), key=lambda c: (c.conversations, c.people))
    return tuple(c.trait for c in by_count[:size])


def voters(cards: Iterable[Card]) -> tuple[str, ...]:
    """Who votes: everybody who handed in a card, each once."""
    return tuple(dict.fromkeys(card.scorecard.interviewer for card in cards))


def own_view(cards: Iterable[Card], person: str) -> str:
    """The recommendation a vote starts from: that of their own latest card. Blank for someone without one."""
    own = [card for card in cards if card.scorecard.interviewer == person]
    return own[-1].scorecard.answers.recommendation if own else ""


def votes_show(
    voting: Collection[str], votes: Iterable[Vote], *, opened_at: datetime, days: int | None, now: datetime
) -> bool:
    """Whether the directions of votes are shown: once all have voted, or at the deadline, so that nobody follows."""
    voted = {vote.person for vote in votes}
    return now >= deadline(opened_at, days) or voted.issuperset(voting)


def deadline(opened_at: datetime, days: int | None) -> datetime:
    return opened_at + (VOTING if days is None else timedelta(days=days))


def opens_at(last_card: datetime, hours: Hours) -> datetime:
    """Half an hour after the last card, in the working hours of whoever decides."""
    return next_work_moment(last_card + OPENS_AFTER, hours)


def views_differ(marks: Iterable[int], bar: int) -> bool:
    """Somebody clearly below the bar and somebody clearly above it: worth talking about, never "wrong"."""
    marks = tuple(marks)
    return any(mark < bar for mark in marks) and any(mark > bar for mark in marks)


def _covered(process: Process, trait: str, cards: Sequence[Card]) -> Coverage:
    seen = [(card, rating.mark) for card in cards if (rating := card.rating(trait)) and rating.mark is not None]
    return Coverage(
        trait,
        conversations=len({card.interview.id for card, _ in seen}),
        people=len({card.scorecard.interviewer for card, _ in seen}),
        differs=views_differ((mark for _, mark in seen), process.scale.bar),
    )
