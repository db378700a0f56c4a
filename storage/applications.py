"""Remembering candidates and their applications."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, bindparam, text
from sqlmodel import case, col, func, select

from bot.hiring.application import ERASED, THEIR_NAME, Application, Candidate, State
from bot.hiring.errors import NotFound, Stale
from bot.hiring.naming import is_meant
from storage import audit, people, stays
from storage.database import Tx
from storage.parts import in_parts
from storage.tables import ApplicationRow, CandidateRow, DecisionRow

IMPORTS = 0x1B0B  # PostgreSQL's advisory lock; `storage.pauses` has the one before


def add_candidate(tx: Tx, *, name: str, email: str, zone: str | None = None, cv_url: str | None = None) -> Candidate:
    row = CandidateRow(name=name, email=email, zone=zone, cv_url=cv_url)
    tx.add(row)
    tx.flush()
    return _candidate(row)


def save_candidate(tx: Tx, candidate: Candidate) -> None:
    row = tx.get_one(CandidateRow, candidate.id)
    row.name, row.email, row.zone, row.cv_url = candidate.name, candidate.email, candidate.zone, candidate.cv_url
    tx.add(row)
    tx.flush()


def add(
    tx: Tx,
    candidate: Candidate,
    *,
    role: str,
    process: str,
    stage: str,
    coordinator: str,
    hiring_manager: str | None,
    channel: str,
    source: str | None = None,
) -> Application:
    row = ApplicationRow(
        candidate_id=candidate.id,
        role=role,
        process=process,
        stage=stage,
        state=State.OPEN,
        coordinator=coordinator,
        hiring_manager=hiring_manager,
        channel=channel,
        source=source,
        opened_at=tx.now,
        stage_since=tx.now,
    )
    tx.add(row)
    tx.flush()
    opened = _application(row, candidate)
    stays.begin(tx, opened)
    return opened


def get(tx: Tx, application_id: int) -> Application:
    row = tx.get(ApplicationRow, application_id)
    if row is None:
        raise NotFound("This candidate is not here any more.")
    return _application(row, _candidate(tx.get_one(CandidateRow, row.candidate_id)))


def lock(tx: Tx, application_id: int) -> Application:
    """The application, with everybody else who wants to change it waiting."""
    query = select(ApplicationRow).where(ApplicationRow.id == application_id).with_for_update()
    row = tx.exec(query.execution_options(populate_existing=True)).first()
    if row is None:
        raise NotFound("This candidate is not here any more.")
    return _application(row, _candidate(tx.get_one(CandidateRow, row.candidate_id)))


def lock_all(tx: Tx, application_ids: Collection[int]) -> None:
    """As `lock`, for what is about several; in one order, so that nobody waits for somebody who waits for them."""
    tx.exec(_LOCK_ALL, params={"ids": [*application_ids]}).all()


_LOCK_ALL = (
    select(ApplicationRow.id)
    .where(col(ApplicationRow.id).in_(bindparam("ids", expanding=True)))
    .order_by(col(ApplicationRow.id))
    .with_for_update()
)


def lock_email(tx: Tx, email: str) -> None:
    """Whoever else books for somebody under this e-mail address waits until this transaction ends.

    Call before anything of the candidate is saved: all rows are locked in one order.
    """
    query = select(CandidateRow).where(func.lower(CandidateRow.email) == email.lower()).order_by(col(CandidateRow.id))
    tx.exec(query.with_for_update()).all()


def must_be_as_seen(tx: Tx, application: Application, version: int) -> None:
    """Raises Stale when somebody moved the application on since *version*."""
    if application.version != version:
        raise _quicker(tx, application.id)


def save(tx: Tx, application: Application) -> None:
    """Keep a step. The version must be one above the kept one: call under `lock`."""
    row = tx.get_one(ApplicationRow, application.id)
    if application.version != row.version + 1:
        raise _quicker(tx, application.id)
    stays.step(tx, _application(row, application.candidate), application)
    row.stage, row.state, row.version = application.stage, application.state, application.version
    row.coordinator, row.hiring_manager = application.coordinator, application.hiring_manager
    row.role, row.source = application.role, application.source
    row.stage_since, row.closed_at = application.stage_since, application.closed_at
    row.erased = application.erased
    tx.add(row)
    tx.flush()


def talk_in(tx: Tx, application: Application, channel: str) -> Application:
    """Where it is talked about, from the beginning on: a channel's id, or its own channel (`storage.channels`)."""
    row = tx.get_one(ApplicationRow, application.id)
    row.channel = channel
    tx.add(row)
    tx.flush()
    return _application(row, application.candidate)


def of_email(tx: Tx, email: str) -> list[Application]:
    """Every application under this e-mail address, newest first."""
    query = (
        select(ApplicationRow, CandidateRow)
        .join(CandidateRow, col(CandidateRow.id) == ApplicationRow.candidate_id)
        .where(func.lower(CandidateRow.email) == email.lower())
        .order_by(col(ApplicationRow.id).desc())
    )
    return [_application(row, _candidate(candidate)) for row, candidate in tx.exec(query)]


def alike(tx: Tx, application: Application) -> list[Application]:
    """Every other application under this e-mail address or name, newest first."""
    same_email = func.lower(CandidateRow.email) == application.candidate.email.lower()
    query = (
        select(ApplicationRow, CandidateRow)
        .join(CandidateRow, col(CandidateRow.id) == ApplicationRow.candidate_id)
        .where(same_email | (func.lower(CandidateRow.name) == application.name.lower()))
        .where(ApplicationRow.id != application.id)
        .order_by(col(ApplicationRow.id).desc())
    )
    return [_application(row, _candidate(candidate)) for row, candidate in tx.exec(query)]


def import_alone(tx: Tx) -> None:
    """Whoever else imports waits until this transaction ends; on SQLite every writer does."""
    if tx.is_postgres:
        tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": IMPORTS})


def open_for(tx: Tx) -> set[tuple[str, str]]:
    """(e-mail address in small letters, role) of every open application."""
    query = (
        select(CandidateRow.email, ApplicationRow.role)
        .join(ApplicationRow, col(ApplicationRow.candidate_id) == CandidateRow.id)
        .where(ApplicationRow.state == State.OPEN)
    )
    return {(email.lower(), role) for email, role in tx.exec(query)}


def other_names(tx: Tx, application: Application) -> set[str]:
    """Names of all other candidates, as far as nobody of the team and not this one has the same."""
    here = {
        application.name.casefold(),
        ERASED.casefold(),
        *(person.name.casefold() for person in people.everyone(tx).values()),
    }
    return {name for name in tx.exec(select(CandidateRow.name).distinct()) if name.casefold() not in here}


def search(tx: Tx, words: str, *, limit: int = 300) -> list[Application]:
    """By words of a name or e-mail address, without accents and in any order; open ones first, newest first."""
    query = (
        select(ApplicationRow.id, CandidateRow.name, CandidateRow.email)
        .join(CandidateRow, col(CandidateRow.id) == ApplicationRow.candidate_id)
        .where(col(ApplicationRow.erased).is_(False))
        .order_by(col(ApplicationRow.closed_at).is_not(None), col(ApplicationRow.id).desc())
    )
    meant = (number for number, name, email in tx.exec(query) if number and is_meant(words, name, email))
    return of_ids(tx, list(islice(meant, limit)))


def of_ids(tx: Tx, numbers: Sequence[int]) -> list[Application]:
    """In the order asked for; who is not there is left out."""
    found = {
        row.id: _application(row, _candidate(candidate))
        for some in in_parts(numbers)
        for row, candidate in tx.exec(_OF_IDS, params={"ids": some})
    }
    return [found[number] for number in numbers if number in found]


# Asked for every Home and form: SQLAlchemy takes longer to build it than the database to answer.
_OF_IDS = (
    select(ApplicationRow, CandidateRow)
    .join(CandidateRow, col(CandidateRow.id) == ApplicationRow.candidate_id)
    .where(col(ApplicationRow.id).in_(bindparam("ids", expanding=True)))
)


def all_open(tx: Tx, *, of: str | None = None, limit: int = 300, offset: int = 0) -> list[Application]:
    """Oldest in their stage first; with *of* those that this person coordinates or decides about."""
    query = (
        select(ApplicationRow, CandidateRow)
        .join(CandidateRow, col(CandidateRow.id) == ApplicationRow.candidate_id)
        .where(ApplicationRow.state == State.OPEN)
        .order_by(col(ApplicationRow.stage_since), col(ApplicationRow.id))
        .limit(limit)
        .offset(offset)
    )
    if of is not None:
        query = query.where(_is_of(of))
    return [_application(row, _candidate(candidate)) for row, candidate in tx.exec(query)]


def open_by_stage(tx: Tx, stages: Sequence[str], *, limit: int, offset: int) -> list[Application]:
    """A page of those open, in the order of *stages*, oldest in their stage first; those in other stages come last."""
    place = case({stage: number for number, stage in enumerate(stages)}, value=ApplicationRow.stage, else_=len(stages))
    query = (
        select(ApplicationRow, CandidateRow)
        .join(CandidateRow, col(CandidateRow.id) == ApplicationRow.candidate_id)
        .where(ApplicationRow.state == State.OPEN)
        .order_by(place, col(ApplicationRow.stage_since), col(ApplicationRow.id))
        .limit(limit)
        .offset(offset)
    )
    return [_application(row, _candidate(candidate)) for row, candidate in tx.exec(query)]


def every(tx: Tx) -> Iterator[Application]:
    """All there ever were, oldest first, read bit by bit."""
    query = (
        select(ApplicationRow, CandidateRow)
        .join(CandidateRow, col(CandidateRow.id) == ApplicationRow.candidate_id)
        .order_by(col(ApplicationRow.id))
        .execution_options(yield_per=500)
    )
    for row, candidate in tx.exec(query):
        yield _application(row, _candidate(candidate))


def number(tx: Tx) -> int:
    return tx.exec(select(func.count()).select_from(ApplicationRow)).one()


def number_open(tx: Tx) -> int:
    return tx.exec(select(func.count()).where(ApplicationRow.state == State.OPEN)).one()


def by_stage(tx: Tx) -> list[tuple[str, int, datetime]]:
    """(stage, how many are open in it, since when the first of them is there)."""
    query = (
        select(ApplicationRow.stage, func.count(), func.min(ApplicationRow.stage_since))
        .where(ApplicationRow.state == State.OPEN)
        .group_by(col(ApplicationRow.stage))
    )
    return [(stage, number, since) for stage, number, since in tx.exec(query)]


def hired(tx: Tx) -> list[int]:
    """The ids of all who were ever hired, in the order in which they said yes."""
    return [number for number in tx.exec(_HIRED) if number is not None]


_HIRED = (
    select(ApplicationRow.id)
    .where(ApplicationRow.state == State.HIRED, col(ApplicationRow.erased).is_(False))
    .order_by(col(ApplicationRow.closed_at), col(ApplicationRow.id))
)


def with_letter_waiting(tx: Tx, *, of: str | None = None, limit: int = 50) -> list[Application]:
    """Rejected, and their letter has not left; oldest first. *of*: as for `all_open`."""
    query = (
        select(ApplicationRow, CandidateRow)
        .join(CandidateRow, col(CandidateRow.id) == ApplicationRow.candidate_id)
        .where(ApplicationRow.state == State.REJECTED, col(ApplicationRow.rejection_sent).is_(False))
        .where(col(ApplicationRow.erased).is_(False))
        .order_by(col(ApplicationRow.closed_at))
        .limit(limit)
    )
    if of is not None:
        query = query.where(_is_of(of))
    return [_application(row, _candidate(candidate)) for row, candidate in tx.exec(query)]


def _is_of(person: str) -> ColumnElement[bool]:
    return (col(ApplicationRow.coordinator) == person) | (col(ApplicationRow.hiring_manager) == person)


def add_decision(tx: Tx, application: int, *, stage: str, verdict: str, by: str, reason: str) -> None:
    tx.add(DecisionRow(application_id=application, stage=stage, verdict=verdict, by=by, reason=reason, at=tx.now))
    tx.flush()


def decisions(tx: Tx, application: int) -> list[tuple[str, str, str, str, datetime]]:
    """(stage, verdict, by, reason, at), oldest first."""
    query = select(DecisionRow).where(DecisionRow.application_id == application).order_by(col(DecisionRow.id))
    return [(row.stage, row.verdict, row.by, row.reason, row.at) for row in tx.exec(query)]


def _quicker(tx: Tx, application_id: int) -> Stale:
    entry = audit.last_step(tx, application_id)
    if entry is None:
        return Stale("Somebody", "something changed", tx.now)
    person = people.find(tx, entry.actor)
    said = entry.detail.get("said", "something changed").replace(THEIR_NAME, get(tx, application_id).name)
    return Stale(person.name if person else "Interview Bot", said, entry.at)


def _candidate(row: CandidateRow) -> Candidate:
    assert row.id is not None
    return Candidate(row.id, row.name, row.email, row.zone, row.cv_url)


def _application(row: ApplicationRow, candidate: Candidate) -> Application:
    assert row.id is not None
    return Application(
        id=row.id,
        candidate=candidate,
        role=row.role,
        process=row.process,
        stage=row.stage,
        state=row.state,
        coordinator=row.coordinator,
        hiring_manager=row.hiring_manager,
        channel=row.channel,
        opened_at=row.opened_at,
        stage_since=row.stage_since,
        source=row.source,
        closed_at=row.closed_at,
        version=row.version,
        erased=row.erased,
    )
