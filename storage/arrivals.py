"""Remembering many new applications at once, as they come from a file: as few questions as for one."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.hiring.application import Application, State
from storage import applications
from storage.database import Tx
from storage.tables import ApplicationRow, CandidateRow, StayRow


@dataclass(frozen=True)
class Arrival:
    """Who comes, for what, and where they stand. Roles and stages by id, people by their ids."""

    name: str
    email: str
    zone: str | None
    cv_url: str | None
    role: str
    process: str
    stage: str
    coordinator: str
    hiring_manager: str | None
    channel: str
    source: str | None


def open_all(tx: Tx, arrivals: Sequence[Arrival]) -> list[Application]:
    """In their order. What is written down about it is for whoever opened them to say."""
    candidates = [CandidateRow(name=a.name, email=a.email, zone=a.zone, cv_url=a.cv_url) for a in arrivals]
    tx.add_all(candidates)
    tx.flush()
    opened = [_row(tx, arrival, _id(who)) for arrival, who in zip(arrivals, candidates, strict=True)]
    tx.add_all(opened)
    tx.flush()
    tx.add_all(StayRow(application_id=_id(row), stage=row.stage, entered_at=tx.now) for row in opened)
    tx.flush()
    return applications.of_ids(tx, [_id(row) for row in opened])


def _row(tx: Tx, arrival: Arrival, candidate: int) -> ApplicationRow:
    return ApplicationRow(
        candidate_id=candidate,
        role=arrival.role,
        process=arrival.process,
        stage=arrival.stage,
        state=State.OPEN,
        coordinator=arrival.coordinator,
        hiring_manager=arrival.hiring_manager,
        channel=arrival.channel,
        source=arrival.source,
        opened_at=tx.now,
        stage_since=tx.now,
    )


def _id(row: CandidateRow | ApplicationRow) -> int:
    assert row.id is not None
    return row.id
