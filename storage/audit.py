"""Remembering who did what."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, func, select

from bot.hiring.application import THEIR_NAME
from storage.database import Tx
from storage.parts import in_parts
from storage.tables import AuditRow

BOT = "bot"  # the actor when the timetable acted
MISSED = "interview.missed"
CARD_CHANGES = ("scorecard.handed_in", "scorecard.corrected")
INTERVIEW_CHANGES = ("application.booked", "interview.moved", "interview.replaced", "interview.cancelled", MISSED)


@dataclass(frozen=True)
class Entry:
    at: datetime
    actor: str
    action: str
    detail: dict[str, Any]
    interview: int | None = None
    id: int = 0


def add(
    tx: Tx, *, actor: str, action: str, application: int | None = None, interview: int | None = None, **detail: Any
) -> None:
    """Exactly one row for every change of state, in the same transaction. *detail*: ids and choices, no typed text."""
    tx.add(
        AuditRow(
            at=tx.now, actor=actor, action=action, application_id=application, interview_id=interview, detail=detail
        )
    )
    tx.flush()


def forget_name(tx: Tx, application: int, name: str) -> list[int]:
    """Entries of older versions name the candidate. Returns the ids of those that had to be changed."""
    query = select(AuditRow).where(AuditRow.application_id == application).order_by(col(AuditRow.id))
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    steps = [row for row in tx.exec(query) if row.action.startswith("application.")]
    naming = [
        row
        for row in steps
        if THEIR_NAME not in row.detail.get("said", "") and whole.search(row.detail.get("said", ""))
    ]
    for row in naming:
        row.detail = {**row.detail, "said": whole.sub(THEIR_NAME, row.detail["said"])}
        tx.add(row)
    tx.flush()
    return [row.id for row in naming if row.id is not None]


def of_application(tx: Tx, application: int) -> list[Entry]:
    """Oldest first."""
    query = select(AuditRow).where(AuditRow.application_id == application).order_by(col(AuditRow.id))
    return [Entry(row.at, row.actor, row.action, row.detail, row.interview_id) for row in tx.exec(query)]


def of_applications(tx: Tx, applications: Collection[int], actions: Sequence[str]) -> dict[int, list[Entry]]:
    """Those of *actions*, by application, each oldest first; who has none is left out."""
    found: dict[int, list[Entry]] = {}
    for some in in_parts(applications):
        for row in tx.exec(_OF_APPLICATIONS, params={"ids": some, "actions": list(actions)}):
            entry = Entry(row.at, row.actor, row.action, row.detail, row.interview_id)
            found.setdefault(row.application_id or 0, []).append(entry)
    return found


_OF_APPLICATIONS = (
    select(AuditRow)
    .where(
        col(AuditRow.application_id).in_(bindparam("ids", expanding=True)),
        col(AuditRow.action).in_(bindparam("actions", expanding=True)),
    )
    .order_by(col(AuditRow.id))
)


def of_cards(tx: Tx, application: int) -> list[Entry]:
    """Every scorecard about this candidate that was handed in or corrected, oldest first."""
    changes = col(AuditRow.action).in_(CARD_CHANGES)
    query = select(AuditRow).where(AuditRow.application_id == application, changes).order_by(col(AuditRow.id))
    return [Entry(row.at, row.actor, row.action, row.detail, row.interview_id, row.id or 0) for row in tx.exec(query)]


def last_of_interview(tx: Tx, interview: int) -> Entry | None:
    """The last entry that changed its time, panel or state; these are the ones a stale button is told about."""
    changes = col(AuditRow.action).in_(INTERVIEW_CHANGES)
    query = select(AuditRow).where(AuditRow.interview_id == interview, changes).order_by(col(AuditRow.id).desc())
    row = tx.exec(query).first()
    return Entry(row.at, row.actor, row.action, row.detail) if row else None


def heard_at(tx: Tx, applications: Sequence[int]) -> dict[int, datetime]:
    """When something last happened about each of these *applications*."""
    query = (
        select(AuditRow.application_id, func.max(AuditRow.at))
        .where(col(AuditRow.application_id).in_(applications))
        .group_by(col(AuditRow.application_id))
    )
    return {number: at for number, at in tx.exec(query) if number is not None}


def last(tx: Tx) -> Entry | None:
    row = tx.exec(select(AuditRow).order_by(col(AuditRow.id).desc()).limit(1)).first()
    return Entry(row.at, row.actor, row.action, row.detail, row.interview_id, row.id or 0) if row else None


def last_step(tx: Tx, application: int) -> Entry | None:
    """The last entry that moved the application on; these are the ones a stale button is told about."""
    query = (
        select(AuditRow)
        .where(AuditRow.application_id == application, col(AuditRow.action).startswith("application."))
        .order_by(col(AuditRow.id).desc())
    )
    row = tx.exec(query).first()
    return Entry(row.at, row.actor, row.action, row.detail) if row else None


def has(tx: Tx, application: int, action: str) -> bool:
    query = select(AuditRow.id).where(AuditRow.application_id == application, AuditRow.action == action)
    return tx.exec(query.limit(1)).first() is not None


def last_about_promise(tx: Tx, promise: int) -> Entry | None:
    """What somebody decided last about something that was stuck."""
    about = col(AuditRow.detail)["promise"].as_integer() == promise
    query = select(AuditRow).where(col(AuditRow.action).startswith("stuck."), about).order_by(col(AuditRow.id).desc())
    row = tx.exec(query).first()
    return Entry(row.at, row.actor, row.action, row.detail, id=row.id or 0) if row else None
