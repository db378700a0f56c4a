"""Remembering what somebody asked for and the options they were shown, so that Book means what they saw."""

from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from bot.hiring.errors import NotFound
from bot.hiring.slots import Booking, Option
from bot.hiring.wanted import SlotSearch, Wanted
from storage.database import Tx
from storage.tables import SlotSearchRow


def add(tx: Tx, wanted: Wanted, *, by: str) -> SlotSearch:
    row = SlotSearchRow(application_id=wanted.application, by=by, request=_kept(wanted), at=tx.now)
    tx.add(row)
    tx.flush()
    return _search(row)


def keep_options(tx: Tx, search_id: int, options: tuple[Option, ...]) -> None:
    row = tx.get_one(SlotSearchRow, search_id)
    row.options = [_option_kept(option) for option in options]
    tx.add(row)
    tx.flush()


def get(tx: Tx, search_id: int) -> SlotSearch:
    row = tx.get(SlotSearchRow, search_id)
    if row is None:
        raise NotFound("This search is not here any more. Please press [Schedule] again.")
    return _search(row)


def suggest(tx: Tx, application: int, *, interview: int, person: str, best: tuple[tuple[str, str], ...]) -> None:
    """Keep who could take the seat of *person*, as (id, reason), best first."""
    tx.add(
        SlotSearchRow(
            application_id=application,
            by=person,
            request={"seat": [interview, person]},
            options=[{"person": who, "reason": reason} for who, reason in best],
            at=tx.now,
        )
    )
    tx.flush()


def suggested(tx: Tx, application: int, *, interview: int, person: str) -> tuple[tuple[str, str], ...] | None:
    """The last suggestion for that seat; None when nobody has looked yet."""
    query = select(SlotSearchRow).where(SlotSearchRow.application_id == application, SlotSearchRow.by == person)
    for row in tx.exec(query.order_by(col(SlotSearchRow.id).desc())):
        if row.request.get("seat") == [interview, person]:
            return tuple((option["person"], option["reason"]) for option in row.options)
    return None


def _search(row: SlotSearchRow) -> SlotSearch:
    assert row.id is not None
    return SlotSearch(row.id, row.by, _wanted(row), tuple(_option(option) for option in row.options), row.at)


def _kept(wanted: Wanted) -> dict[str, Any]:
    return {
        "version": wanted.version,
        "sessions": list(wanted.sessions),
        "first": wanted.first.isoformat(),
        "last": wanted.last.isoformat(),
        "zone": wanted.zone,
        "windows": wanted.windows,
        "chosen": {session: list(people) for session, people in wanted.chosen.items()},
        "moves": wanted.moves,
        "moves_version": wanted.moves_version,
    }


def _wanted(row: SlotSearchRow) -> Wanted:
    kept = row.request
    return Wanted(
        application=row.application_id,
        version=kept["version"],
        sessions=tuple(kept["sessions"]),
        first=date.fromisoformat(kept["first"]),
        last=date.fromisoformat(kept["last"]),
        zone=kept["zone"],
        windows=kept["windows"],
        chosen={session: tuple(people) for session, people in kept["chosen"].items()},
        moves=kept["moves"],
        moves_version=kept["moves_version"],
    )


def _option_kept(option: Option) -> dict[str, Any]:
    parts = [
        {"session": p.session, "start": p.start.isoformat(), "end": p.end.isoformat(), "panel": list(p.panel)}
        for p in option.parts
    ]
    return {"parts": parts, "cost": option.cost, "reasons": list(option.reasons)}


def _option(kept: dict[str, Any]) -> Option:
    parts = tuple(
        Booking(p["session"], datetime.fromisoformat(p["start"]), datetime.fromisoformat(p["end"]), tuple(p["panel"]))
        for p in kept["parts"]
    )
    return Option(parts, kept["cost"], tuple(kept["reasons"]))
