"""Remembering scorecards: each as it counts, and as it was handed in first."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, delete, select

from bot.hiring.application import State
from bot.hiring.scorecard import Answers, Rating, Scorecard
from storage import first_scorecards
from storage.database import Tx
from storage.tables import ApplicationRow, InterviewRow, RatingRow, ScorecardRow


def add(tx: Tx, card: Scorecard) -> None:
    _write(tx, ScorecardRow(interview_id=card.interview, person=card.interviewer, **_columns(card)), card)


def save(tx: Tx, card: Scorecard) -> None:
    """Keep a corrected one; what it said first is kept beside it, once."""
    row = tx.get_one(ScorecardRow, (card.interview, card.interviewer))
    first_scorecards.keep(tx, card)
    for column, value in _columns(card).items():
        setattr(row, column, value)
    tx.exec(
        delete(RatingRow).where(
            col(RatingRow.interview_id) == card.interview, col(RatingRow.person) == card.interviewer
        )
    )
    _write(tx, row, card)


def _write(tx: Tx, row: ScorecardRow, card: Scorecard) -> None:
    tx.add(row)
    tx.flush()
    tx.add_all(
        RatingRow(interview_id=card.interview, person=card.interviewer, trait=r.trait, mark=r.mark, note=r.note)
        for r in card.answers.ratings.values()
    )
    tx.flush()


def _columns(card: Scorecard) -> dict[str, Any]:
    given = card.answers
    return {
        "focus_answer": given.focus_answer,
        "observed": list(given.observed),
        "recommendation": given.recommendation,
        "confidence": given.confidence,
        "change_my_mind": given.change_my_mind,
        "strength": given.strength,
        "for_recruiter": given.for_recruiter,
        "task": given.task,
        "hints": list(given.hints),
        "follow_ups": list(given.follow_ups),
        "presses": [list(press) for press in given.presses],
        "submitted_at": card.submitted_at,
        "corrected_at": card.corrected_at,
        "version": card.version,
    }


def is_in(tx: Tx, interview: int, person: str) -> bool:
    """Whether *person* has handed in their scorecard about *interview*."""
    return tx.get(ScorecardRow, (interview, person)) is not None


def version(tx: Tx, interview: int, person: str) -> int:
    """How often this scorecard was handed in; 0 for one that is owed."""
    row = tx.get(ScorecardRow, (interview, person))
    return row.version if row else 0


def find(tx: Tx, interview: int, person: str) -> Scorecard | None:
    row = tx.get(ScorecardRow, (interview, person))
    return _cards(tx, [row])[0] if row else None


def of_person(tx: Tx, person: str) -> list[Scorecard]:
    """Those of *person* about candidates whose application is open, newest first."""
    return _cards(tx, tx.exec(_OF_PERSON, params={"person": person}).all())


def of_application(tx: Tx, application: int) -> list[Scorecard]:
    """Every scorecard about this candidate, in the order they were handed in."""
    query = (
        select(ScorecardRow)
        .join(InterviewRow, col(InterviewRow.id) == ScorecardRow.interview_id)
        .where(InterviewRow.application_id == application)
        .order_by(col(ScorecardRow.submitted_at), col(ScorecardRow.interview_id), col(ScorecardRow.person))
    )
    return _cards(tx, tx.exec(query).all())


# Asked whenever somebody opens a scorecard: SQLAlchemy takes longer to build it than the database to answer.
_OF_PERSON = (
    select(ScorecardRow)
    .join(InterviewRow, col(InterviewRow.id) == ScorecardRow.interview_id)
    .join(ApplicationRow, col(ApplicationRow.id) == InterviewRow.application_id)
    .where(ScorecardRow.person == bindparam("person"), ApplicationRow.state == State.OPEN)
    .order_by(col(ScorecardRow.submitted_at).desc(), col(ScorecardRow.interview_id))
)


def _cards(tx: Tx, rows: Sequence[ScorecardRow]) -> list[Scorecard]:
    if not rows:
        return []
    interviews = {row.interview_id for row in rows}
    ratings: dict[tuple[int, str], list[RatingRow]] = {}
    for rating in tx.exec(select(RatingRow).where(col(RatingRow.interview_id).in_(interviews))):
        ratings.setdefault((rating.interview_id, rating.person), []).append(rating)
    first = first_scorecards.of(tx, interviews)
    return [
        _card(row, ratings.get(key, ()), first.get(key)) for row in rows for key in [(row.interview_id, row.person)]
    ]


def _card(row: ScorecardRow, ratings: Iterable[RatingRow], first: Answers | None) -> Scorecard:
    answers = Answers(
        focus_answer=row.focus_answer,
        observed=tuple(row.observed),
        ratings={r.trait: Rating(r.trait, r.mark, r.note) for r in ratings},
        recommendation=row.recommendation,
        confidence=row.confidence,
        change_my_mind=row.change_my_mind,
        strength=row.strength,
        for_recruiter=row.for_recruiter,
        task=row.task,
        hints=tuple(row.hints),
        follow_ups=tuple(row.follow_ups),
        presses=tuple((name, seconds) for name, seconds in row.presses),
    )
    return Scorecard(
        row.interview_id,
        row.person,
        answers,
        row.submitted_at,
        corrected_at=row.corrected_at,
        first=first,
        version=row.version,
    )
