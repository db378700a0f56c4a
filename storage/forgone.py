"""Remembering which scorecards the others did not wait for."""

from collections.abc import Collection

from sqlmodel import col, select

from bot.hiring.forgone import Forgone
from storage.database import Tx
from storage.tables import ForgoneScorecardRow, InterviewRow


def add(tx: Tx, it: Forgone) -> None:
    tx.add(ForgoneScorecardRow(interview_id=it.interview, person=it.person, by=it.by, reason=it.reason, at=it.at))
    tx.flush()


def find(tx: Tx, interview: int, person: str) -> Forgone | None:
    row = tx.get(ForgoneScorecardRow, (interview, person))
    return _forgone(row) if row else None


def of_application(tx: Tx, application: int) -> list[Forgone]:
    query = (
        select(ForgoneScorecardRow)
        .join(InterviewRow, col(InterviewRow.id) == ForgoneScorecardRow.interview_id)
        .where(InterviewRow.application_id == application)
        .order_by(col(ForgoneScorecardRow.at), col(ForgoneScorecardRow.interview_id), col(ForgoneScorecardRow.person))
    )
    return [_forgone(row) for row in tx.exec(query)]


def of_applications(tx: Tx, applications: Collection[int]) -> frozenset[tuple[int, str]]:
    """(interview id, person id), of all of them."""
    query = (
        select(ForgoneScorecardRow.interview_id, ForgoneScorecardRow.person)
        .join(InterviewRow, col(InterviewRow.id) == ForgoneScorecardRow.interview_id)
        .where(col(InterviewRow.application_id).in_(applications))
    )
    return frozenset((interview, person) for interview, person in tx.exec(query))


def _forgone(row: ForgoneScorecardRow) -> Forgone:
    return Forgone(row.interview_id, row.person, row.by, row.reason, row.at)
