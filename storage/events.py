"""Remembering the calendar event of each interview: one living event, its id chosen by us.

A deleted id stays taken at Google for ever, so an event made anew belongs to the next generation.
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from bot.hiring.interview import InterviewState
from storage import outbox
from storage.adding import add_once
from storage.database import Tx
from storage.tables import CursorRow, EventRow, InterviewRow


@dataclass(frozen=True)
class Booked:
    """*shown* counts up to *wanted*; *gone* means it is not in the calendar (any more)."""

    interview: int
    remote_id: str
    generation: int
    etag: str | None
    wanted: int
    shown: int
    gone: bool
    answers: Mapping[str, str]

    @property
    def settled(self) -> bool:
        """Whether the calendar shows all we want: what differs then was changed by a person."""
        return self.shown == self.wanted


def show(tx: Tx, interview: int) -> None:
    """Promise that the calendar will show this interview as it is now (or no event, once it is cancelled)."""
    row = tx.get(EventRow, interview, with_for_update=True, populate_existing=True)
    if row is None:
        row = EventRow(interview_id=interview, remote_id=_remote_id(tx, interview, 1))
    else:
        row.wanted += 1
    tx.add(row)
    tx.flush()
    outbox.promise(
        tx,
        f"event:{interview}:{row.generation}:{row.wanted}",
        kind="event",
        target="calendar",
        args={"interview": interview, "revision": row.wanted},
        group=group(interview),
    )


def group(interview: int) -> str:
    """The outbox group of all promises about its event."""
    return f"event:{interview}"


def find(tx: Tx, interview: int) -> Booked | None:
    row = tx.get(EventRow, interview)
    return _booked(row) if row else None


def by_remote_id(tx: Tx, remote_id: str) -> Booked | None:
    row = tx.exec(select(EventRow).where(EventRow.remote_id == remote_id)).first()
    return _booked(row) if row else None


def shows(tx: Tx, interview: int, *, etag: str | None, shown: int, gone: bool = False) -> None:
    row = tx.get_one(EventRow, interview)
    row.etag, row.shown, row.gone = etag, max(row.shown, shown), gone
    tx.add(row)
    tx.flush()


def give_up(tx: Tx, interview: int, revision: int) -> None:
    """A person dropped what *revision* was to show. What was wanted after it still is; else the calendar counts."""
    row = tx.get_one(EventRow, interview, with_for_update=True, populate_existing=True)
    if row.wanted > revision:
        show(tx, interview)
    else:
        shows(tx, interview, etag=None, shown=row.wanted, gone=row.gone or row.shown == 0)


def next_generation(tx: Tx, interview: int) -> Booked:
    """The event was deleted and is wanted again: a new id, under which nothing was shown, nor answered."""
    row = tx.get_one(EventRow, interview)
    row.generation, row.answers = row.generation + 1, {}
    row.remote_id, row.etag, row.shown, row.gone = _remote_id(tx, interview, row.generation), None, 0, False
    tx.add(row)
    tx.flush()
    return _booked(row)


def heard(tx: Tx, interview: int, answers: Mapping[str, str]) -> None:
    """Keep what the guests answered, by e-mail address."""
    row = tx.get_one(EventRow, interview)
    row.answers = dict(answers)
    tx.add(row)
    tx.flush()


def upcoming(tx: Tx) -> list[Booked]:
    """Every event the calendar should still show: booked, not over, inserted."""
    query = (
        select(EventRow)
        .join(InterviewRow, col(InterviewRow.id) == EventRow.interview_id)
        .where(
            InterviewRow.state == InterviewState.BOOKED,
            col(InterviewRow.ends_at) > tx.now,
            EventRow.shown > 0,
            col(EventRow.gone).is_(False),
        )
    )
    return [_booked(row) for row in tx.exec(query)]


def sync_token(tx: Tx) -> str | None:
    row = tx.get(CursorRow, "calendar")
    return row.token if row and row.token else None


def keep_sync_token(tx: Tx, token: str) -> None:
    row = tx.get(CursorRow, "calendar") or CursorRow(name="calendar", token=token)
    row.token = token
    tx.add(row)
    tx.flush()


def _remote_id(tx: Tx, interview: int, generation: int) -> str:
    """base32hex in lower case, as Google asks for; the salt keeps two databases on one calendar apart."""
    digest = hashlib.sha256(f"{_salt(tx)}:{interview}:{generation}".encode()).digest()
    return base64.b32hexencode(digest[:20]).decode().lower().rstrip("=")


def _salt(tx: Tx) -> str:
    row = tx.get(CursorRow, "salt")
    if row is None:
        row = CursorRow(name="salt", token=secrets.token_hex(8))
        if not add_once(tx, row, name="salt"):
            row = tx.get_one(CursorRow, "salt")
    return row.token


def _booked(row: EventRow) -> Booked:
    return Booked(
        row.interview_id, row.remote_id, row.generation, row.etag, row.wanted, row.shown, row.gone, row.answers
    )
