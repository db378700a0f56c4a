"""Where candidates stand, put together from what is remembered."""

from collections.abc import Sequence

from sqlmodel import col, select

from bot.hiring.application import Application, State
from bot.hiring.standing import Standing
from storage import interviews
from storage.database import Tx
from storage.tables import DebriefRow, LetterRow


def of(tx: Tx, application: Application) -> Standing:
    return Standing(
        application=application,
        process=tx.book.get(tx, application.process),
        interviews=tuple(interviews.of_application(tx, application.id)),
        missing=tuple(interviews.missing_scorecards(tx, application=application.id, ended_by=tx.now)),
        letter=_letter_state(tx, application),
        debrief_open=_debrief_open(tx, application.id),
        now=tx.now,
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
