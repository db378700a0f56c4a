"""The thread of somebody who was hired is to be cleared: asked again, once, before their first day."""

from bot.hiring import overdue
from bot.hiring.application import Application
from bot.ports import Message
from handlers import offer, offer_view
from storage import applications, messages, people
from storage.database import Database, Tx

AGAIN = "offer.clear_again"


def remind_to_clear(db: Database) -> None:
    """Asked every tick."""
    with db.read() as tx:
        due = [hired for hired in applications.hired(tx) if _due(tx, hired)]
    if not due:
        return
    with db.begin() as tx:
        for hired in due:
            messages.post(tx, _key(hired.id), AGAIN, hired.id, to=hired.coordinator)


def _due(tx: Tx, hired: Application) -> bool:
    if messages.find(tx, _key(hired.id)) is not None or hired.closed_at is None:
        return False
    coordinator = people.find(tx, hired.coordinator)
    if coordinator is None or not coordinator.active or offer.cleared_by(tx, hired.id):
        return False
    again_at = overdue.clear_again_at(offer.first_day(tx, hired.id), hired.closed_at, coordinator)
    return again_at is not None and again_at <= tx.now and overdue.may_be_told(coordinator, tx.now)


def _key(application: int) -> str:
    """Begins like the first reminder's, so that [Cleared] settles both."""
    return f"{offer_view.clear_key(application)}:again"


def _again(tx: Tx, application_id: int) -> Message | None:
    if offer.cleared_by(tx, application_id) and messages.get(tx, _key(application_id)).posted is None:
        return None
    return offer.reminder(tx, application_id)


RENDERERS = {AGAIN: _again}
