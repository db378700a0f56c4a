"""[Set hiring manager] on a candidate's card: who decides after the debrief."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring import application as steps
from bot.hiring.application import THEIR_NAME
from bot.hiring.errors import Incomplete
from bot.hiring.person import Person, Role
from handlers import candidate_manager_view as show
from handlers import headline, window
from handlers.headline_view import application_of
from storage import applications, audit, messages, people
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(show.MANAGER)(open_form)
    app.view(show.MANAGED)(set_manager)


def open_form(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    application_id, _ = application_of(action["value"])
    with db.read() as tx:
        application = applications.get(tx, application_id)
        access.require(actor, show.MANAGER, headline.about(tx, application))
        view = show.form(application)
    window.show(client, body, view)
    ack()


def set_manager(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    (application_id, version), chosen = show.read(view)
    with db.begin(once=once) as tx:
        before = applications.lock(tx, application_id)
        access.require(actor, show.MANAGED, headline.about(tx, before))
        applications.must_be_as_seen(tx, before, version)
        manager = _hiring_manager(tx, chosen)
        after = steps.hand_to(before, hiring_manager=manager.id)
        applications.save(tx, after)
        audit.add(
            tx,
            actor=actor.id,
            action="application.hiring_manager",
            application=after.id,
            to=manager.id,
            said=f"made {manager.name} hiring manager of {THEIR_NAME}",
        )
        if before.hiring_manager:
            messages.home(tx, before.hiring_manager)
        headline.refresh(tx, after)
    ack(response_action="clear")


def _hiring_manager(tx: Tx, person: str) -> Person:
    known = people.find(tx, person)
    if known is None or not known.active or not known.has(Role.HIRING_MANAGER):
        raise Incomplete({"hiring_manager": "Not a hiring manager yet. An admin can add the role with /hiring team."})
    return known
