"""Remembering what was promised and not yet done. Who keeps a promise just now stands in `storage.claims`.

    pending → sending → done | unknown | held | cancelled | failed

*not_before* and *expires_at* are the bot's clock; leases and retries are wall time, so that they pass even when the
sandbox's clock stands still.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, func, select

from storage.adding import add_once
from storage.database import Tx
from storage.parts import in_parts
from storage.tables import OutboxRow

UNFINISHED = ("pending", "sending", "unknown")
STUCK = ("held", "failed")
LOOKED_FOR = "looked_for"  # in args: when a person said that it is not there


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

    @property
    def looked_for(self) -> datetime | None:
        """When a person said that it is not there."""
        said = self.args.get(LOOKED_FOR)
        return datetime.fromisoformat(said) if said else None

    def is_over(self, now: datetime) -> bool:
        """Its time has passed: what has not happened yet must not happen any more."""
        return self.expires_at is not None and self.expires_at <= now


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
    row = OutboxRow(key=key, kind=kind, target=target, args=args, group=group or key, not_before=not_before or tx.now)
    row.expires_at = expires_at
    return add_once(tx, row, key=key)


def promise_new(tx: Tx, kind: str, promises: Sequence[tuple[str, dict[str, Any], str, str]]) -> None:
    """Promise many things at once, as (key, args, target, group), under keys that nobody can have used."""
    for key, args, target, group in promises:
        tx.add(OutboxRow(key=key, kind=kind, target=target, args=args, group=group, not_before=tx.now))
    tx.flush()


def promise_latest(tx: Tx, kind: str, things: Mapping[str, tuple[str, dict[str, Any]]]) -> None:
    """Promise that each of *things* (its group, and who or what it is for) is made current; one that waits is enough.

    The lock keeps the waiting one from being carried out before this transaction's changes can be seen.
    """
    waiting = {group for some in in_parts(things) for group in tx.exec(_WAITING_IN, params={"groups": some})}
    new = [
        (f"{group}:{secrets.token_hex(8)}", args, target, group)
        for group, (target, args) in things.items()
        if group not in waiting
    ]
    promise_new(tx, kind, new)


def hold(tx: Tx, promise_id: int) -> Promise | None:
    """The promise, if it waits for its time or for a person; it stays so while tx is open.

    None while a relay keeps it, and once it has ended: nobody waits for either.
    """
    row = _locked(tx, promise_id)
    return promise_of(row) if row else None


def cancel(tx: Tx, promise_id: int) -> bool:
    """Nobody wants it any more. False when it is being kept just now, or has ended.

    Not for what may have happened: that is for a person to say.
    """
    row = _locked(tx, promise_id)
    if row is None:
        return False
    row.state = "cancelled"
    tx.add(row)
    tx.flush()
    return True


def call_off(tx: Tx, groups: Collection[str]) -> bool:
    """Nobody wants any of it any more. False when some of it is being kept just now, or may have happened."""
    ids = [number for some in in_parts(groups) for number in tx.exec(_NOT_ENDED, params={"groups": some}) if number]
    under_way = [number for number in ids if not cancel(tx, number)]
    return not under_way


def ids_of(tx: Tx, groups: Collection[str]) -> list[int]:
    """Of every promise ever made in *groups*, whatever became of it."""
    return [number for some in in_parts(groups) for number in tx.exec(_IDS_OF, params={"groups": some}) if number]


_IDS_OF = (
    select(OutboxRow.id)
    .where(col(OutboxRow.group).in_(bindparam("groups", expanding=True)))
    .order_by(col(OutboxRow.id))
)


_NOT_ENDED = (
    select(OutboxRow.id)
    .where(col(OutboxRow.group).in_(bindparam("groups", expanding=True)))
    .where(col(OutboxRow.state).in_((*UNFINISHED, *STUCK)))
    .order_by(col(OutboxRow.id))
)


def _locked(tx: Tx, promise_id: int) -> OutboxRow | None:
    waits = col(OutboxRow.state).in_(("pending", *STUCK))
    query = select(OutboxRow).where(OutboxRow.id == promise_id, waits).with_for_update()
    return tx.exec(query.execution_options(populate_existing=True)).first()


def get(tx: Tx, promise_id: int) -> Promise:
    """As it is now, also after a wait for somebody who was changing it."""
    return promise_of(tx.get_one(OutboxRow, promise_id, populate_existing=True))


def of_group(tx: Tx, group: str) -> list[Promise]:
    """Oldest first."""
    query = select(OutboxRow).where(OutboxRow.group == group).order_by(col(OutboxRow.id))
    return [promise_of(row) for row in tx.exec(query)]


def latest(tx: Tx, groups: Collection[str]) -> dict[str, datetime]:
    """The last *not_before* in each of *groups*; those in which nothing was ever promised are left out."""
    return {group: at for some in in_parts(groups) for group, at in tx.exec(_LATEST, params={"groups": some})}


_LATEST = (
    select(OutboxRow.group, func.max(OutboxRow.not_before))
    .where(col(OutboxRow.group).in_(bindparam("groups", expanding=True)))
    .group_by(col(OutboxRow.group))
)


def earlier(tx: Tx, promise: Promise) -> list[Promise]:
    """What was promised in the same group before it, oldest first."""
    return [other for other in of_group(tx, promise.group) if other.id < promise.id]


def follows_a_stuck_one(tx: Tx, promise: Promise) -> bool:
    return tx.exec(_STUCK_BEFORE, params={"group": promise.group, "id": promise.id}).first() is not None


def reopen(
    tx: Tx, promise_id: int, state: str, *, not_before: datetime | None = None, looked_for: bool = False
) -> bool:
    """A person settled a held or failed promise: "pending" sends again, "done" or "cancelled" ends it.

    False when somebody settled it before. The attempts count on from one: it may have happened, so what can be looked
    for is looked for first. *looked_for*: they did so themself, and it is not there.
    """
    row = tx.get_one(OutboxRow, promise_id, with_for_update=True, populate_existing=True)
    if row.state not in STUCK:
        return False
    row.state, row.begun_at, row.remote_ref, row.retry_at, row.attempt = state, None, None, None, 1
    row.not_before = not_before or row.not_before
    row.args = {**row.args, LOOKED_FOR: tx.now.isoformat()} if looked_for else row.args
    tx.add(row)
    tx.flush()
    return True


def release(tx: Tx, error: str) -> None:
    """What was held for *error* alone may go on."""
    query = select(OutboxRow.id).where(OutboxRow.state == "held", OutboxRow.error == error)
    for promise_id in tx.exec(query).all():
        reopen(tx, promise_id or 0, "pending")


def release_to(tx: Tx, target: str, errors: Sequence[str]) -> list[int]:
    """What *target* did not take, for one of *errors*, may go on. Returns the promises' ids."""
    query = select(OutboxRow.id).where(
        OutboxRow.target == target, OutboxRow.state == "held", col(OutboxRow.error).in_(errors)
    )
    held = [promise_id for promise_id in tx.exec(query).all() if promise_id is not None]
    return [promise_id for promise_id in held if reopen(tx, promise_id, "pending")]


def hurry(tx: Tx, target: str) -> None:
    """What waits for *target* to be there is looked at now, not at its next turn."""
    for row in tx.exec(select(OutboxRow).where(OutboxRow.target == target, OutboxRow.state == "pending")):
        row.retry_at = None
        tx.add(row)
    tx.flush()


def stuck(tx: Tx) -> Sequence[Promise]:
    """Held or failed: a person has to look."""
    query = select(OutboxRow).where(col(OutboxRow.state).in_(STUCK)).order_by(col(OutboxRow.id))
    return [promise_of(row) for row in tx.exec(query)]


def unfinished(tx: Tx) -> list[Promise]:
    """Everything that has not ended, due or not, oldest first."""
    query = select(OutboxRow).where(col(OutboxRow.state).in_(UNFINISHED)).order_by(col(OutboxRow.id))
    return [promise_of(row) for row in tx.exec(query)]


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
    return tx.exec(_HOW_MANY_WAIT, params={"now": tx.now}).one()


def lag(tx: Tx) -> timedelta:
    """For how long the oldest promise that is due has waited."""
    oldest = tx.exec(_OLDEST_DUE, params={"now": tx.now}).one()
    return tx.now - oldest if oldest is not None else timedelta(0)


# Asked again and again: SQLAlchemy takes longer to build it than the database to answer.
_HOW_MANY_WAIT = (
    select(func.count())
    .select_from(OutboxRow)
    .where(col(OutboxRow.state).in_(UNFINISHED), col(OutboxRow.not_before) <= bindparam("now"))
)


_WAITING_IN = (
    select(OutboxRow.group)
    .where(col(OutboxRow.group).in_(bindparam("groups", expanding=True)), OutboxRow.state == "pending")
    .with_for_update(skip_locked=True)
)


_STUCK_BEFORE = (
    select(OutboxRow.id)
    .where(OutboxRow.group == bindparam("group"), col(OutboxRow.id) < bindparam("id"))
    .where(col(OutboxRow.state).in_(STUCK))
    .limit(1)
)


_OLDEST_DUE = select(func.min(col(OutboxRow.not_before))).where(
    col(OutboxRow.state).in_(UNFINISHED), col(OutboxRow.not_before) <= bindparam("now")
)


def promise_of(row: OutboxRow) -> Promise:
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
