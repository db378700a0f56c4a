"""What one person may read of a candidate's debrief, and the few words its views share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.hiring.debrief import Card, Vote
from bot.hiring.forgone import Forgone
from bot.hiring.person import Person
from bot.hiring.standing import Standing
from handlers.blocks import esc
from handlers.debrief_words import name_of

READ = "debrief.read"

VERDICTS = {
    "advance": "Advance",
    "reject": "Reject",
    "offer": "Make an offer",
    "one_more": "One more conversation",
    "withdraw": "Withdrawn",
    "accepted": "Offer accepted",
    "declined": "Offer declined",
}


@dataclass(frozen=True)
class Decided:
    stage: str
    verdict: str
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Reading:
    """*cards* are those *reader* may see; *votes* is None while nobody may see them, *voting* counts who votes.

    *outdated* are votes from before one more conversation. *shared* are *reader*'s own shared notes, by interview
    and trait: False where it was taken back.
    """

    standing: Standing
    cards: Sequence[Card]
    people: Mapping[str, Person]
    readers: Sequence[tuple[str, datetime]]
    reader: str = ""
    forgone: Sequence[Forgone] = ()
    decided: Sequence[Decided] = ()
    votes: Sequence[Vote] | None = None
    outdated: frozenset[str] = frozenset()
    voted: int = 0
    voting: int = 0
    votes_show_at: datetime | None = None
    debated: bool = False
    shared: Mapping[tuple[int, str], bool] = field(default_factory=dict)


def who(card: Card, reading: Reading) -> str:
    """The author, with the session's name where one person held two of the conversations."""
    author = card.scorecard.interviewer
    name = name_of(author, reading.people)
    if sum(other.scorecard.interviewer == author for other in reading.cards) > 1:
        name += f" ({esc(reading.standing.process.session(card.interview.session).name)})"
    return name


def label(reading: Reading, recommendation: str) -> str:
    labels = {choice.id: choice.label for choice in reading.standing.process.recommendations}
    return esc(labels.get(recommendation, recommendation))


def times(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
