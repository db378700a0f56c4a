"""Where candidates stand, put together from what is remembered."""

from collections.abc import Sequence

from sqlmodel import col, func, select

from bot.hiring.application import Application, State
from bot.hiring.standing import Standing
from storage import forgone as forgone_cards
from storage import interviews
from storage.database import Tx
from storage.tables import DebriefRow, DecisionRow, InterviewRow, LetterRow, ScorecardRow


def of(tx: Tx, application: Application) -> Standing:
    forgone = frozenset((it.interview, it.person) for it in forgone_cards.of_application(tx, application.id))
    missing = interviews.missing_scorecards(tx, application=application.id, ended_by=tx.now)
    return Standing(
        application=application,
        process=tx.book.get(tx, application.process),
        interviews=tuple(interviews.of_application(tx, application.id)),
        missing=tuple((i, person) for i, person in missing if (i.id, person) not in forgone),
        letter=_letter_state(tx, application),
        debrief_open=application.is_open and _debrief_open(tx, application.id),
        now=tx.now,
        handed_in=_handed_in(tx, application.id),
        forgone=forgone,
        extra_asked=_extra_asked(tx, application),
    )


def of_all(tx: Tx, applications: Sequence[Application]) -> list[Standing]:
    return [of(tx, application) for application in applications]


def _letter_state(tx: Tx, application: Application) -> str | None:
    key = f"{'rejection' if application.state is State.REJECTED else 'offer'}:{application.id}"
    return tx.exec(select(LetterRow.state).where(LetterRow.key == key)).first()


def _debrief_open(tx: Tx, application: int) -> bool:
    query = select(DebriefRow.application_id).where(
        DebriefRow.application_id == application,
        col(DebriefRow.opened_at).is_not(None),
        col(DebriefRow.closed_at).is_(None),
    )
    return tx.exec(query).first() is not None


def _handed_in(tx: Tx, application: int) -> frozenset[tuple[int, str]]:
    query = (
        select(ScorecardRow.interview_id, ScorecardRow.person)
        .join(InterviewRow, col(InterviewRow.id) == ScorecardRow.interview_id)
        .where(InterviewRow.application_id == application)
    )
    return frozenset((interview, person) for interview, person in tx.exec(query))


def _extra_asked(tx: Tx, application: Application) -> int:
    query = select(func.count()).where(
        DecisionRow.application_id == application.id,
        DecisionRow.stage == application.stage,
        DecisionRow.verdict == "one_more",
    )
    return tx.exec(query).one()
