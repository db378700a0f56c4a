"""Remembering what was promised and not yet done. Claimed by `bot.relay`, one commit before the call.

    pending → sending → done | unknown | held | cancelled | failed

*not_before* and *expires_at* are the bot's clock; leases and retries are wall time, so that they pass even when the
sandbox's clock stands still.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from storage.adding import add_once
from storage.database import Tx
from storage.tables import OutboxRow

UNFINISHED = ("pending", "sending", "unknown")
STUCK = ("held", "failed")


@dataclass(frozen=True)
class Promise:
    id: int
    key: str
    kind: str
    target: str
    args: dict[str, Any]
    group: str
    state: str
    attempt: int
    fence: str | None
    first_try_at: datetime | None
    begun_at: datetime | None
    remote_ref: str | None
    not_before: datetime
    expires_at: datetime | None
    error: str | None


def promise(
    tx: Tx,
    key: str,
    *,
    kind: str,
    target: str,
    args: dict[str, Any],
    group: str | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> bool:
    """Promise something once: False when *key* was promised before, whatever became of it."""
    if tx.exec(select(OutboxRow.id).where(OutboxRow.key == key)).first() is not None:
        return False
    row = OutboxRow(key=key, kind=kind, target=target, args=args, group=group or key, not_before=not_before or tx.now)
    row.expires_at = expires_at
    return add_once(tx, row, key=key)


def promise_latest(tx: Tx, key: str, *, kind: str, target: str, args: dict[str, Any], group: str) -> None:
    """Promise that something will be made current; one that still waits is enough.

    The lock keeps the waiting one from being carried out before this transaction's changes can be seen.
    """
    waiting = select(OutboxRow.id).where(OutboxRow.group == group, OutboxRow.state == "pending")
    if tx.exec(waiting.with_for_update(skip_locked=True)).first() is None:
        promise(tx, f"{key}:{secrets.token_hex(8)}", kind=kind, target=target, args=args, group=group)


def claim(tx: Tx, *, fence: str, wall: datetime, lease: timedelta, limit: int = 1) -> list[Promise]:
    """Take up to *limit* promises that are due, oldest first, one per group. Commit before calling anybody."""
    rows = tx.exec(_NEXT_DUE, params={"now": tx.now, "wall": wall, "at_most": limit}).all()
    for row in rows:
        row.state = "unknown" if row.state in {"sending", "unknown"} else "sending"
        row.attempt, row.fence, row.lease_until = row.attempt + 1, fence, wall + lease
        row.first_try_at = row.first_try_at or wall
        tx.add(row)
    tx.flush()
    return [_promise(row) for row in rows]


def anything_due(tx: Tx, *, wall: datetime) -> bool:
    """Whether `claim` would find something. Needs no lock, so that whoever asks again and again is in nobody's way."""
    return tx.exec(_ANY_DUE, params={"now": tx.now, "wall": wall}).first() is not None


def begun(tx: Tx, promise_id: int, *, fence: str, wall: datetime, ref: str | None = None) -> bool:
    """From now on a failure leaves the outcome in doubt (a mail's text is leaving). False: do not begin.

    *ref* is what it can be looked for by.
    """
    row = _fenced(tx, promise_id, fence)
    if row is None:
        return False
    row.begun_at, row.remote_ref = wall, ref or row.remote_ref
    tx.add(row)
    tx.flush()
    return True


def settle(
    tx: Tx, promise_id: int, state: str, *, fence: str, error: str | None = None, ref: str | None = None
) -> bool:
    """End a claim. False when somebody else took it over meanwhile."""
    row = _fenced(tx, promise_id, fence)
    if row is None:
        return False
    row.state, row.error, row.lease_until, row.fence = state, error, None, None
    row.remote_ref = ref or row.remote_ref
    tx.add(row)
    tx.flush()
    return True


def again(
    tx: Tx, promise_id: int, *, fence: str, retry_at: datetime, error: str, doubtful: bool, counts: bool = True
) -> bool:
    """Give a claim back to be tried at *retry_at* (wall time); *doubtful* asks for a look before the next try."""
    row = _fenced(tx, promise_id, fence)
    if row is None:
        return False
    row.state = "unknown" if doubtful else "pending"
    row.retry_at, row.lease_until, row.error = retry_at, retry_at, error
    row.attempt -= 0 if counts else 1
    row.fence = None
    if not doubtful:
        row.begun_at = None
    tx.add(row)
    tx.flush()
    return True


def cancel(tx: Tx, group: str) -> int:
    """Cancel what waits in *group* and was not begun. Returns how many."""
    waiting = select(OutboxRow).where(OutboxRow.group == group, OutboxRow.state == "pending")
    rows = tx.exec(waiting.with_for_update()).all()
    for row in rows:
        row.state = "cancelled"
        tx.add(row)
    tx.flush()
    return len(rows)


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


def get(tx: Tx, promise_id: int) -> Promise:
    return _promise(tx.get_one(OutboxRow, promise_id))


def of_group(tx: Tx, group: str) -> list[Promise]:
    """Oldest first."""
    query = select(OutboxRow).where(OutboxRow.group == group).order_by(col(OutboxRow.id))
    return [_promise(row) for row in tx.exec(query)]


def earlier(tx: Tx, promise: Promise) -> list[Promise]:
    """What was promised in the same group before it, oldest first."""
    return [other for other in of_group(tx, promise.group) if other.id < promise.id]


def follows_a_stuck_one(tx: Tx, promise: Promise) -> bool:
    before = select(OutboxRow.id).where(OutboxRow.group == promise.group, col(OutboxRow.id) < promise.id)
    return tx.exec(before.where(col(OutboxRow.state).in_(STUCK)).limit(1)).first() is not None


def reopen(tx: Tx, promise_id: int, state: str, *, not_before: datetime | None = None) -> bool:
    """A person settled a held or failed promise: "pending" sends again, "done" or "cancelled" ends it.

    False when somebody settled it before. The attempts count on from one: it may have happened, so what can be looked
    for is looked for first.
    """
    row = tx.get_one(OutboxRow, promise_id, with_for_update=True, populate_existing=True)
    if row.state not in STUCK:
        return False
    row.state, row.begun_at, row.remote_ref, row.retry_at, row.attempt = state, None, None, None, 1
    row.not_before = not_before or row.not_before
    tx.add(row)
    tx.flush()
    return True


def release(tx: Tx, error: str) -> None:
    """What was held for *error* alone may go on."""
    query = select(OutboxRow.id).where(OutboxRow.state == "held", OutboxRow.error == error)
    for promise_id in tx.exec(query).all():
        reopen(tx, promise_id or 0, "pending")


def hurry(tx: Tx, target: str) -> None:
    """What waits for *target* to be there is looked at now, not at its next turn."""
    for row in tx.exec(select(OutboxRow).where(OutboxRow.target == target, OutboxRow.state == "pending")):
        row.retry_at = None
        tx.add(row)
    tx.flush()


def stuck(tx: Tx) -> Sequence[Promise]:
    """Held or failed: a person has to look."""
    query = select(OutboxRow).where(col(OutboxRow.state).in_(STUCK)).order_by(col(OutboxRow.id))
    return [_promise(row) for row in tx.exec(query)]


def unfinished(tx: Tx) -> list[Promise]:
    """Everything that has not ended, due or not, oldest first."""
    query = select(OutboxRow).where(col(OutboxRow.state).in_(UNFINISHED)).order_by(col(OutboxRow.id))
    return [_promise(row) for row in tx.exec(query)]


def any_due_to(tx: Tx, target: str, *, kind: str) -> bool:
    """Whether something of this *kind* is on its way to *target* now."""
    query = select(OutboxRow.id).where(
        OutboxRow.target == target,
        OutboxRow.kind == kind,
        col(OutboxRow.state).in_(UNFINISHED),
        col(OutboxRow.not_before) <= tx.now,
    )
    return tx.exec(query.limit(1)).first() is not None


def waiting(tx: Tx) -> int:
    """How many promises are due and unfinished."""
    query = select(OutboxRow.id).where(col(OutboxRow.state).in_(UNFINISHED), col(OutboxRow.not_before) <= tx.now)
    return len(tx.exec(query).all())


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


def _fenced(tx: Tx, promise_id: int, fence: str) -> OutboxRow | None:
    row = tx.exec(select(OutboxRow).where(OutboxRow.id == promise_id).with_for_update()).first()
    return row if row is not None and row.fence == fence else None


def _promise(row: OutboxRow) -> Promise:
    assert row.id is not None
    return Promise(
        id=row.id,
        key=row.key,
        kind=row.kind,
        target=row.target,
        args=row.args,
        group=row.group,
        state=row.state,
        attempt=row.attempt,
        fence=row.fence,
        first_try_at=row.first_try_at,
        begun_at=row.begun_at,
        remote_ref=row.remote_ref,
        not_before=row.not_before,
        expires_at=row.expires_at,
        error=row.error,
    )
