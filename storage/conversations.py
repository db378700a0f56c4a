"""What was held, counted for figures and without a candidate: scorecards and how soon they came, who sat where."""

from datetime import datetime

from sqlmodel import col, select

from bot.hiring.figures_cards import Turnaround
from bot.hiring.figures_load import Sat
from bot.hiring.interview import Answer, InterviewState
from storage.database import Tx
from storage.tables import ApplicationRow, InterviewRow, ScorecardRow, SeatRow


def turnarounds(tx: Tx, start: datetime | None, *, role: str | None = None) -> list[Turnaround]:
    """One for every scorecard of an interview that ended from *start* on (None: ever) and is over."""
    query = (
        select(InterviewRow.ends_at, ScorecardRow.submitted_at, ApplicationRow.closed_at)
        .join(SeatRow, col(SeatRow.interview_id) == InterviewRow.id)
        .join(ApplicationRow, col(ApplicationRow.id) == InterviewRow.application_id)
        .outerjoin(
            ScorecardRow,
            (col(ScorecardRow.interview_id) == SeatRow.interview_id) & (col(ScorecardRow.person) == SeatRow.person),
        )
        .where(
            InterviewRow.state == InterviewState.BOOKED,
            InterviewRow.ends_at <= tx.now,
            SeatRow.answer != Answer.DECLINED,
        )
    )
    if start is not None:
        query = query.where(InterviewRow.ends_at >= start)
    if role is not None:
        query = query.where(ApplicationRow.role == role)
    found = [Turnaround(*row) for row in tx.exec(query)]
    return [it for it in found if it.handed_in_at or it.closed_at is None or it.closed_at > it.ended_at]


def seats(tx: Tx, start: datetime) -> list[Sat]:
    """Every seat that was taken in an interview that ended from *start* on; the length is that of the conversation."""
    query = (
        select(SeatRow.person, InterviewRow.session, InterviewRow.starts_at, InterviewRow.ends_at)
        .join(InterviewRow, col(InterviewRow.id) == SeatRow.interview_id)
        .where(
            InterviewRow.state == InterviewState.BOOKED,
            InterviewRow.ends_at >= start,
            InterviewRow.ends_at <= tx.now,
            SeatRow.answer != Answer.DECLINED,
        )
    )
    return [Sat(person, session, ends - starts) for person, session, starts, ends in tx.exec(query)]
