"""Interviews that are over and whose scorecards are not in, read lightly: they are asked for every tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from bot.hiring.application import State
from bot.hiring.interview import Answer, InterviewState
from storage.database import Tx
from storage.tables import ApplicationRow, ForgoneScorecardRow, InterviewRow, ScorecardRow, SeatRow


@dataclass(frozen=True)
class Unwritten:
    """A booked interview (*id*) of an open application, and what is known of both.

    *owing* are the person ids of those who have not handed in their scorecard, as they sit on the panel; *waited_for*
    are those of them whose scorecard the others did not go on without.
    """

    id: int
    application: int
    ends_at: datetime
    process: str
    coordinator: str
    owing: tuple[str, ...]
    waited_for: tuple[str, ...]


def ended_by(tx: Tx, moment: datetime) -> list[Unwritten]:
    """As `interviews.missing_scorecards`, by interview: oldest first."""
    seats = tx.execute(_SEATS_WITHOUT_CARD)
    over = [seat for seat in seats if seat.state is InterviewState.BOOKED and seat.ends_at <= moment]
    over.sort(key=lambda seat: (seat.ends_at, seat.id, seat.position))
    return [_unwritten(list(panel)) for _, panel in groupby(over, key=lambda seat: seat.id)]


def _unwritten(seats: Sequence[Any]) -> Unwritten:
    first = seats[0]
    return Unwritten(
        id=first.id,
        application=first.application_id,
        ends_at=first.ends_at,
        process=first.process,
        coordinator=first.coordinator,
        owing=tuple(seat.person for seat in seats),
        waited_for=tuple(seat.person for seat in seats if seat.forgone is None),
    )


# Whether the interview is over is not asked here: SQLite would look through all there ever were, oldest first.
_SEATS_WITHOUT_CARD: Any = (
    select(
        col(InterviewRow.id),
        col(InterviewRow.application_id),
        col(InterviewRow.state),
        col(InterviewRow.ends_at),
        col(ApplicationRow.process),
        col(ApplicationRow.coordinator),
        col(SeatRow.person),
        col(SeatRow.position),
        col(ForgoneScorecardRow.interview_id).label("forgone"),
    )
    .select_from(ApplicationRow)
    .join(InterviewRow, col(InterviewRow.application_id) == ApplicationRow.id)
    .join(SeatRow, col(SeatRow.interview_id) == InterviewRow.id)
    .outerjoin(
        ScorecardRow,
        (col(ScorecardRow.interview_id) == SeatRow.interview_id) & (col(ScorecardRow.person) == SeatRow.person),
    )
    .outerjoin(
        ForgoneScorecardRow,
        (col(ForgoneScorecardRow.interview_id) == SeatRow.interview_id)
        & (col(ForgoneScorecardRow.person) == SeatRow.person),
    )
    .where(
        col(ApplicationRow.state) == State.OPEN,
        col(SeatRow.answer) != Answer.DECLINED,
        col(ScorecardRow.interview_id).is_(None),
    )
)
