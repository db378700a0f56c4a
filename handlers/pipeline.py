"""/hiring pipeline: every open candidate by stage, the longest in their stage first, a page at a time."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.person import Person
from bot.ports import Block
from handlers import pipeline_view as show
from storage import applications, people, standings
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(show.MORE)(turn_page)


def shown(tx: Tx, page: int = 0) -> Block:
    counted = {stage: number for stage, number, _ in applications.by_stage(tx)}
    number = sum(counted.values())
    page = min(page, max(0, number - 1) // show.A_PAGE)
    there = applications.open_by_stage(
        tx, [stage.id for stage in tx.book.current.stages], limit=show.A_PAGE, offset=page * show.A_PAGE
    )
    return show.pipeline(standings.of_all(tx, there), counted, people.everyone(tx), tx.now, page=page, number=number)


def turn_page(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    access.require(actor, show.MORE)
    with db.read() as tx:
        view = shown(tx, int(action["value"]))
    client.views_update(view_id=body["view"]["id"], hash=body["view"].get("hash"), view=view)
    ack()
