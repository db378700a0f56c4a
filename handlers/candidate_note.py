"""[Notes] on a candidate's card: what recruiters note for each other. Nobody else ever sees them."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.person import Person
from bot.ports import Block
from handlers import candidate_note_view as show
from handlers import headline, window
from handlers.headline_view import application_of
from storage import applications, audit, notes, people
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(show.NOTES)(open_notes)
    app.action(show.PAGE)(turn_page)
    app.view(show.ADDED)(add)


def open_notes(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    with db.read() as tx:
        view = _shown(tx, application_of(action["value"])[0], actor, show.NOTES)
    window.show(client, body, view)
    ack()


def turn_page(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    application_id, page = show.page_of(action["value"])
    with db.read() as tx:
        view = _shown(tx, application_id, actor, show.PAGE, page)
    client.views_update(view_id=body["view"]["id"], hash=body["view"].get("hash"), view=view)
    ack()


def add(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    application_id, text = show.read(view)
    with db.begin(once=once) as tx:
        application = applications.get(tx, application_id)
        access.require(actor, show.ADDED, headline.about(tx, application))
        notes.add(tx, application.id, by=actor.id, text=text)
        audit.add(tx, actor=actor.id, action="note.added", application=application.id)
        shown = _shown(tx, application.id, actor, show.ADDED)
    ack(response_action="update", view=shown)


def _shown(tx: Tx, application_id: int, actor: Person, action: str, page: int | None = None) -> Block:
    application = applications.get(tx, application_id)
    access.require(actor, action, headline.about(tx, application))
    return show.shown(application, notes.of_application(tx, application_id), people.everyone(tx), page)
