"""Where candidates stand, put together from what is remembered: for many with as few questions as for one."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import BindParameter, bindparam
from sqlmodel import col, func, select

from bot.hiring.application import Application, State
from bot.hiring.interview import Answer, Interview
from bot.hiring.standing import Standing
from storage import forgone as forgone_cards
from storage import interviews
from storage import letters as kept_letters
from storage.database import Tx
from storage.parts import in_parts
from storage.tables import DebriefRow, DecisionRow, InterviewRow, LetterRow, ScorecardRow


def of(tx: Tx, application: Application) -> Standing:
    return of_all(tx, [application])[0]


def of_all(tx: Tx, applications: Sequence[Application]) -> list[Standing]:
    """In their order."""
    return [standing for some in in_parts(applications) for standing in _of_some(tx, some)]


def _of_some(tx: Tx, applications: Sequence[Application]) -> list[Standing]:
    ids = [application.id for application in applications]
    booked = interviews.of_applications(tx, ids)
    letters, debriefs = _letters(tx, applications), _open_debriefs(tx, ids)
    states = _letter_states(tx, letters)
    handed_in, asked, forgone = _handed_in(tx, ids), _extra_asked(tx, ids), forgone_cards.of_applications(tx, ids)
    return [
        Standing(
            application=a,
            process=tx.book.get(tx, a.process),
            interviews=tuple(booked.get(a.id, ())),
            missing=tuple(
                (i, person)
                for i, person in _missing(tx, a, booked.get(a.id, ()), handed_in.get(a.id, ()))
                if (i.id, person) not in forgone
            ),
            letter=states.get(a.id),
            debrief_open=a.is_open and a.id in debriefs,
            now=tx.now,
            handed_in=frozenset(handed_in.get(a.id, ())),
            forgone=frozenset((i.id, who) for i in booked.get(a.id, ()) for who in i.people if (i.id, who) in forgone),
            extra_asked=asked[a.id, a.stage],
            letter_id=(letters[a.id].id or 0) if a.id in letters else 0,
            letter_leaves_at=letters[a.id].send_at if a.id in letters else None,
        )
        for a in applications
    ]


def _missing(
    tx: Tx, application: Application, booked: Sequence[Interview], handed_in: Collection[tuple[int, str]]
) -> list[tuple[Interview, str]]:
    """As `interviews.missing_scorecards`, of what is known already."""
    over = [i for i in booked if i.is_booked and i.is_over(tx.now)] if application.is_open else []
    return [
        (i, seat.person)
        for i in sorted(over, key=lambda i: (i.ends_at, i.id))
        for seat in i.panel
        if seat.answer is not Answer.DECLINED and (i.id, seat.person) not in handed_in
    ]


def _letter_key(application: Application) -> str:
    return f"{'rejection' if application.state is State.REJECTED else 'offer'}:{application.id}"


def _letters(tx: Tx, applications: Sequence[Application]) -> dict[int, LetterRow]:
    """The rejection or the offer of each, by application."""
    keys = [_letter_key(application) for application in applications]
    return {row.application_id: row for row in tx.exec(_LETTERS, params={"keys": keys})}


def _letter_states(tx: Tx, letters: Mapping[int, LetterRow]) -> dict[int, str]:
    """As in `Standing.letter`, by application."""
    on_its_way = [row.key for row in letters.values() if row.state == "approved"]
    refused = kept_letters.refused(tx, on_its_way) if on_its_way else frozenset()
    return {
        application: "refused" if row.state == "approved" and row.id in refused else row.state
        for application, row in letters.items()
    }


def _open_debriefs(tx: Tx, ids: Sequence[int]) -> frozenset[int]:
    return frozenset(tx.exec(_OPEN_DEBRIEFS, params={"ids": ids}))


def _handed_in(tx: Tx, ids: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for application, interview, person in tx.exec(_HANDED_IN, params={"ids": ids}):
        found.setdefault(application, []).append((interview, person))
    return found


def _extra_asked(tx: Tx, ids: Sequence[int]) -> Counter[tuple[int, str]]:
    """By application and stage."""
    asked = tx.exec(_EXTRA_ASKED, params={"ids": ids})
    return Counter({(application, stage): number for application, stage, number in asked})


# Asked for every message, Home and press: SQLAlchemy takes longer to build them than the database to answer.
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_LETTERS = select(LetterRow).where(col(LetterRow.key).in_(bindparam("keys", expanding=True)))
_OPEN_DEBRIEFS = select(DebriefRow.application_id).where(
    col(DebriefRow.application_id).in_(_IDS),
    col(DebriefRow.opened_at).is_not(None),
    col(DebriefRow.closed_at).is_(None),
)
_HANDED_IN = (
    select(InterviewRow.application_id, ScorecardRow.interview_id, ScorecardRow.person)
    .join(InterviewRow, col(InterviewRow.id) == ScorecardRow.interview_id)
    .where(col(InterviewRow.application_id).in_(_IDS))
)
_EXTRA_ASKED = (
    select(DecisionRow.application_id, DecisionRow.stage, func.count())
    .where(col(DecisionRow.application_id).in_(_IDS), DecisionRow.verdict == "one_more")
    .group_by(col(DecisionRow.application_id), col(DecisionRow.stage))
)
