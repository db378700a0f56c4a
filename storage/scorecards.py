"""Remembering scorecards: each kept once, as it was handed in."""

from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from bot.hiring.scorecard import Answers, Rating, Scorecard
from storage.database import Tx
from storage.tables import InterviewRow, RatingRow, ScorecardRow


def add(tx: Tx, card: Scorecard) -> None:
    given = card.answers
    tx.add(
        ScorecardRow(
            interview_id=card.interview,
            person=card.interviewer,
            focus_answer=given.focus_answer,
            observed=list(given.observed),
            recommendation=given.recommendation,
            confidence=given.confidence,
            change_my_mind=given.change_my_mind,
            strength=given.strength,
            task=given.task,
            hints=list(given.hints),
            follow_ups=list(given.follow_ups),
            submitted_at=card.submitted_at,
        )
    )
    tx.flush()
    tx.add_all(
        RatingRow(interview_id=card.interview, person=card.interviewer, trait=r.trait, mark=r.mark, note=r.note)
        for r in given.ratings.values()
    )
    tx.flush()


def is_in(tx: Tx, interview: int, person: str) -> bool:
    """Whether *person* has handed in their scorecard about *interview*."""
    return tx.get(ScorecardRow, (interview, person)) is not None


def find(tx: Tx, interview: int, person: str) -> Scorecard | None:
    row = tx.get(ScorecardRow, (interview, person))
    return _cards(tx, [row])[0] if row else None


def of_application(tx: Tx, application: int) -> list[Scorecard]:
    """Every scorecard about this candidate, in the order they were handed in."""
    query = (
        select(ScorecardRow)
        .join(InterviewRow, col(InterviewRow.id) == ScorecardRow.interview_id)
        .where(InterviewRow.application_id == application)
        .order_by(col(ScorecardRow.submitted_at), col(ScorecardRow.interview_id), col(ScorecardRow.person))
    )
    return _cards(tx, tx.exec(query).all())


def _cards(tx: Tx, rows: Sequence[ScorecardRow]) -> list[Scorecard]:
    interviews = {row.interview_id for row in rows}
    ratings: dict[tuple[int, str], list[RatingRow]] = {}
    for rating in tx.exec(select(RatingRow).where(col(RatingRow.interview_id).in_(interviews))) if rows else ():
        ratings.setdefault((rating.interview_id, rating.person), []).append(rating)
    return [_card(row, ratings.get((row.interview_id, row.person), ())) for row in rows]


def _card(row: ScorecardRow, ratings: Iterable[RatingRow]) -> Scorecard:
    answers = Answers(
        focus_answer=row.focus_answer,
        observed=tuple(row.observed),
        ratings={r.trait: Rating(r.trait, r.mark, r.note) for r in ratings},
        recommendation=row.recommendation,
        confidence=row.confidence,
        change_my_mind=row.change_my_mind,
        strength=row.strength,
        task=row.task,
        hints=tuple(row.hints),
        follow_ups=tuple(row.follow_ups),
    )
    return Scorecard(row.interview_id, row.person, answers, row.submitted_at)
