"""[Read the cards]: the scorecards side by side, for those who may. Who read them, and when first, is noted."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access, debrief, reading
from bot.hiring.person import Person
from handlers import debrief_view as show
from handlers import headline, window
from handlers.debrief_vote import tally
from handlers.headline_view import application_of
from storage import applications, audit, cards, debriefs, forgone, people, standings
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(show.READ)(read)
    app.action(show.PAGE)(turn_page)


def read(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    application_id, _ = application_of(action["value"])
    with db.begin() as tx:
        _must_be_open_to(tx, application_id, actor)
        if debriefs.read_by(tx, application_id, actor.id):
            audit.add(tx, actor=actor.id, action="debrief.read", application=application_id)
        view = show.cards(_read_by(tx, application_id, actor))
    window.show(client, body, view)
    ack()


def turn_page(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    application_id, page = show.page_of(action["value"])
    with db.read() as tx:
        _must_be_open_to(tx, application_id, actor)
        view = show.cards(_read_by(tx, application_id, actor), page)
    client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
    ack()


def _must_be_open_to(tx: Tx, application_id: int, actor: Person) -> None:
    application = applications.get(tx, application_id)
    access.require(actor, show.READ, headline.about(tx, application))
    reading.open_to(actor, standings.of(tx, application), cards.of(tx, application))


def _read_by(tx: Tx, application_id: int, actor: Person) -> show.Reading:
    application = applications.get(tx, application_id)
    standing = standings.of(tx, application)
    found = reading.open_to(actor, standing, cards.of(tx, application))
    team, opened = people.everyone(tx), debriefs.find(tx, application_id)
    common = show.Reading(
        standing,
        found,
        team,
        readers=debriefs.readers(tx, application_id),
        forgone=forgone.of_application(tx, application_id),
        decided=[show.Decided(*decision) for decision in applications.decisions(tx, application_id)],
    )
    return common if opened is None or opened.opened_at is None else _with_votes(tx, common, opened)


def _with_votes(tx: Tx, common: show.Reading, opened: debriefs.Debrief) -> show.Reading:
    """Directions show when all have voted, at the deadline, or once it is decided."""
    assert opened.opened_at is not None
    counted = tally(tx, common.standing)
    days = next((stage.sla_days for stage in common.standing.process.stages if stage.kind == "debrief"), None)
    shown = opened.closed_at is not None or debrief.votes_show(
        counted.voting, counted.votes, opened_at=opened.opened_at, days=days, now=tx.now
    )
    return replace(
        common,
        votes=counted.votes if shown else None,
        voted=counted.voted,
        voting=len(counted.voting),
        votes_show_at=debrief.deadline(opened.opened_at, days),
    )
