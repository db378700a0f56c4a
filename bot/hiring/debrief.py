"""Scorecards side by side: what was seen how often, where views differ, what to talk about first.

No totals, no averages, no ranking: marks stand beside each other and people read them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.hiring.interview import Interview
from bot.hiring.process import Observation, Process, Stage
from bot.hiring.scorecard import Rating, Scorecard
from bot.hiring.worktime import Hours, next_work_moment

OPENS_AFTER = timedelta(minutes=30)
VOTING = timedelta(days=2)  # where the process gives the debrief no time of its own
THIN_BELOW = 2  # conversations in which a trait was seen, and marks
SOLID_FROM = 3  # marks


@dataclass(frozen=True)
class Card:
    """A scorecard with the interview it is about, and how it came about.

    *independent* is False for an author who could know what the others think before handing in; *late* is one written
    when memory had faded.
    """

    interview: Interview
    scorecard: Scorecard
    independent: bool = True
    corrected_after_reading: bool = False
    late: bool = False

    def rating(self, trait: str) -> Rating | None:
        return self.scorecard.answers.ratings.get(trait)


@dataclass(frozen=True)
class Vote:
    """What *person* thinks in the debrief; *recommendation* is an id of the process's recommendations.

    *first* is the vote others saw before it was changed. *late*: given when the others' votes showed already.
    """

    person: str
    recommendation: str
    reason: str
    at: datetime
    first: str = ""
    first_reason: str = ""
    late: bool = False

    @property
    def is_changed(self) -> bool:
        return self.first not in {"", self.recommendation}


@dataclass(frozen=True)
class Coverage:
    """How one trait was seen: in how many conversations, by how many people, and whether their views differ.

    *marks* are all that were given, lowest first.
    """

    trait: str
    conversations: int
    people: int
    differs: bool
    marks: tuple[int, ...] = ()

    @property
    def is_thin(self) -> bool:
        return self.conversations < THIN_BELOW

    @property
    def evidence(self) -> Literal["none", "thin", "fair", "solid"]:
        """How far the marks carry. Two people in one room saw the same thing."""
        if not self.marks:
            return "none"
        if self.is_thin or len(self.marks) < THIN_BELOW:
            return "thin"
        return "solid" if len(self.marks) >= SOLID_FROM else "fair"


def is_independent(card: Scorecard, stage: Stage, *, read_at: datetime | None, left_at: datetime | None) -> bool:
    """Whether its author wrote it without knowing what the others think.

    *read_at* is when they first read the others' cards. *left_at* is when the candidate went on from the card's
    *stage*: its debrief opened, which everybody in the channel can follow, or it was decided. In a debrief's own stage
    everything was debated before.
    """
    knew = [at for at in (read_at, left_at) if at is not None]
    return stage.kind != "debrief" and all(card.submitted_at <= at for at in knew)


def coverage(process: Process, cards: Sequence[Card]) -> tuple[Coverage, ...]:
    """Every trait of the process, in its order."""
    return tuple(_covered(process, trait.id, cards) for trait in process.traits)


def agenda(covered: Iterable[Coverage]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What to talk about: trait ids where views differ, then those of which little was seen."""
    covered = tuple(covered)
    differing = tuple(c.trait for c in covered if c.differs)
    return differing, tuple(c.trait for c in covered if c.is_thin and not c.differs)


def by_agenda(covered: Iterable[Coverage]) -> tuple[Coverage, ...]:
    """Differing views first, then thin evidence, then the rest; else as they were."""
    return tuple(sorted(covered, key=lambda c: 0 if c.differs else 1 if c.is_thin else 2))


def open_questions(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards whose author wrote down what would change their mind."""
    return tuple(card for card in cards if card.scorecard.answers.change_my_mind.strip())


def signals(process: Process, cards: Sequence[Card], session: str) -> tuple[tuple[Observation, int, int], ...]:
    """What was to be looked for in *session*: (what, who ticked it, out of how many cards)."""
    given = [card.scorecard.answers.observed for card in cards if card.interview.session == session]
    return tuple((it, sum(it.id in ticked for ticked in given), len(given)) for it in process.session(session).observe)


def noted_marks(cards: Iterable[Card]) -> tuple[int, int]:
    """(marks with a note, marks)."""
    given = [r for card in cards for r in card.scorecard.answers.ratings.values() if r.mark is not None]
    return sum(bool(rating.note.strip()) for rating in given), len(given)


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
        marks=tuple(sorted(mark for _, mark in seen)),
    )
