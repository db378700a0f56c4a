"""[Timeline] on a candidate's card: who did what, and when, told from the audit."""

from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring import timeline as rules
from bot.hiring.application import Application
from bot.hiring.person import Person
from bot.hiring.standing import Standing
from bot.ports import Block
from handlers import candidate_timeline_view as show
from handlers import headline, window
from handlers.blocks import esc
from handlers.candidate_timeline_words import Names, sentence
from handlers.headline_view import application_of, name_of
from storage import applications, audit, duplicates, people, standings
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(show.TIMELINE)(open_timeline)
    app.action(show.PAGE)(turn_page)


def open_timeline(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    with db.read() as tx:
        view = _page(tx, application_of(action["value"])[0], actor, show.TIMELINE, 0)
    window.show(client, body, view)
    ack()


def turn_page(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    with db.read() as tx:
        view = _page(tx, int(body["view"]["private_metadata"]), actor, show.PAGE, int(action["value"]))
    client.views_update(view_id=body["view"]["id"], hash=body["view"].get("hash"), view=view)
    ack()


def _page(tx: Tx, application_id: int, actor: Person, action: str, page: int) -> Block:
    """Newest first: whoever opens it asks what happened last."""
    application = applications.get(tx, application_id)
    access.require(actor, action, headline.about(tx, application))
    standing = standings.of(tx, application)
    blind = rules.is_blind(actor, [standing, *_joined(tx, application)])
    entries = audit.of_application(tx, application.id)[::-1]
    told = [entry for entry in entries if rules.may_be_told(actor, entry.action, blind=blind)]
    page = min(page, max(0, len(told) - 1) // show.A_PAGE)
    there = told[page * show.A_PAGE : (page + 1) * show.A_PAGE]
    return show.timeline(application, _in_words(tx, standing, there), page, number=len(told), blind=blind)


def _joined(tx: Tx, application: Application) -> list[Standing]:
    """In which a card may be owed: where one is closed, none is taken any more."""
    joined = [applications.get(tx, number) for number in duplicates.together_with(tx, application.id)]
    return standings.of_all(tx, [it for it in joined if it.is_open])


def _in_words(tx: Tx, standing: Standing, entries: Sequence[audit.Entry]) -> list[show.Happened]:
    process, team = standing.process, people.everyone(tx)
    names = Names(
        team,
        {i.id: esc(process.session(i.session).name) for i in standing.interviews},
        {stage.id: esc(stage.name) for stage in process.stages},
        {trait.id: esc(trait.name) for trait in process.traits},
    )
    return [
        show.Happened(
            entry.at,
            "Interview Bot" if entry.actor == audit.BOT else name_of(entry.actor, team),
            sentence(entry.action, {**entry.detail, "interview": entry.interview}, names),
        )
        for entry in entries
    ]
