"""[Share]: a note of one's own goes into the decision thread, under its author's name; they may take it back."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access, sharing
from bot.hiring.errors import AlreadyDone, NotNow
from bot.hiring.person import Person
from bot.ports import Message
from handlers import debrief, headline
from handlers import debrief_share_view as show
from storage import applications, audit, cards, debriefs, interviews, messages, people, shared_notes, standings
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(show.SHARE)(share)
    app.action(show.TAKE_BACK)(take_back)


def share(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database, once: str
) -> None:
    application_id, interview, trait = show.note_of(action["value"])
    with db.begin(once=once) as tx:
        application = applications.lock(tx, application_id)
        access.require(actor, show.SHARE, headline.about(tx, application))
        standing = standings.of(tx, application)
        sharing.note_to_share(standing, cards.of(tx, application), actor.id, interview, trait)
        if not shared_notes.share(tx, application_id, interview, actor.id, trait):
            raise AlreadyDone
        audit.add(
            tx, actor=actor.id, action="debrief.shared", application=application_id, interview=interview, trait=trait
        )
        messages.post(
            tx,
            _key(application_id, interview, actor.id, trait),
            show.SHARED,
            interview,
            actor.id,
            trait,
            to=application.channel,
            thread=headline.key(application_id),
        )
    debrief.draw_again(body, client, actor, db)
    ack()


def take_back(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database, once: str
) -> None:
    """Pressed by somebody else it finds no note of theirs, and nothing happens."""
    application_id, interview, trait = show.note_of(action["value"])
    with db.begin(once=once) as tx:
        application = applications.lock(tx, application_id)
        access.require(actor, show.TAKE_BACK, headline.about(tx, application))
        if not shared_notes.take_back(tx, interview, actor.id, trait):
            raise NotNow("Only its author can take a note back, and only once. Nothing was changed.")
        audit.add(
            tx,
            actor=actor.id,
            action="debrief.taken_back",
            application=application_id,
            interview=interview,
            trait=trait,
        )
        messages.refresh(tx, _key(application_id, interview, actor.id, trait))
    debrief.draw_again(body, client, actor, db)
    ack()


def _key(application: int, interview: int, person: str, trait: str) -> str:
    """Begins like the debrief's own message, so that it is made current with it."""
    return f"debrief:{application}:note:{interview}:{person}:{trait}"


def _shared(tx: Tx, interview_id: int, person: str, trait: str) -> Message:
    application = applications.get(tx, interviews.get(tx, interview_id).application)
    standing, author = standings.of(tx, application), people.get(tx, person).name
    at = shared_notes.shared_at(tx, interview_id, person, trait)
    if at is None:
        return show.taken_back(author)
    name = standing.process.trait(trait).name
    debrief = debriefs.find(tx, application.id)
    if not standing.debrief_open or debrief is None or debrief.opened_at is None or at < debrief.opened_at:
        return show.closed(author, name)  # it was shared with who spoke about them then
    note = sharing.own_note(cards.of(tx, application), person, interview_id, trait)
    return show.shared(application, author, name, note, show.value_of(application.id, interview_id, trait))


RENDERERS = {show.SHARED: _shared}
