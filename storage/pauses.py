"""Remembering since when a service does not let us in: two audit rows, one when it began and one when it was over."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage import audit
from storage.database import Tx
from storage.tables import AuditRow

BEGAN, ENDED = "service.refused", "service.accepted"
SLACK, CALENDAR, MAIL = "Slack", "Google Calendar", "mail"
LISTENING = "Slack’s events"  # what people type and press, over the socket, which has a token of its own
ONE_AT_A_TIME = 0x1B0A  # PostgreSQL's advisory lock; `storage.seals` has the one before


@dataclass(frozen=True)
class Pause:
    """*reason* is the service's own word; *until* None while it lasts."""

    id: int
    service: str
    reason: str
    since: datetime
    until: datetime | None


def begin(tx: Tx, service: str, reason: str) -> Pause | None:
    """None when it is known."""
    _lock(tx)
    if any(pause.service == service for pause in lasting(tx)):
        return None
    audit.add(tx, actor=audit.BOT, action=BEGAN, service=service, reason=reason)
    return _last(tx, service)


def end(tx: Tx, service: str) -> Pause | None:
    """None when it was over."""
    _lock(tx)
    pause = next((pause for pause in lasting(tx) if pause.service == service), None)
    if pause is None:
        return None
    audit.add(tx, actor=audit.BOT, action=ENDED, service=service)
    return get(tx, pause.id)


def get(tx: Tx, pause_id: int) -> Pause:
    began = tx.get_one(AuditRow, pause_id)
    service = str(began.detail["service"])
    ended = tx.exec(_about(service, ENDED).where(col(AuditRow.id) > pause_id).order_by(col(AuditRow.id))).first()
    return Pause(pause_id, service, str(began.detail["reason"]), began.at, ended.at if ended else None)


def lasting(tx: Tx) -> list[Pause]:
    """Those that are not over, oldest first."""
    began = tx.exec(select(AuditRow).where(AuditRow.action == BEGAN).order_by(col(AuditRow.id))).all()
    newest = {str(row.detail["service"]): row.id or 0 for row in began}
    return [pause for pause_id in newest.values() if (pause := get(tx, pause_id)).until is None]


def _lock(tx: Tx) -> None:
    """Two bots that are turned away at once begin one pause. SQLite has one writer anyway."""
    if tx.is_postgres:
        tx.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))


def _last(tx: Tx, service: str) -> Pause:
    row = tx.exec(_about(service, BEGAN).order_by(col(AuditRow.id).desc())).first()
    assert row is not None
    return get(tx, row.id or 0)


def _about(service: str, action: str) -> SelectOfScalar[AuditRow]:
    about = col(AuditRow.detail)["service"].as_string() == service
    return select(AuditRow).where(AuditRow.action == action, about)
