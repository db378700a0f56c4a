"""Who keeps a promise just now: `bot.relay` claims it one commit before the call, and settles it in another.

A claim ends by its lease (wall time) when its relay died; the *fence* tells it that somebody else took over.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from storage import outbox
from storage.database import Tx
from storage.outbox import UNFINISHED, Promise
from storage.tables import OutboxRow


def claim(tx: Tx, *, fence: str, wall: datetime, lease: timedelta, limit: int = 1) -> list[Promise]:
    """Take up to *limit* promises that are due, oldest first, one per group. Commit before calling anybody."""
    rows = tx.exec(_NEXT_DUE, params={"now": tx.now, "wall": wall, "at_most": limit}).all()
    for row in rows:
        row.state = "unknown" if row.state in {"sending", "unknown"} else "sending"
        row.attempt, row.fence, row.lease_until = row.attempt + 1, fence, wall + lease
        row.first_try_at = row.first_try_at or wall
        tx.add(row)
    tx.flush()
    return [outbox.promise_of(row) for row in rows]


def anything_due(tx: Tx, *, wall: datetime) -> bool:
    """Whether `claim` would find something. Needs no lock, so that whoever asks again and again is in nobody's way."""
    return tx.exec(_ANY_DUE, params={"now": tx.now, "wall": wall}).first() is not None


def any_waits(tx: Tx, kinds: Collection[str]) -> bool:
    """Whether something of these *kinds* is due and has not ended, whoever has it."""
    due = col(OutboxRow.state).in_(UNFINISHED), col(OutboxRow.not_before) <= tx.now
    return tx.exec(select(OutboxRow.id).where(col(OutboxRow.kind).in_(kinds), *due).limit(1)).first() is not None


def begun(tx: Tx, promise_id: int, *, fence: str, wall: datetime, ref: str | None = None) -> bool:
    """From now on a failure leaves the outcome in doubt (a mail's text is leaving). False: do not begin.

    *ref* is what it can be looked for by.
    """
    known = {} if ref is None else {"remote_ref": ref}
    return _while_held(tx, promise_id, fence, {"begun_at": wall, **known})


def extend(tx: Tx, promise_id: int, *, fence: str, until: datetime) -> bool:
    """Keep a claim for longer. False when somebody else took it over meanwhile."""
    return _while_held(tx, promise_id, fence, {"lease_until": until})


def settle(tx: Tx, promise_id: int, state: str, *, fence: str, error: str | None = None) -> bool:
    """End a claim. False when somebody else took it over meanwhile."""
    return _while_held(tx, promise_id, fence, {"state": state, "error": error, "lease_until": None, "fence": None})


def again(
    tx: Tx, promise_id: int, *, fence: str, retry_at: datetime, error: str, doubtful: bool, counts: bool = True
) -> bool:
    """Give a claim back to be tried at *retry_at* (wall time); *doubtful* asks for a look before the next try."""
    back = {"retry_at": retry_at, "lease_until": retry_at, "error": error, "fence": None}
    state = {"state": "unknown"} if doubtful else {"state": "pending", "begun_at": None}
    tries = {} if counts else {"attempt": col(OutboxRow.attempt) - 1}
    return _while_held(tx, promise_id, fence, {**back, **state, **tries})


def end_leases(tx: Tx, *, wall: datetime) -> None:
    """What was being sent when the bot died is looked at now, not when its lease ends."""
    for row in tx.exec(select(OutboxRow).where(col(OutboxRow.state).in_(("sending", "unknown")))):
        row.lease_until = wall
        tx.add(row)
    tx.flush()


def next_retry(tx: Tx) -> datetime | None:
    """When the soonest promise that was claimed before may be claimed again (wall time)."""
    query = select(OutboxRow.retry_at, OutboxRow.lease_until).where(
        col(OutboxRow.state).in_(UNFINISHED),
        col(OutboxRow.retry_at).is_not(None) | col(OutboxRow.lease_until).is_not(None),
    )
    return min((max(filter(None, times)) for times in tx.exec(query)), default=None)


def _is_due() -> tuple[ColumnElement[bool], ...]:
    """Its time has come, nobody holds it, and nothing before it in its group is unfinished."""
    now: BindParameter[datetime] = bindparam("now")
    wall: BindParameter[datetime] = bindparam("wall")
    earlier = aliased(OutboxRow)
    blocked = (
        select(earlier.id)
        .where(earlier.group == OutboxRow.group, col(earlier.id) < OutboxRow.id, col(earlier.state).in_(UNFINISHED))
        .exists()
    )
    waits = (col(OutboxRow.state) == "pending") & (col(OutboxRow.not_before) <= now)
    left_behind = col(OutboxRow.state).in_(("sending", "unknown")) & (col(OutboxRow.lease_until) <= wall)
    may_be_tried = col(OutboxRow.retry_at).is_(None) | (col(OutboxRow.retry_at) <= wall)
    return waits | left_behind, may_be_tried, ~blocked


# Asked after every commit: SQLAlchemy takes longer to build them than the database to answer.
_ANY_DUE = select(OutboxRow.id).where(*_is_due()).limit(1)
_NEXT_DUE = (
    select(OutboxRow)
    .where(*_is_due())
    .order_by(col(OutboxRow.id))
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True, of=OutboxRow)
)


def _while_held(tx: Tx, promise_id: int, fence: str, values: Mapping[str, Any]) -> bool:
    """Write *values* if the claim is still this relay's. One statement: nobody can take it over in between."""
    held = update(OutboxRow).where(col(OutboxRow.id) == promise_id, col(OutboxRow.fence) == fence)
    return tx.exec(held.values(**values), execution_options={"synchronize_session": False}).rowcount == 1
