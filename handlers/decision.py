"""A person decides: move on, turn down, make an offer, or one more conversation. Always with the cards in.

button  ->  form with the reason  ->  checked and saved  ->  headline, note in the thread, and the letter's draft
"""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring import decision as rules
from bot.hiring.application import Application
from bot.hiring.decision import Verdict
from bot.hiring.errors import NotNow
from bot.hiring.person import Person
from bot.hiring.standing import Standing
from bot.ports import Block, Message
from handlers import decision_cards, headline, headline_view, window
from handlers import decision_view as show
from handlers.blocks import esc
from handlers.letter_start import start_offer, start_rejection
from handlers.schedule_cancel import cancel_upcoming
from storage import applications, audit, debriefs, messages, people, standings
from storage.database import Database, Tx


def register(app: App) -> None:
    for action in show.ASKED:
        app.action(action)(ask)
    for callback in show.DECIDED:
        app.view(callback)(decide)


def ask(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    verdict = show.ASKED[action["action_id"]]
    application_id, version = headline_view.application_of(action["value"])
    with db.read() as tx:
        standing = _open_to(tx, applications.get(tx, application_id), actor, action["action_id"], verdict, version)
        changes = decision_cards.since_read(tx, standing, actor)
        view = show.form(verdict, standing, changes, seen=decision_cards.last(tx, application_id))
    window.show(client, body, view)
    ack()


def decide(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """Where cards changed since the form was drawn it comes back, saying which, with the reason still in it."""
    asked = show.read(view)
    with db.read() as tx:
        asked_again = _asked_again(tx, asked, actor, view["callback_id"])
    if asked_again is not None:
        ack(response_action="update", view=asked_again)
        return
    with db.begin(once=once) as tx:
        before = applications.lock(tx, asked.application)
        standing = _open_to(tx, before, actor, view["callback_id"], asked.verdict, asked.version)
        decision_cards.must_be_read(decision_cards.since_asked(tx, standing, actor, asked.seen))
        after = rules.decide(asked.verdict, standing, actor, reason=asked.reason)
        _keep(tx, before, after, asked, actor)
        _follow_up(tx, after, asked.verdict, actor)
        headline.refresh(tx, after)
    ack(response_action="clear")


def _asked_again(tx: Tx, asked: show.Asked, actor: Person, action: str) -> Block | None:
    application = applications.get(tx, asked.application)
    if application.version != asked.version:
        return None  # decided meanwhile; it may have been by this very form
    standing = _open_to(tx, application, actor, action, asked.verdict, asked.version)
    changes = decision_cards.since_asked(tx, standing, actor, asked.seen)
    if not changes:
        return None
    seen = decision_cards.last(tx, asked.application)
    return show.form(asked.verdict, standing, changes, seen=seen, reason=asked.reason)


def _open_to(tx: Tx, application: Application, actor: Person, action: str, verdict: Verdict, version: int) -> Standing:
    """Raises NotAllowed, NotNow, or Stale unless *actor* may decide on what they saw."""
    _must_be_allowed(tx, actor, action, application)
    applications.must_be_as_seen(tx, application, version)
    standing = standings.of(tx, application)
    rules.may_decide(verdict, standing, actor)
    return standing


def _must_be_allowed(tx: Tx, actor: Person, action: str, application: Application) -> None:
    about = headline.about(tx, application)
    sees_candidate = access.may(actor, headline_view.OPEN, about)
    if application.hiring_manager is None and sees_candidate and not access.may(actor, action, about):
        raise NotNow(rules.no_hiring_manager(application))
    access.require(actor, action, about)


def _keep(tx: Tx, before: Application, after: Application, asked: show.Asked, actor: Person) -> None:
    verdict = asked.verdict
    applications.save(tx, after)
    applications.add_decision(tx, after.id, stage=before.stage, verdict=verdict.value, by=actor.id, reason=asked.reason)
    debriefs.close(tx, after.id)
    audit.add(
        tx,
        actor=actor.id,
        action=f"application.{verdict.value}",
        application=after.id,
        stage=after.stage,
        said=show.said(verdict, after, tx.book.get(tx, after.process)),
    )


def _follow_up(tx: Tx, after: Application, verdict: Verdict, actor: Person) -> None:
    """What everybody else learns of it, and the letter that is to be written."""
    messages.post(
        tx,
        f"decision:{after.id}:{after.version}",
        show.NOTE,
        after.id,
        verdict.value,
        after.stage,
        actor.id,
        to=after.channel,
        thread=headline.key(after.id),
    )
    if verdict is Verdict.REJECT:
        cancel_upcoming(tx, after, by=actor.id)
        start_rejection(tx, after)
    elif tx.book.get(tx, after.process).stage(after.stage).kind == "offer":
        start_offer(tx, after)


def _note(tx: Tx, application_id: int, verdict: str, stage: str, by: str = "") -> Message:
    """What was promised before this was told does not say *by* whom."""
    application = applications.get(tx, application_id)
    name = tx.book.get(tx, application.process).stage(stage).name
    decided = people.find(tx, by)
    return show.note(Verdict(verdict), application, name, esc(decided.name) if decided else "")


RENDERERS = {show.NOTE: _note}
