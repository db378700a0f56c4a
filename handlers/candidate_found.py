"""Whom a search found, a page at a time. Each page shows only candidates its reader may see now."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.person import Person
from bot.ports import Block
from handlers import candidate_found_view as show
from handlers import headline, headline_view
from storage import applications
from storage.database import Database, Tx

FOUND_AT_MOST = 300


def register(app: App) -> None:
    app.action(show.MORE)(turn_page)


def first_page(tx: Tx, found: list[Application]) -> Block:
    return show.found(found[: show.A_PAGE], [a.id for a in found], 0, tx.book.current)


def turn_page(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    access.require(actor, show.MORE)
    numbers, page = show.read(body["view"], action["value"])
    with db.read() as tx:
        wanted = applications.of_ids(tx, numbers[page * show.A_PAGE : (page + 1) * show.A_PAGE])
        about = headline.about_all(tx, wanted)
        seen = [a for a, it in zip(wanted, about, strict=True) if access.may(actor, headline_view.OPEN, it)]
        view = show.found(seen, numbers, page, tx.book.current)
    client.views_update(view_id=body["view"]["id"], hash=body["view"].get("hash"), view=view)
    ack()
