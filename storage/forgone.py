"""Remembering which scorecards the others did not wait for."""

from collections.abc import Collection, Sequence

from sqlalchemy import BindParameter, bindparam
from sqlmodel import col, select

from bot.hiring.forgone import Forgone
from bot.hiring.interview import Interview
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
    found = tx.exec(_OF_APPLICATIONS, params={"ids": list(applications)})
    return frozenset((interview, person) for interview, person in found)


def apart(tx: Tx, missing: Sequence[tuple[Interview, str]]) -> tuple[list[Interview], list[Interview]]:
    """The interviews whose scorecard is waited for, and those the others went on without, each in their order."""
    known = of_applications(tx, {interview.application for interview, _ in missing}) if missing else frozenset()
    waited = [interview for interview, person in missing if (interview.id, person) not in known]
    return waited, [interview for interview, person in missing if (interview.id, person) in known]


# Asked for every message, Home and press: SQLAlchemy takes longer to build it than the database to answer.
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_OF_APPLICATIONS = (
    select(ForgoneScorecardRow.interview_id, ForgoneScorecardRow.person)
    .join(InterviewRow, col(InterviewRow.id) == ForgoneScorecardRow.interview_id)
    .where(col(InterviewRow.application_id).in_(_IDS))
)


def _forgone(row: ForgoneScorecardRow) -> Forgone:
    return Forgone(row.interview_id, row.person, row.by, row.reason, row.at)
