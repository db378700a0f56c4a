"""Candidates for whom a decision could be late, read lightly: they are asked for every tick."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select
from sqlmodel import col

from bot.hiring.application import State
from bot.hiring.interview import Answer, InterviewState
from storage.database import Tx
from storage.tables import (
    ApplicationRow,
    DebriefRow,
    DecisionRow,
    ForgoneScorecardRow,
    InterviewRow,
    ScorecardRow,
    SeatRow,
)


@dataclass(frozen=True)
class Undecided:
    """An open *application* (id), and what is known of its stage.

    *opened_at* is when its debrief opened, where it is open; *last_card_at* when the last scorecard about a booked
    interview came in; *extra_asked* how many extra conversations were asked for in this stage.
    """

    application: int
    process: str
    stage: str
    stage_since: datetime
    opened_at: datetime | None
    last_card_at: datetime | None
    extra_asked: int


def since(tx: Tx, before: datetime, *, only: int | None = None) -> list[Undecided]:
    """In their stage since *before* or longer, longest first, with nothing left to wait for but the decision.

    That is: no interview to come, no scorecard that is waited for, and an open debrief or any scorecard. Whether one
    is still to be booked is not asked. *only* asks for one application.
    """
    given = {"before": before, "now": tx.now}
    found = tx.execute(_OF_ONE, {**given, "id": only}) if only is not None else tx.execute(_SINCE, given)
    return [Undecided(*row) for row in found]


_BOOKED = and_(col(InterviewRow.application_id) == ApplicationRow.id, col(InterviewRow.state) == InterviewState.BOOKED)
_LAST_CARD_AT = (
    select(func.max(col(ScorecardRow.submitted_at)))
    .join(InterviewRow, col(InterviewRow.id) == ScorecardRow.interview_id)
    .where(_BOOKED)
    .correlate(ApplicationRow)
    .scalar_subquery()
)
_EXTRA_ASKED = (
    select(func.count())
    .select_from(DecisionRow)
    .where(
        col(DecisionRow.application_id) == ApplicationRow.id,
        col(DecisionRow.stage) == ApplicationRow.stage,
        col(DecisionRow.verdict) == "one_more",
    )
    .correlate(ApplicationRow)
    .scalar_subquery()
)
_COMING = select(col(InterviewRow.application_id)).where(  # asked once, not by application: SQLite has an index by end
    col(InterviewRow.state) == InterviewState.BOOKED, col(InterviewRow.ends_at) > bindparam("now")
)
_WAITED_FOR = (
    select(col(SeatRow.interview_id))
    .join(InterviewRow, col(InterviewRow.id) == SeatRow.interview_id)
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
        _BOOKED,
        col(SeatRow.answer) != Answer.DECLINED,
        col(ScorecardRow.interview_id).is_(None),
        col(ForgoneScorecardRow.interview_id).is_(None),
    )
    .correlate(ApplicationRow)
    .exists()
)
_SINCE = (
    select(
        col(ApplicationRow.id),
        col(ApplicationRow.process),
        col(ApplicationRow.stage),
        col(ApplicationRow.stage_since),
        col(DebriefRow.opened_at),
        _LAST_CARD_AT,
        _EXTRA_ASKED,
    )
    .outerjoin(
        DebriefRow,
        and_(col(DebriefRow.application_id) == ApplicationRow.id, col(DebriefRow.closed_at).is_(None)),
    )
    .where(
        col(ApplicationRow.state) == State.OPEN,
        col(ApplicationRow.stage_since) <= bindparam("before"),
        or_(col(DebriefRow.opened_at).is_not(None), _LAST_CARD_AT.is_not(None)),
        col(ApplicationRow.id).not_in(_COMING),
        ~_WAITED_FOR,
    )
    .order_by(col(ApplicationRow.stage_since), col(ApplicationRow.id))
)
_OF_ONE = _SINCE.where(col(ApplicationRow.id) == bindparam("id"))
