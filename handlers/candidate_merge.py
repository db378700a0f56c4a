"""[Merge]: the same person applied twice. One application goes on; the other is closed and points to it."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access, merging
from bot.hiring import application as steps
from bot.hiring.application import THEIR_NAME
from bot.hiring.person import Person
from handlers import candidate_merge_view as show
from handlers import headline, letter_start, window
from storage import applications, audit, debriefs, duplicates, standings
from storage.database import Database


def register(app: App) -> None:
    app.action(show.MERGE)(open_form)
    app.view(show.MERGED)(merge)


def open_form(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    with db.read() as tx:
        pair = [applications.get(tx, number) for number in show.pair_of(action["value"])]
        for application in pair:
            access.require(actor, show.MERGE, headline.about(tx, application))
        one, other = standings.of_all(tx, pair)
        merging.may_be_one(one, other)
        view = show.form(one, other)
    window.show(client, body, view)
    ack()


def merge(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    pair, kept_id = show.read(view)
    with db.begin(once=once) as tx:
        locked = [applications.lock(tx, number) for number, _ in sorted(pair)]
        for application, (_, version) in zip(locked, sorted(pair), strict=True):
            access.require(actor, show.MERGED, headline.about(tx, application))
            applications.must_be_as_seen(tx, application, version)
        kept, other = sorted(locked, key=lambda application: application.id != kept_id)
        merging.may_continue(standings.of(tx, kept), standings.of(tx, other))
        closed = steps.withdraw(other, now=tx.now)
        applications.save(tx, closed)
        duplicates.add(tx, closed.id, continued_in=kept.id)
        debriefs.close(tx, closed.id)
        audit.add(
            tx,
            actor=actor.id,
            action="application.merged",
            application=closed.id,
            continued_in=kept.id,
            said=f"merged it into another application of {THEIR_NAME}",
        )
        letter_start.stop(tx, closed)
        headline.refresh(tx, closed)
        headline.refresh(tx, kept)
    ack(response_action="clear")
