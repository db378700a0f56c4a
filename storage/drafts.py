"""Remembering what stands in an unfinished form, field by field, so that nothing typed is ever lost.

Slack tells of every keystroke with everything that stands in that window. Saves arrive out of order, and the same
form may be open on two devices: the newest save of a field wins, and what a window merely shows, because it was drawn
so or typed there long ago, never covers what was typed in another one.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, delete, select

from storage import people
from storage.database import Tx
from storage.tables import DraftRow

FAR_APART = 3600.0  # seconds


@dataclass(frozen=True)
class Typed:
    """A field as it stands in a window. *drawn* is what the window was opened with; *firm*: this very field was set."""

    field: str
    value: Any
    drawn: Any = ""
    firm: bool = True


def keep(
    tx: Tx, form: str, person: str, typed: Iterable[Typed], *, view: str, at: str, newest: bool = False
) -> dict[str, Any]:
    """Save what stands in the window *view* at Slack's time *at*; gives the whole draft as it is then.

    *newest*: it is newer than all that is known, and *at* is this machine's time, which may be another than Slack's.
    """
    people.lock(tx, [person])  # saves of one person take turns
    rows = {row.field: row for row in _rows(tx, form, person)}
    at = _after(rows.values(), at) if newest else at
    for it in typed:
        row = rows.get(it.field)
        if (row is not None and row.typed_at > at) or not (it.firm or _is_news(it, row, view)):
            continue
        row = row or DraftRow(form=form, person=person, field=it.field, typed_at=at)
        row.value, row.typed_at, row.view = it.value, at, view
        rows[it.field] = row
        tx.add(row)
    tx.flush()
    return {field: row.value for field, row in rows.items()}


def of(tx: Tx, form: str, person: str) -> dict[str, Any]:
    return {row.field: row.value for row in _rows(tx, form, person)}


def forget(tx: Tx, form: str, person: str) -> None:
    tx.exec(delete(DraftRow).where(col(DraftRow.form) == form, col(DraftRow.person) == person))


def _after(rows: Iterable[DraftRow], at: str) -> str:
    """Where the clocks are far apart Slack's counts; else ours, lest a keystroke still under way be taken for newer."""
    known = max((row.typed_at for row in rows), default=at)
    with suppress(ValueError):
        return max(known, at) if abs(float(at) - float(known)) < FAR_APART else known
    return known


def _is_news(it: Typed, row: DraftRow | None, view: str) -> bool:
    """Whether a field that was not set just now tells of something typed in this window that we had not heard of."""
    if it.value == it.drawn:
        return False
    return row is None or row.view == view or row.value == it.drawn


def _rows(tx: Tx, form: str, person: str) -> list[DraftRow]:
    return list(tx.exec(_ROWS, params={"form": form, "person": person}))


# Asked for every keystroke: SQLAlchemy takes longer to build it than the database to answer.
_ROWS = select(DraftRow).where(DraftRow.form == bindparam("form"), DraftRow.person == bindparam("person"))
