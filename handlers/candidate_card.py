"""A candidate's card, put together for one reader."""

from typing import Any

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.person import Person
from handlers import candidate_card_view as show
from handlers import headline
from storage import people, standings
from storage.database import Tx


def card(tx: Tx, application: Application, actor: Person) -> dict[str, Any]:
    about = headline.about(tx, application)
    return show.card(
        standings.of(tx, application), people.everyone(tx), lambda action: access.may(actor, action, about)
    )
