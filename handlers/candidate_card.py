"""A candidate's card, put together for one reader."""

from typing import Any

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.person import Person
from bot.ports import Block
from handlers import candidate_card_view as show
from handlers import (
    candidate_channel,
    candidate_merge_view,
    contact,
    contact_view,
    headline,
    headline_view,
    letter_more,
    letter_more_view,
)
from storage import applications, duplicates, people, standings
from storage.database import Tx


def card(tx: Tx, application: Application, actor: Person) -> dict[str, Any]:
    about, standing = headline.about(tx, application), standings.of(tx, application)
    due = contact.of(tx, standing)
    return show.card(
        standing,
        people.everyone(tx),
        lambda action: access.may(actor, action, about),
        continued=headline.continued(tx, application.id),
        related=_related(tx, application, actor),
        talked_in=candidate_channel.link(tx, application) if candidate_channel.has_own(application) else "",
        thread=headline.link(tx, application.id, "To their thread") or "",
        hears=contact_view.words(due, tx.now) if due else "",
        more=[letter_more_view.asked_button(application)] if letter_more.can_be_asked(tx, application) else [],
    )


def _related(tx: Tx, application: Application, actor: Person) -> list[Block]:
    """What else this person may see of the same candidate, and for recruiters what may be the same."""
    joined = [applications.get(tx, number) for number in duplicates.together_with(tx, application.id)]
    seen = [a for a in joined if access.may(actor, headline_view.OPEN, headline.about(tx, a))]
    alike = []
    if application.is_open and access.may(actor, candidate_merge_view.MERGE):
        alike = [a for a in applications.alike(tx, application) if a.is_open]
    return candidate_merge_view.related(application, seen, alike)
