"""[Reopen] on the card of somebody whose application was closed: they go on at the stage where they left."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring import application as steps
from bot.hiring.application import THEIR_NAME, Application
from bot.hiring.errors import NotNow
from bot.hiring.person import Person
from bot.hiring.standing import Next
from handlers import candidate_channel, debrief_open, headline, letter_start, schedule_note, schedule_parting, window
from handlers import candidate_reopen_view as show
from handlers.headline_view import application_of
from storage import applications, audit, debriefs, duplicates, interviews, letters, notes, offers, standings
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(show.REOPEN)(open_form)
    app.view(show.REOPENED)(reopen)


def open_form(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    application_id, version = application_of(action["value"])
    with db.read() as tx:
        application = applications.get(tx, application_id)
        access.require(actor, show.REOPEN, headline.about(tx, application))
        applications.must_be_as_seen(tx, application, version)
        _reopened(tx, application)
        view = show.form(standings.of(tx, application))
    window.show(client, body, view)
    ack()


def reopen(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    (application_id, version), reason = show.read(view)
    with db.begin(once=once) as tx:
        before = applications.lock(tx, application_id)
        access.require(actor, show.REOPENED, headline.about(tx, before))
        applications.must_be_as_seen(tx, before, version)
        after = _reopened(tx, before)
        _stop_letters(tx, before)
        applications.save(tx, after)
        notes.add(tx, after.id, by=actor.id, text=f"Opened again: {reason}")
        audit.add(
            tx,
            actor=actor.id,
            action="application.reopened",
            application=after.id,
            said=f"opened {THEIR_NAME}'s application again",
        )
        candidate_channel.go_on(tx, after)
        schedule_parting.end_what_is_off(tx, after)  # no letter will tell them of it any more
        _go_on(tx, after)
        headline.refresh(tx, after)
    ack(response_action="clear")


def _reopened(tx: Tx, application: Application) -> Application:
    if duplicates.find(tx, application.id):
        raise NotNow(f"{application.name} goes on in another application. Nothing was changed.")
    return steps.reopen(application, letter=standings.of(tx, application).letter, now=tx.now)


def _stop_letters(tx: Tx, before: Application) -> None:
    """What has not left will not, and the next rejection or offer gets a letter of its own."""
    for letter in letters.of_application(tx, before.id):
        if letter.state == "approved" and not letters.take_back(tx, letter.id):
            raise NotNow("A letter is leaving right now. Please look again in a minute.")
        if letter.state in {*letters.UNSENT, "cancelled"}:
            letters.set_aside(tx, letter.id)
            letter_start.refresh(tx, letters.get(tx, letter.id))


def _go_on(tx: Tx, after: Application) -> None:
    """What was under way when it was closed is under way again; a scorecard that is still owed is asked for again."""
    for interview in interviews.of_application(tx, after.id):
        if interview.is_booked:
            schedule_note.refresh(tx, after, interview)
    offers.ask_again(tx, after.id)
    following = standings.of(tx, after).next
    if following is Next.OFFER_LETTER:
        letter_start.start_offer(tx, after)
    elif following is Next.DEBRIEF and not debriefs.open_again(tx, after.id):
        debrief_open.after_scorecard(tx, after)
