"""The thread of somebody who was hired is to be cleared: asked again, once, before their first day."""

from collections.abc import Mapping, Sequence

from bot.hiring import overdue
from bot.hiring.application import Application
from bot.hiring.person import Person
from bot.ports import Message
from handlers import offer, offer_view
from storage import applications, audit, messages, people
from storage.audit import Entry
from storage.database import Database, Tx
from storage.parts import TOGETHER, in_parts

AGAIN = "offer.clear_again"


def remind_to_clear(db: Database) -> None:
    """Asked every tick."""
    with db.read() as tx:
        due = _due(tx)
    for some in in_parts(due, size=TOGETHER):
        with db.begin() as tx:
            applications.lock_all(tx, {hired.id for hired in some})
            for hired in some:
                messages.post(tx, _key(hired.id), AGAIN, hired.id, to=hired.coordinator)


def _due(tx: Tx) -> list[Application]:
    team = people.everyone(tx)
    if not any(person.active and overdue.may_be_told(person, tx.now) for person in team.values()):
        return []
    numbers = applications.hired(tx)
    known = messages.known(tx, [_key(number) for number in numbers])
    untold = applications.of_ids(tx, [number for number in numbers if _key(number) not in known])
    said = audit.of_applications(tx, [hired.id for hired in untold], offer.SAID_ABOUT_CLEARING)
    return [hired for hired in untold if _is_due(tx, hired, team, said.get(hired.id, ()))]


def _is_due(tx: Tx, hired: Application, team: Mapping[str, Person], said: Sequence[Entry]) -> bool:
    coordinator = team.get(hired.coordinator)
    if hired.closed_at is None or coordinator is None or not coordinator.active or offer.clearing_actor(said) in team:
        return False
    again_at = overdue.clear_again_at(offer.first_day_of(said), hired.closed_at, coordinator)
    return again_at is not None and again_at <= tx.now and overdue.may_be_told(coordinator, tx.now)


def _key(application: int) -> str:
    """Begins like the first reminder's, so that [Cleared] settles both."""
    return f"{offer_view.clear_key(application)}:again"


def _again(tx: Tx, application_id: int) -> Message | None:
    if offer.cleared_by(tx, application_id) and messages.get(tx, _key(application_id)).posted is None:
        return None
    return offer.reminder(tx, application_id)


RENDERERS = {AGAIN: _again}
