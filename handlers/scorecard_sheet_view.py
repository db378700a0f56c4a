"""A scorecard while it is being written: what stands in the form's fields so far, and what that means."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.process import Process, Session, Task
from bot.hiring.scorecard import (
    FOCUS_ANSWER,
    MARK,
    NOTE,
    RECOMMENDATION,
    Answers,
    Rating,
    Scorecard,
    focus_of,
    is_clear_no,
)
from bot.hiring.timing import PAUSE, RESUME, Press
from bot.ports import Block
from handlers.blocks import answer_of

OBSERVED, HINTS, FOLLOW_UPS = "observed", "hints", "follow_ups"
DECISIVE, OPENED = "decisive", "opened"
PRESSES = "presses"  # of the milestones and the clock
CONFIDENCE, CHANGE_MY_MIND, STRENGTH = "confidence", "change_my_mind", "strength"
FOR_RECRUITER = "for_recruiter"
FIELDS = {
    *(FOCUS_ANSWER, RECOMMENDATION, OBSERVED, HINTS, FOLLOW_UPS),
    *(DECISIVE, CONFIDENCE, CHANGE_MY_MIND, STRENGTH, FOR_RECRUITER),
}
NOT_OBSERVED = "not_observed"


@dataclass(frozen=True)
class Sheet:
    """*given* holds the fields by name: text and chosen ids as str, ticks as lists. Odd ones are ignored.

    *corrects* is the scorecard that was handed in before, if there is one.
    """

    application: Application
    interview: Interview
    process: Process
    person: str
    given: Mapping[str, Any]
    now: datetime
    corrects: Scorecard | None = None

    @property
    def place(self) -> str:
        """What its windows carry, and its draft is named after."""
        return place_of(self.interview.id, self.corrects.version if self.corrects else 0)

    @property
    def session(self) -> Session:
        return self.process.session(self.interview.session)

    @property
    def is_over(self) -> bool:
        return self.interview.is_over(self.now)

    @property
    def is_short(self) -> bool:
        return is_clear_no(self.session, self.text(FOCUS_ANSWER))

    @property
    def focus(self) -> tuple[str, ...]:
        return self._known(focus_of(self.interview, self.person))

    @property
    def opened(self) -> tuple[str, ...]:
        """Traits that were added to those in focus."""
        return tuple(t for t in self._known(self.ticks(OPENED)) if t not in self.focus)

    @property
    def closed(self) -> tuple[str, ...]:
        """Traits that may still be added, this session's own first."""
        shown = {*self.focus, *self.opened}
        all_of_them = (*self.session.traits(), *(trait.id for trait in self.process.traits))
        return tuple(t for t in dict.fromkeys(all_of_them) if t not in shown)

    @property
    def task(self) -> Task | None:
        return self.process.task(self.interview.task) if self.interview.task else None

    @property
    def follow_ups(self) -> tuple[str, ...]:
        """Those of the role that the task has, once it is solved."""
        task, solved = self.task, self.text(FOCUS_ANSWER) and not self.is_short
        role = self.process.role(self.application.role)
        return tuple(f for f in role.follow_ups if f in task.follow_ups) if task and solved else ()

    @property
    def presses(self) -> tuple[Press, ...]:
        """What was noted of the session's milestones, and when the clock stood still."""
        kept, known = self.given.get(PRESSES), {PAUSE, RESUME, *(it.id for it in self.session.milestones)}
        return tuple((name, seconds) for name, seconds in kept if name in known) if isinstance(kept, list) else ()

    @property
    def seconds(self) -> int:
        """Since the interview began."""
        return int((self.now - self.interview.starts_at).total_seconds())

    @property
    def clock_runs(self) -> bool:
        """A session that takes a little longer is still timed; a card that is corrected is not."""
        return self.corrects is None and self.now < self.interview.ends_at + self.session.buffer

    @property
    def decidable(self) -> tuple[str, ...]:
        """The traits that a clear No can rest on."""
        return tuple(dict.fromkeys((*self.focus, *self.session.traits())))[:10]

    @property
    def decisive(self) -> str:
        """The one that was chosen; else, of those written about or in focus, what this session shows most."""
        chosen = self.text(DECISIVE)
        if chosen in self.decidable:
            return chosen
        written = [t for t in self.decidable if self.text(MARK + t) or self.text(NOTE + t)]
        shows = Counter(it.trait for it in self.session.observe)
        return max(written or self.focus or self.decidable, key=lambda t: shows[t], default="")

    def text(self, field: str) -> str:
        value = self.given.get(field)
        return value if isinstance(value, str) else ""

    def ticks(self, field: str) -> tuple[str, ...]:
        value = self.given.get(field)
        return tuple(it for it in value if isinstance(it, str)) if isinstance(value, list) else ()

    def answers(self) -> Answers:
        """As far as they go."""
        rated = ((self.decisive,) if self.decisive else ()) if self.is_short else (*self.focus, *self.opened)
        ratings = {trait: rating for trait in rated if (rating := self._rating(trait))}
        observable = {it.id for it in self.session.observe}
        return Answers(
            focus_answer=self.text(FOCUS_ANSWER),
            observed=tuple(it for it in self.ticks(OBSERVED) if it in observable),
            ratings=ratings,
            recommendation=self.text(RECOMMENDATION),
            confidence=self.text(CONFIDENCE),
            change_my_mind=self.text(CHANGE_MY_MIND).strip(),
            strength=self.text(STRENGTH).strip(),
            for_recruiter=self.text(FOR_RECRUITER).strip(),
            task=self.interview.task or "",
            hints=self.ticks(HINTS),
            follow_ups=tuple(it for it in self.ticks(FOLLOW_UPS) if it in self.follow_ups),
            presses=self.presses,
            unmarked={trait: self.text(NOTE + trait) for trait in rated if trait not in ratings},
        )

    def _rating(self, trait: str) -> Rating | None:
        mark, note = self.text(MARK + trait), self.text(NOTE + trait).strip()
        if mark == NOT_OBSERVED:
            return Rating(trait, None, note)
        return Rating(trait, int(mark), note) if mark in map(str, self.process.scale.marks) else None

    def _known(self, traits: tuple[str, ...]) -> tuple[str, ...]:
        known = {trait.id for trait in self.process.traits}
        return tuple(trait for trait in dict.fromkeys(traits) if trait in known)


@dataclass(frozen=True)
class Shown:
    """A field as it stands in a window, and as it stood there when the window was drawn."""

    field: str
    value: Any
    drawn: Any


def read(view: Block) -> list[Shown]:
    """Every field of ours that stands there; forms of older versions may have others or fewer."""
    elements = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    return [
        Shown(field, _value(state), _drawn(elements.get(field, {})))
        for field, states in ((view.get("state") or {}).get("values") or {}).items()
        if field in FIELDS or field.startswith((MARK, NOTE))
        for state in (states or {}).values()
        if state
    ]


def interview_of(view: Block) -> int:
    return int(view["private_metadata"].partition(".")[0])


def version_of(view: Block) -> int:
    """Which version of the scorecard this form corrects; 0 when none was handed in before."""
    return int(view["private_metadata"].partition(".")[2] or 0)


def place_of(interview_id: int, version: int) -> str:
    return f"{interview_id}.{version}" if version else str(interview_id)


def given_of(answers: Answers) -> dict[str, Any]:
    """The fields of a form in which these answers stand."""
    marks = {MARK + trait: str(r.mark or NOT_OBSERVED) for trait, r in answers.ratings.items()}
    return {
        FOCUS_ANSWER: answers.focus_answer,
        OBSERVED: list(answers.observed),
        HINTS: list(answers.hints),
        FOLLOW_UPS: list(answers.follow_ups),
        RECOMMENDATION: answers.recommendation,
        CONFIDENCE: answers.confidence,
        CHANGE_MY_MIND: answers.change_my_mind,
        STRENGTH: answers.strength,
        FOR_RECRUITER: answers.for_recruiter,
        OPENED: list(answers.ratings),
        PRESSES: [list(press) for press in answers.presses],
        DECISIVE: next(iter(answers.ratings), "") if len(answers.ratings) == 1 else "",
        **marks,
        **{NOTE + trait: rating.note for trait, rating in answers.ratings.items()},
    }


def read_action(action: Block) -> Any:
    """What was set, as `read` gives it."""
    return _value(action)


def _value(state: Mapping[str, Any]) -> Any:
    value = answer_of(state)
    return value or ("" if state.get("type") != "checkboxes" else [])


def _drawn(element: Mapping[str, Any]) -> Any:
    if element.get("type") == "checkboxes":
        return [option["value"] for option in element.get("initial_options") or ()]
    option = element.get("initial_option")
    return option["value"] if option else element.get("initial_value") or ""
