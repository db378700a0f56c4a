"""While a scorecard is written: every keystroke is kept, and the form follows what was chosen."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.person import Person
from handlers import scorecard_view as show
from handlers.scorecard_sheet import keep_action, load_shown, open_trait
from handlers.scorecard_sheet_view import Sheet
from handlers.scorecard_traits_view import KEEP
from storage.database import Database


def register(app: App) -> None:
    app.action(KEEP)(keep)
    app.action(show.ADD_TRAIT)(add_trait)
    app.action(show.BACK)(back)


def keep(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    """Called for every keystroke: nothing but the save, unless a choice changed what the form asks for."""
    view = body["view"]
    access.require(actor, KEEP)
    with db.begin() as tx:
        kept = keep_action(tx, view, action, actor.id)
    if kept and show.shapes(action["block_id"]):
        with db.read() as tx:
            sheet = load_shown(tx, view, actor.id)
        _redraw(client, view, sheet)
    ack()


def add_trait(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    view = body["view"]
    with db.begin() as tx:
        keep_action(tx, view, action, actor.id)
        open_trait(tx, view, action, actor.id)
        sheet = load_shown(tx, view, actor.id)
        access.require(actor, show.ADD_TRAIT, access.Object(sheet.application, (sheet.interview,)))
    _redraw(client, view, sheet)
    ack()


def back(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    view = body["view"]
    with db.begin() as tx:
        keep_action(tx, view, action, actor.id)
        sheet = load_shown(tx, view, actor.id)
        access.require(actor, show.BACK, access.Object(sheet.application, (sheet.interview,)))
    client.views_update(view_id=view["id"], view=show.step_one(sheet))
    ack()


def _redraw(client: WebClient, view: dict[str, Any], sheet: Sheet) -> None:
    """Slack keeps what was typed where a field stays."""
    drawn = show.step_one(sheet)
    if show.outline(view) != show.outline(drawn):
        client.views_update(view_id=view["id"], view=drawn)
