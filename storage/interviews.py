"""Remembering interviews and who sits on their panels."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, bindparam
from sqlmodel import col, delete, func, select

from bot.hiring.application import State
from bot.hiring.errors import NotFound
from bot.hiring.interview import Answer, Interview, InterviewState, Seat
from storage.database import Tx
from storage.parts import in_parts
from storage.tables import ApplicationRow, InterviewRow, ScorecardRow, SeatRow


def add(
    tx: Tx,
    *,
    application: int,
    session: str,
    stage: str,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    panel: Sequence[Seat],
    loop: int | None = None,
    task: str | None = None,
) -> Interview:
    row = InterviewRow(
        application_id=application,
        session=session,
        stage=stage,
        starts_at=starts_at,
        ends_at=ends_at,
        zone=zone,
        state=InterviewState.BOOKED,
        loop=loop,
        task=task,
    )
    tx.add(row)
    tx.flush()
    assert row.id is not None
    _seat(tx, row.id, panel)
    return get(tx, row.id)


def get(tx: Tx, interview_id: int) -> Interview:
    row = tx.get(InterviewRow, interview_id)
    if row is None:
        raise NotFound("This interview is not here any more.")
    return _with_panels(tx, [row])[0]


def application_of(tx: Tx, interview_id: int) -> int:
    """The application it belongs to, which never changes."""
    found = tx.exec(select(InterviewRow.application_id).where(InterviewRow.id == interview_id)).first()
    if found is None:
        raise NotFound("This interview is not here any more.")
    return found


def save(tx: Tx, interview: Interview) -> None:
    """Keep changes of time, state, task, link and panel."""
    row = tx.get_one(InterviewRow, interview.id)
    row.starts_at, row.ends_at, row.zone = interview.starts_at, interview.ends_at, interview.zone
    row.state, row.task, row.meet_url, row.version = (
        interview.state,
        interview.task,
        interview.meet_url,
        interview.version,
    )
    tx.add(row)
    tx.exec(delete(SeatRow).where(col(SeatRow.interview_id) == interview.id))
    _seat(tx, interview.id, interview.panel)


def link(tx: Tx, interview_id: int, meet_url: str) -> bool:
    """Keep where its video conference is, and nothing else. False when that was known already."""
    row = tx.get_one(InterviewRow, interview_id)
    if row.meet_url == meet_url:
        return False
    row.meet_url = meet_url
    tx.add(row)
    tx.flush()
    return True


def answer(tx: Tx, interview_id: int, person: str, said: Answer) -> bool:
    """Keep whether *person* comes. False when that was known already or they are not on the panel."""
    row = tx.get(SeatRow, (interview_id, person))
    if row is None or row.answer is said:
        return False
    row.answer = said
    tx.add(row)
    tx.flush()
    return True


def of_ids(tx: Tx, numbers: Sequence[int]) -> list[Interview]:
    """In the order asked for."""
    if not numbers:
        return []
    rows = [row for some in in_parts(numbers) for row in tx.exec(_OF_IDS, params={"ids": some})]
    found = {interview.id: interview for interview in _with_panels(tx, rows)}
    return [found[number] for number in numbers]


def of_application(tx: Tx, application: int) -> list[Interview]:
    """All of them, cancelled ones too, in the order they take place."""
    return of_applications(tx, [application]).get(application, [])


def of_applications(tx: Tx, applications: Collection[int]) -> dict[int, list[Interview]]:
    """By application, each in the order they take place; those without an interview are left out."""
    found: dict[int, list[Interview]] = {}
    for some in in_parts(applications):
        for interview in _with_panels(tx, tx.exec(_OF_APPLICATIONS, params={"ids": some}).all()):
            found.setdefault(interview.application, []).append(interview)
    return found


def booked_between(tx: Tx, start: datetime, end: datetime) -> list[Interview]:
    """Booked interviews that overlap [start, end), in the order they begin.

    When they begin is not asked in the question: SQLite would look through all that began before *end*.
    """
    unfinished = tx.exec(_BOOKED_AFTER, params={"start": start})
    return of_ids(tx, [number for starts_at, number in sorted(unfinished) if starts_at < end])


def of_person(tx: Tx, person: str, *, since: datetime) -> list[Interview]:
    """Booked interviews of *person* that end after *since*, soonest first."""
    query = (
        select(InterviewRow)
        .join(SeatRow, col(SeatRow.interview_id) == InterviewRow.id)
        .where(
            SeatRow.person == person,
            InterviewRow.state == InterviewState.BOOKED,
            col(InterviewRow.ends_at) > since,
        )
    )
    return _with_panels(tx, tx.exec(query.order_by(col(InterviewRow.starts_at))).all())


def missing_scorecards(
    tx: Tx, *, person: str | None = None, of: Collection[int] | None = None, ended_by: datetime | None = None
) -> list[tuple[Interview, str]]:
    """Every booked interview that began, with every interviewer who still owes a scorecard, oldest first.

    *of* are the applications asked about, all without it. *ended_by* asks only for interviews over by then; without it
    those under way count too. Once an application is closed nobody owes anything about it.
    """
    given = {"person": person, "ids": list(of) if of is not None else None}
    known = {name: value for name, value in given.items() if value is not None}
    by_then = [
        (row.ends_at, row.id or 0, position, row, who)
        for row, who, position in tx.exec(_without_card(*known), params=known)
        if row.state is InterviewState.BOOKED and (row.ends_at <= ended_by if ended_by else row.starts_at <= tx.now)
    ]
    found = sorted(by_then, key=lambda it: it[:3])
    interviews = {i.id: i for i in _with_panels(tx, [row for *_, row, _ in found])}
    return [(interviews[number], who) for _, number, _, _, who in found]


def recent_counts(tx: Tx, *, weeks: int) -> dict[str, int]:
    """How many interviews each person had or has booked since *weeks* ago."""
    query = (
        select(SeatRow.person, func.count())
        .join(InterviewRow, col(InterviewRow.id) == SeatRow.interview_id)
        .where(
            InterviewRow.state == InterviewState.BOOKED,
            col(InterviewRow.starts_at) > tx.now - timedelta(weeks=weeks),
        )
        .group_by(col(SeatRow.person))
    )
    return dict(tx.exec(query).all())


def task_uses(tx: Tx) -> dict[str, int]:
    """How often each coding task was given, cancelled interviews left out."""
    query = (
        select(InterviewRow.task, func.count())
        .where(col(InterviewRow.task).is_not(None), InterviewRow.state == InterviewState.BOOKED)
        .group_by(col(InterviewRow.task))
    )
    return {task: count for task, count in tx.exec(query) if task is not None}


def _seat(tx: Tx, interview_id: int, panel: Iterable[Seat]) -> None:
    tx.add_all(
        SeatRow(interview_id=interview_id, person=s.person, position=n, focus=list(s.focus), answer=s.answer)
        for n, s in enumerate(panel)
    )
    tx.flush()


def _with_panels(tx: Tx, rows: Sequence[InterviewRow]) -> list[Interview]:
    ids = {row.id for row in rows}
    panels: dict[int, list[Seat]] = {}
    for some in in_parts(ids):
        for interview, person, focus, answer in tx.exec(_SEATS, params={"ids": some}):
            panels.setdefault(interview, []).append(Seat(person, tuple(focus), answer))
    return [_interview(row, panels.get(row.id or 0, [])) for row in rows]


# Asked for every message, Home and press: SQLAlchemy takes longer to build them than the database to answer.
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_SEATS: Any = (
    select(SeatRow.interview_id, SeatRow.person, SeatRow.focus, SeatRow.answer)
    .where(col(SeatRow.interview_id).in_(_IDS))
    .order_by(col(SeatRow.position))
)
_OF_IDS = select(InterviewRow).where(col(InterviewRow.id).in_(_IDS))
_BOOKED_AFTER: Any = select(InterviewRow.starts_at, InterviewRow.id).where(
    InterviewRow.state == InterviewState.BOOKED, col(InterviewRow.ends_at) > bindparam("start")
)
_OF_APPLICATIONS = (
    select(InterviewRow)
    .where(col(InterviewRow.application_id).in_(_IDS))
    .order_by(col(InterviewRow.starts_at), col(InterviewRow.id))
)


@cache
def _without_card(*known: str) -> Any:
    """Seats of open applications without a scorecard, with those of `missing_scorecards`' parameters that are *known*.

    Whether the interview is over is not asked here: SQLite would look through all there ever were, oldest first.
    """
    query = (
        select(InterviewRow, SeatRow.person, SeatRow.position)
        .join(SeatRow, col(SeatRow.interview_id) == InterviewRow.id)
        .join(ApplicationRow, col(ApplicationRow.id) == InterviewRow.application_id)
        .outerjoin(
            ScorecardRow,
            (col(ScorecardRow.interview_id) == SeatRow.interview_id) & (col(ScorecardRow.person) == SeatRow.person),
        )
        .where(
            ApplicationRow.state == State.OPEN,
            SeatRow.answer != Answer.DECLINED,
            col(ScorecardRow.interview_id).is_(None),
        )
    )
    if "person" in known:
        query = query.where(SeatRow.person == bindparam("person"))
    if "ids" in known:
        query = query.where(col(InterviewRow.application_id).in_(_IDS))
    return query


def _interview(row: InterviewRow, panel: Sequence[Seat]) -> Interview:
    assert row.id is not None
    return Interview(
        id=row.id,
        application=row.application_id,
        session=row.session,
        stage=row.stage,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        panel=tuple(panel),
        state=row.state,
        loop=row.loop,
        task=row.task,
        meet_url=row.meet_url,
        version=row.version,
    )
