"""Remembering the people of the company."""

from collections.abc import Collection
from datetime import date, time

from sqlalchemy import bindparam
from sqlmodel import col, func, select

from bot.hiring.errors import NotFound
from bot.hiring.person import Person, Role
from storage.adding import add_once
from storage.database import Tx
from storage.tables import PersonRow


def get(tx: Tx, person_id: str) -> Person:
    person = find(tx, person_id)
    if person is None:
        raise NotFound("I don't know this person yet. An admin can add them with `/hiring team`.")
    return person


def find(tx: Tx, person_id: str) -> Person | None:
    row = tx.get(PersonRow, person_id)
    return _person(row) if row else None


def has_left(tx: Tx, person_id: str) -> bool:
    """Or became a guest. False of whom we do not know, and of channels."""
    row = tx.get(PersonRow, person_id) if person_id.startswith(("U", "W")) else None
    return row is not None and not row.active


def find_by_email(tx: Tx, email: str) -> Person | None:
    row = tx.exec(select(PersonRow).where(func.lower(PersonRow.email) == email.lower())).first()
    return _person(row) if row else None


def of_ids(tx: Tx, person_ids: Collection[str]) -> list[Person]:
    """In the order of their ids; who is not there is left out."""
    return [_person(row) for row in tx.exec(_OF_IDS, params={"ids": list(person_ids)})]


_OF_IDS = select(PersonRow).where(col(PersonRow.id).in_(bindparam("ids", expanding=True))).order_by(col(PersonRow.id))


def everyone(tx: Tx) -> dict[str, Person]:
    """Everybody known, by id."""
    return {row.id: _person(row) for row in tx.exec(_EVERYONE)}


_EVERYONE = select(PersonRow).order_by(col(PersonRow.name))


def lock(tx: Tx, person_ids: Collection[str]) -> list[Person]:
    """They as they are now. Whoever else wants to change or book one of them waits until this transaction ends."""
    query = _OF_IDS.with_for_update().execution_options(populate_existing=True)
    return [_person(row) for row in tx.exec(query, params={"ids": list(person_ids)})]


def met(tx: Tx, person: Person) -> Person:
    """Who it is, as known now; *person* if nobody was known by that id. Locked: two may meet them at once."""
    add_once(tx, _row(person), id=person.id)
    lock(tx, [person.id])
    return get(tx, person.id)


def with_role(tx: Tx, role: Role) -> list[Person]:
    return [person for person in everyone(tx).values() if person.active and role in person.roles]


def save(tx: Tx, person: Person) -> None:
    row = tx.get(PersonRow, person.id)
    if row is None:
        if add_once(tx, _row(person), id=person.id):
            return
        row = tx.get_one(PersonRow, person.id)
    _fill(row, person)
    tx.add(row)
    tx.flush()


def _row(person: Person) -> PersonRow:
    row = PersonRow(id=person.id, name=person.name, email=person.email, zone=person.zone)
    _fill(row, person)
    return row


def _fill(row: PersonRow, person: Person) -> None:
    row.name, row.email, row.zone, row.active = person.name, person.email, person.zone, person.active
    row.roles, row.sessions = sorted(person.roles), sorted(person.sessions)
    row.starts, row.ends = f"{person.starts:%H:%M}", f"{person.ends:%H:%M}"
    row.days, row.away = sorted(person.days), [[d.isoformat() for d in days] for days in person.away]
    row.paused, row.back_on = person.paused, person.back_on.isoformat() if person.back_on else None
    row.digest = person.digest
    row.max_per_day, row.max_per_week = person.max_per_day, person.max_per_week


def dm_channel(tx: Tx, person_id: str) -> str | None:
    row = tx.get(PersonRow, person_id)
    return row.dm_channel if row else None


def keep_dm_channel(tx: Tx, person_id: str, channel: str) -> None:
    row = tx.get(PersonRow, person_id)
    if row is not None:
        row.dm_channel = channel
        tx.add(row)
        tx.flush()


def _person(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        email=row.email,
        zone=row.zone,
        roles=frozenset(Role(role) for role in row.roles),
        sessions=frozenset(row.sessions),
        starts=time.fromisoformat(row.starts),
        ends=time.fromisoformat(row.ends),
        days=frozenset(row.days),
        max_per_day=row.max_per_day,
        max_per_week=row.max_per_week,
        away=tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in row.away),
        paused=row.paused,
        back_on=date.fromisoformat(row.back_on) if row.back_on else None,
        digest=row.digest,
        active=row.active,
    )
