"""What one interviewer saw, trait by trait, with the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Rating:
    """A mark on one trait and the evidence for it. *mark* None means "not observed": no mark, never a middle."""

    trait: str
    mark: int | None
    note: str = ""


@dataclass(frozen=True)
class Answers:
    """What stands in the form, complete or not: ids for choices, text as typed. Blank means not answered."""

    focus_answer: str = ""
    observed: tuple[str, ...] = ()
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    recommendation: str = ""
    confidence: str = ""
    change_my_mind: str = ""
    strength: str = ""
    task: str = ""
    hints: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scorecard:
    """Handed in by *interviewer* about *interview* (id). *answers* passed the rules: there are no gaps."""

    interview: int
    interviewer: str
    answers: Answers
    submitted_at: datetime
