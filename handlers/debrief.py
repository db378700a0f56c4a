"""[Read the cards]: the scorecards side by side, for those who may. Who read them, and when first, is noted."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access, reading
from bot.hiring.person import Person
from handlers import debrief_view as show
from handlers import headline, window
from handlers.debrief_reading_view import READ, Decided, Reading
from handlers.debrief_vote import tally
from handlers.headline_view import application_of
from storage import applications, audit, cards, debriefs, duplicates, forgone, people, shared_notes, standings
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(READ)(read)
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
    client.views_update(view_id=body["view"]["id"], hash=body["view"].get("hash"), view=view)
    ack()


def _must_be_open_to(tx: Tx, application_id: int, actor: Person) -> None:
    application = applications.get(tx, application_id)
    access.require(actor, READ, headline.about(tx, application))
    for number in duplicates.together_with(tx, application_id):
        joined = applications.get(tx, number)
        if joined.is_open:  # else no card is asked for there any more, nor taken
            reading.must_not_be_blind(actor, standings.of(tx, joined))
    reading.open_to(actor, standings.of(tx, application), cards.of(tx, application))


def draw_again(body: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    """The page that is open, after something on it was pressed. Nothing where it was pressed in a message."""
    if body.get("view") is None:
        return
    application_id, page = show.page_of(body["view"]["private_metadata"])
    with db.read() as tx:
        _must_be_open_to(tx, application_id, actor)
        view = show.cards(_read_by(tx, application_id, actor), page)
    client.views_update(view_id=body["view"]["id"], hash=body["view"].get("hash"), view=view)


def _read_by(tx: Tx, application_id: int, actor: Person) -> Reading:
    application = applications.get(tx, application_id)
    standing = standings.of(tx, application)
    found = reading.open_to(actor, standing, cards.of(tx, application))
    opened = debriefs.find(tx, application_id)
    common = Reading(
        standing,
        found,
        people.everyone(tx),
        readers=debriefs.readers(tx, application_id),
        reader=actor.id,
        forgone=forgone.of_application(tx, application_id),
        decided=[Decided(*decision) for decision in applications.decisions(tx, application_id)],
        debated=opened is not None and opened.opened_at is not None,
        shared=shared_notes.of_person(tx, application_id, actor.id),
    )
    return common if opened is None or opened.opened_at is None else _with_votes(tx, common, opened)


def _with_votes(tx: Tx, common: Reading, opened: debriefs.Debrief) -> Reading:
    """Directions show when all have voted, at the deadline, or once it is decided."""
    counted = tally(tx, common.standing)
    shown = opened.closed_at is not None or counted.shows(tx.now)
    return replace(
        common,
        votes=counted.votes if shown else None,
        outdated=frozenset(vote.person for vote in counted.votes if vote not in counted.standing),
        voted=counted.voted,
        voting=len(counted.voting),
        votes_show_at=counted.shows_at,
    )
