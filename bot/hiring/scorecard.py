"""What one interviewer saw, trait by trait, with the evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.hiring.errors import Incomplete, NotNow, NotOnPanel
from bot.hiring.interview import Answer, Interview
from bot.hiring.process import Process, ScorecardRules, Session
from bot.hiring.timing import Press

MARK, NOTE = "mark.", "note."  # with a trait's id: the fields of the form that hold its mark and its note
FOCUS_ANSWER, RECOMMENDATION = "focus_answer", "recommendation"

FLAT_FROM = 3  # equal marks; two of them say little

NOT_OVER = "You can hand it in when the interview is over; your notes are kept."


@dataclass(frozen=True)
class Rating:
    """A mark on one trait and the evidence for it. *mark* None means "not observed": no mark, never a middle."""

    trait: str
    mark: int | None
    note: str = ""


@dataclass(frozen=True)
class Answers:
    """What stands in the form, complete or not: ids for choices, text as typed. Blank means not answered.

    *presses* are the session's milestones and pauses, as they were noted (bot.hiring.timing).

    *unmarked* are the traits that were opened or written about and have neither a mark nor "not observed" yet, with
    the note that stands there.
    """

    focus_answer: str = ""
    observed: tuple[str, ...] = ()
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    recommendation: str = ""
    confidence: str = ""
    change_my_mind: str = ""
    strength: str = ""
    for_recruiter: str = ""  # seen by the candidate's coordinator and recruiters, by nobody else
    task: str = ""
    hints: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    presses: tuple[Press, ...] = ()
    unmarked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Scorecard:
    """Handed in by *interviewer* about *interview* (id). *answers* passed the rules: there are no gaps.

    A corrected one holds what counts in *answers*, and in *first* what was handed in at *submitted_at*.
    """

    interview: int
    interviewer: str
    answers: Answers
    submitted_at: datetime
    corrected_at: datetime | None = None
    first: Answers | None = None
    version: int = 1


def fill_in(
    interview: Interview, session: Session, process: Process, interviewer: str, answers: Answers, now: datetime
) -> Scorecard:
    """The scorecard that *answers* make. Raises NotOnPanel, NotNow, or Incomplete with every gap by form field."""
    focus = focus_of(interview, interviewer)
    must_be_over(interview, now)
    gaps = step_one_gaps(session, process, focus, answers)
    if answers.recommendation not in {choice.id for choice in process.recommendations}:
        gaps[RECOMMENDATION] = "Please say what you recommend."
    if gaps:
        raise Incomplete(gaps)
    return Scorecard(interview.id, interviewer, answers, now)


def focus_of(interview: Interview, interviewer: str) -> tuple[str, ...]:
    """The trait ids this interviewer must rate. Raises NotOnPanel for those who are not coming, too."""
    seat = interview.seat(interviewer)
    if seat is None or seat.answer is Answer.DECLINED:
        raise NotOnPanel
    return seat.focus


def must_be_over(interview: Interview, now: datetime) -> None:
    """Raises NotNow: nothing is handed in about a conversation that still runs, or that did not take place."""
    if not interview.is_booked:
        raise NotNow("This interview was cancelled; there is nothing to hand in.")
    if not interview.is_over(now):
        raise NotNow(NOT_OVER)


def is_late(card: Scorecard, interview: Interview, rules: ScorecardRules) -> bool:
    return card.submitted_at > interview.ends_at + rules.late


def is_flat(answers: Answers) -> bool:
    """Whether at least three traits are marked and all marks are the same: worth a second look by its author."""
    marks = [rating.mark for rating in answers.ratings.values() if rating.mark is not None]
    return len(marks) >= FLAT_FROM and len(set(marks)) == 1


def is_clear_no(session: Session, focus_answer: str) -> bool:
    """Whether the answer to the session's question makes the scorecard a short one."""
    question = session.focus_question
    return question is not None and bool(focus_answer) and focus_answer == question.clear_no


def step_one_gaps(session: Session, process: Process, focus: Sequence[str], answers: Answers) -> dict[str, str]:
    """What is missing before a recommendation is asked for: a plea for each field of the form."""
    if is_clear_no(session, answers.focus_answer):
        return _clear_no_gaps(process, answers)
    gaps = {}
    question = session.focus_question
    if question and answers.focus_answer not in {answer.id for answer in question.answers}:
        gaps[FOCUS_ANSWER] = "Please answer the question of this interview."
    for trait in focus:
        gaps.update(_trait_gaps(process, trait, answers, note_needed=True))
    for trait in answers.unmarked:
        gaps.update(_trait_gaps(process, trait, answers, note_needed=False))
    return gaps


def _clear_no_gaps(process: Process, answers: Answers) -> dict[str, str]:
    """A clear No says so on exactly one trait, with a mark and the evidence."""
    named = [*answers.ratings, *answers.unmarked]
    if len(named) != 1:
        return {FOCUS_ANSWER: "Please choose the one trait that decided it."}
    trait = named[0]
    gaps = _trait_gaps(process, trait, answers, note_needed=True)
    if trait in answers.ratings and answers.ratings[trait].mark is None:
        gaps[MARK + trait] = "A clear No needs a mark here."
    return gaps


def _trait_gaps(process: Process, trait: str, answers: Answers, *, note_needed: bool) -> dict[str, str]:
    """What is not observed needs no note; every mark of a focus trait does, a middle one too."""
    gaps = {}
    rating = answers.ratings.get(trait)
    if rating is None:
        gaps[MARK + trait] = f"Please mark {process.trait(trait).name}, or say that you did not observe it."
    not_observed = rating is not None and rating.mark is None
    note = rating.note if rating else answers.unmarked.get(trait, "")
    least = process.scale.note_min_chars
    if note_needed and not not_observed and len(note.strip()) < least:
        gaps[NOTE + trait] = f"What did they do or say? Please write at least {least} characters."
    return gaps
