"""Remembering living messages: what was promised to whom, where it stands in Slack, how current it is.

A message is named by a key that says what it means ("headline:12", "bell:7:U1"). Posting under a key that is known
does nothing, so asking twice is harmless. The text is drawn when it is sent, from the state of that moment.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import col, or_, select

from bot.ports import Posted
from storage import outbox
from storage.adding import add_once
from storage.database import Tx
from storage.parts import in_parts
from storage.tables import MessageRow


@dataclass(frozen=True)
class Living:
    """*target* is a channel id or a person's id (then it is a direct message); *thread* is the parent's key."""

    key: str
    renderer: str
    ids: tuple[Any, ...]
    target: str
    thread: str | None
    posted: Posted | None
    generation: int
    wanted: int
    shown: int


def post(
    tx: Tx,
    key: str,
    renderer: str,
    *ids: int | str,
    to: str,
    thread: str | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> bool:
    """Promise a message once. False when it was promised before."""
    row = MessageRow(key=key, renderer=renderer, ids=list(ids), target=to, thread=thread)
    if not add_once(tx, row, key=key):
        return False
    name, args = _revision(row)
    outbox.promise(
        tx, name, kind="message", target=to, args=args, group=group(key), not_before=not_before, expires_at=expires_at
    )
    return True


def post_new(tx: Tx, renderer: str, posts: Sequence[tuple[str, int, str]]) -> None:
    """Promise many messages, as (key, id, target), about what is new: nobody can have promised them before."""
    rows = [MessageRow(key=key, renderer=renderer, ids=[number], target=to) for key, number, to in posts]
    tx.add_all(rows)
    tx.flush()
    _promise_all(tx, rows)


def refresh(tx: Tx, *keys: str) -> None:
    """Promise that the messages under *keys*, as far as there are any, will show the state of now."""
    found = tx.exec(_OF_KEYS, params={"keys": list(keys)}, execution_options={"populate_existing": True})
    stands = {row.key: row for row in found}
    rows = [stands[key] for key in dict.fromkeys(keys) if key in stands]
    for row in rows:
        row.wanted += 1
        tx.add(row)
    tx.flush()
    _promise_all(tx, rows)


# Asked several times a press: SQLAlchemy takes longer to build it than the database to answer.
_OF_KEYS = (
    select(MessageRow)
    .where(col(MessageRow.key).in_(bindparam("keys", expanding=True)))
    .order_by(col(MessageRow.key))
    .with_for_update()
)


def refresh_all(tx: Tx, *prefixes: str) -> bool:
    """`refresh` for every message whose key begins with one of *prefixes*; False when there is none."""
    begins = or_(*(_begins(tx, prefix) for prefix in prefixes))
    found = tx.exec(select(MessageRow.key).where(begins).order_by(col(MessageRow.key))).all()
    if found:
        refresh(tx, *(key for prefix in prefixes for key in found if key.startswith(prefix)))
    return bool(found)


def catch_up(tx: Tx, target: str) -> None:
    """What stands there and was not made current for a while is."""
    behind = select(MessageRow.key).where(MessageRow.target == target, col(MessageRow.ts).is_not(None))
    refresh(tx, *tx.exec(behind.where(col(MessageRow.shown) < col(MessageRow.wanted)).order_by(col(MessageRow.key))))


def named(tx: Tx, names: Collection[str]) -> list[str]:
    """The keys that are one of *names*, or begin with one and a colon."""
    found: set[str] = set()
    for some in in_parts(names, size=50):
        begins = (_begins(tx, f"{name}:") for name in some)
        found |= set(tx.exec(select(MessageRow.key).where(or_(col(MessageRow.key).in_(some), *begins))))
    return sorted(found)


def under(tx: Tx, thread: str) -> list[str]:
    """The keys of all that stands in the thread under this message."""
    return list(tx.exec(select(MessageRow.key).where(MessageRow.thread == thread).order_by(col(MessageRow.key))))


def become(tx: Tx, keys: Collection[str], renderer: str, *ids: int | str) -> None:
    """From now on they say something else, where they stand. *renderer* is handed the key, then *ids*."""
    for some in in_parts(keys):
        for row in tx.exec(_OF_KEYS, params={"keys": some}, execution_options={"populate_existing": True}):
            row.renderer, row.ids = renderer, [row.key, *ids]
            tx.add(row)
        tx.flush()
        refresh(tx, *some)


def _begins(tx: Tx, prefix: str) -> ColumnElement[bool]:
    column = col(MessageRow.key)
    if tx.is_postgres:
        return column.startswith(prefix, autoescape=True)
    # SQLite's LIKE knows no case and so no index
    return (column >= prefix) & (column < prefix[:-1] + chr(ord(prefix[-1]) + 1))


def home(tx: Tx, *people: str) -> None:
    """Promise each of *people* a current Home."""
    outbox.promise_latest(tx, "home", {f"home:{person}": (person, {}) for person in people})


def get(tx: Tx, key: str) -> Living:
    return _living(tx.get_one(MessageRow, key))


def find(tx: Tx, key: str) -> Living | None:
    row = tx.get(MessageRow, key)
    return _living(row) if row else None


def known(tx: Tx, keys: Collection[str]) -> set[str]:
    """Which of *keys* were promised before."""
    return {key for some in in_parts(keys) for key in tx.exec(_KNOWN, params={"keys": some})}


_KNOWN = select(MessageRow.key).where(col(MessageRow.key).in_(bindparam("keys", expanding=True)))


def at(tx: Tx, channel: str, ts: str) -> Living | None:
    """The message that stands there."""
    row = tx.exec(select(MessageRow).where(MessageRow.channel == channel, MessageRow.ts == ts)).first()
    return _living(row) if row else None


def posted_since(tx: Tx, since: datetime) -> list[str]:
    """The keys of all that stand in Slack and were posted at or after *since*, oldest first."""
    query = select(MessageRow.key).where(col(MessageRow.ts) >= f"{since.timestamp():.6f}")
    return list(tx.exec(query.order_by(col(MessageRow.ts))))


def group(key: str) -> str:
    """The outbox group of all promises about this message."""
    return f"message:{key}"


def waits_for(key: str) -> str:
    """Why a reply is held while its headline *key* is."""
    return f"waits for {key}"


def stands_at(tx: Tx, living: Living, posted: Posted, *, shown: int) -> None:
    """It is in Slack; replies that were held for want of it may go on.

    Nothing is kept of where it stood if it was lost or moved since *living* was read: it is posted anew.
    """
    row = _locked(tx, living.key)
    if row.generation != living.generation:
        return
    if row.ts is None:
        outbox.release(tx, waits_for(living.key))
    row.channel, row.ts, row.shown = posted.channel, posted.ts, max(row.shown, shown)
    tx.add(row)
    tx.flush()


def lost(tx: Tx, key: str) -> None:
    """Somebody deleted it: the next time it is posted anew, under the next generation."""
    row = _locked(tx, key)
    row.channel = row.ts = None
    row.generation += 1
    tx.add(row)
    tx.flush()


def standing_in(tx: Tx, target: str) -> list[str]:
    """The keys of what was ever promised to *target*: as it stands there, then what never came there."""
    order = col(MessageRow.ts).nulls_last(), col(MessageRow.key)
    query = select(MessageRow.key).where(MessageRow.target == target).order_by(*order)
    return list(tx.exec(query).all())


def move(tx: Tx, key: str, to: str) -> None:
    """It is posted anew elsewhere; what stands where it was stays there as it is."""
    row = tx.get_one(MessageRow, key)
    row.target = to
    tx.add(row)
    tx.flush()
    lost(tx, key)
    refresh(tx, key)


def _locked(tx: Tx, key: str) -> MessageRow:
    """The relay and whoever gives a channel up take turns."""
    return tx.get_one(MessageRow, key, with_for_update=True, populate_existing=True)


def _promise_all(tx: Tx, rows: Sequence[MessageRow]) -> None:
    """What is wanted of them now was never promised before."""
    outbox.promise_new(tx, "message", [(*_revision(row), row.target, group(row.key)) for row in rows])


def _revision(row: MessageRow) -> tuple[str, dict[str, Any]]:
    """The key and the arguments of the promise that what is *wanted* now will be seen."""
    args = {"message": row.key, "revision": row.wanted, "generation": row.generation}
    return f"message:{row.key}:{row.wanted}", args


def _living(row: MessageRow) -> Living:
    return Living(
        key=row.key,
        renderer=row.renderer,
        ids=tuple(row.ids),
        target=row.target,
        thread=row.thread,
        posted=Posted(row.channel, row.ts) if row.channel and row.ts else None,
        generation=row.generation,
        wanted=row.wanted,
        shown=row.shown,
    )
