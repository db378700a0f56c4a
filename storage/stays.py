"""Remembering how long applications stayed in each stage. Written where an application is kept, read for figures."""

from datetime import datetime

from sqlmodel import col, select

from bot.hiring.application import Application
from bot.hiring.figures_stage import Outcome, Stay, outcome_of
from storage.database import Tx
from storage.tables import ApplicationRow, DuplicateRow, StayRow


def begin(tx: Tx, application: Application) -> None:
    tx.add(StayRow(application_id=application.id, stage=application.stage, entered_at=application.stage_since))
    tx.flush()


def step(tx: Tx, before: Application, after: Application) -> None:
    """End the stay when this step ends it, and begin the next one while the application is open."""
    outcome = outcome_of(before, after)
    if after.is_open and not before.is_open:  # opened again
        begin(tx, after)
    if outcome is None:
        return
    query = select(StayRow).where(StayRow.application_id == before.id, col(StayRow.left_at).is_(None))
    for row in tx.exec(query):
        row.left_at, row.outcome = tx.now, outcome
        tx.add(row)
    if after.is_open:
        begin(tx, after)


def passed(tx: Tx, application: int) -> dict[str, datetime]:
    """When the application first went on from each stage it passed: its debrief opened, or it was decided."""
    query = select(StayRow).where(StayRow.application_id == application, StayRow.outcome == Outcome.PASSED)
    found: dict[str, datetime] = {}
    for row in tx.exec(query.order_by(col(StayRow.id))):
        if row.left_at is not None:
            found.setdefault(row.stage, row.left_at)
    return found


def since(tx: Tx, start: datetime | None, *, role: str | None = None) -> list[Stay]:
    """Every stay that began from *start* on (None: ever), of the applications for *role* (None: all)."""
    merged = select(DuplicateRow.application_id)  # counted where they go on
    query = select(StayRow).where(col(StayRow.application_id).not_in(merged))
    if start is not None:
        query = query.where(StayRow.entered_at >= start)
    if role is not None:
        query = query.join(ApplicationRow, col(ApplicationRow.id) == StayRow.application_id)
        query = query.where(ApplicationRow.role == role)
    return [Stay(row.stage, row.entered_at, row.left_at, row.outcome) for row in tx.exec(query)]
