"""Remembering scorecards: one per interview and interviewer."""

from collections.abc import Iterable, Sequence

from sqlmodel import col, delete, select

from bot.hiring.scorecard import Answers, Rating, Scorecard
from storage.database import Tx
from storage.tables import InterviewRow, RatingRow, ScorecardRow


def save(tx: Tx, card: Scorecard) -> None:
    """Keep it as handed in; an earlier one by the same person about the same interview is replaced."""
    key, given = (card.interview, card.interviewer), card.answers
    row = tx.get(ScorecardRow, key) or _new(card)
    row.focus_answer, row.observed = given.focus_answer, list(given.observed)
    row.recommendation, row.confidence = given.recommendation, given.confidence
    row.change_my_mind, row.strength, row.task = given.change_my_mind, given.strength, given.task
    row.hints, row.follow_ups = list(given.hints), list(given.follow_ups)
    row.submitted_at = card.submitted_at
    tx.add(row)
    tx.flush()
    tx.exec(delete(RatingRow).where(col(RatingRow.interview_id) == key[0], col(RatingRow.person) == key[1]))
    tx.add_all(
        RatingRow(interview_id=key[0], person=key[1], trait=trait, mark=rating.mark, note=rating.note)
        for trait, rating in given.ratings.items()
    )
    tx.flush()


def find(tx: Tx, interview: int, person: str) -> Scorecard | None:
    row = tx.get(ScorecardRow, (interview, person))
    return _with_ratings(tx, [row])[0] if row else None


def of_interview(tx: Tx, interview: int) -> list[Scorecard]:
    query = select(ScorecardRow).where(ScorecardRow.interview_id == interview)
    return _with_ratings(tx, tx.exec(query.order_by(col(ScorecardRow.submitted_at))).all())


def of_application(tx: Tx, application: int) -> list[Scorecard]:
    """In the order they were handed in."""
    query = (
        select(ScorecardRow)
        .join(InterviewRow, col(InterviewRow.id) == ScorecardRow.interview_id)
        .where(InterviewRow.application_id == application)
        .order_by(col(ScorecardRow.submitted_at), col(ScorecardRow.person))
    )
    return _with_ratings(tx, tx.exec(query).all())


def _new(card: Scorecard) -> ScorecardRow:
    return ScorecardRow(
        interview_id=card.interview,
        person=card.interviewer,
        recommendation=card.answers.recommendation,
        submitted_at=card.submitted_at,
    )


def _with_ratings(tx: Tx, rows: Sequence[ScorecardRow]) -> list[Scorecard]:
    ratings: dict[tuple[int, str], dict[str, Rating]] = {}
    query = select(RatingRow).where(col(RatingRow.interview_id).in_({row.interview_id for row in rows}))
    for row in tx.exec(query) if rows else ():
        ratings.setdefault((row.interview_id, row.person), {})[row.trait] = Rating(row.trait, row.mark, row.note)
    return [_scorecard(row, ratings.get((row.interview_id, row.person), {}).values()) for row in rows]


def _scorecard(row: ScorecardRow, ratings: Iterable[Rating]) -> Scorecard:
    return Scorecard(
        row.interview_id,
        row.person,
        Answers(
            focus_answer=row.focus_answer,
            observed=tuple(row.observed),
            ratings={rating.trait: rating for rating in ratings},
            recommendation=row.recommendation,
            confidence=row.confidence,
            change_my_mind=row.change_my_mind,
            strength=row.strength,
            task=row.task,
            hints=tuple(row.hints),
            follow_ups=tuple(row.follow_ups),
        ),
        row.submitted_at,
    )
