"""What became of the offer: [Accepted] or [Declined], noted by whoever heard it.

The mail that makes the offer is a letter (see `handlers.letter`); its answer comes outside Slack.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring import application as rules
from bot.hiring.application import Application
from bot.hiring.errors import AlreadyDone, NotNow
from bot.hiring.letter_facts import spelled
from bot.hiring.person import Person
from bot.hiring.standing import Next
from bot.ports import Message
from handlers import candidate_channel, headline, letter_start, mail, schedule_cancel, window
from handlers import offer_view as show
from handlers.headline_view import application_of
from storage import applications, audit, messages, offers, people, standings
from storage.audit import Entry
from storage.database import Database, Tx


@dataclass(frozen=True)
class Answer:
    verdict: str
    action: str
    said: str
    step: Callable[..., Application]


ACCEPTED = Answer("accepted", "application.hired", "noted that the offer was accepted", rules.accept_offer)
DECLINED = Answer("declined", "application.offer_declined", "noted that the offer was declined", rules.decline_offer)

SAID_ABOUT_CLEARING = (ACCEPTED.action, show.CLEARED)


def register(app: App) -> None:
    app.action(show.ACCEPTED)(ask)
    app.action(show.DECLINED)(ask)
    app.view(show.ACCEPT)(accept)
    app.view(show.DECLINE)(decline)
    app.action(show.CLEARED)(clear)


def ask(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    application_id, version = application_of(action["value"])
    with db.read() as tx:
        application = headline.locked_for(tx, actor, action["action_id"], application_id, version)
        mail_left = _mail_left(tx, application)
    form = show.accept_form if action["action_id"] == show.ACCEPTED else show.decline_form
    window.show(client, body, form(application, mail_left=mail_left))
    ack()


def accept(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """Hired: the candidate gets a mail, the coordinator is reminded to clear the thread in time."""
    begins = show.first_day_of(view)
    with db.begin(once=once) as tx:
        hired = _answer(tx, view, actor, ACCEPTED, first_day=begins)
        words = {"next_step": f"Your first day is {spelled(begins)}."} if begins else {}
        mail.send(tx, hired, "offer_accepted", f"offer_accepted:{hired.id}", **words)
        messages.post(tx, show.clear_key(hired.id), show.CLEAR, hired.id, to=hired.coordinator)
    ack(response_action="clear")


def decline(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    with db.begin(once=once) as tx:
        closed = _answer(tx, view, actor, DECLINED, reason=show.reason_of(view))
        if show.thanks(view):
            mail.send(tx, closed, "offer_declined", f"offer_declined:{closed.id}")
    ack(response_action="clear")


def clear(ack: Ack, action: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """The thread was cleared: the reminder says who did it."""
    with db.begin(once=once) as tx:
        application = applications.lock(tx, int(action["value"]))
        access.require(actor, show.CLEARED, headline.about(tx, application))
        if cleared_by(tx, application.id):
            raise AlreadyDone
        audit.add(tx, actor=actor.id, action=show.CLEARED, application=application.id)
        messages.refresh_all(tx, show.clear_key(application.id))
        candidate_channel.keep_up(tx, application)
    ack()


def _answer(
    tx: Tx, view: dict[str, Any], actor: Person, answer: Answer, *, reason: str = "", first_day: date | None = None
) -> Application:
    application_id, version = application_of(view["private_metadata"])
    application = headline.locked_for(tx, actor, view["callback_id"], application_id, version)
    if not _mail_left(tx, application):
        letter_start.stop(tx, application)
    closed = answer.step(application, tx.book.get(tx, application.process), now=tx.now)
    applications.save(tx, closed)
    applications.add_decision(tx, closed.id, stage=closed.stage, verdict=answer.verdict, by=actor.id, reason=reason)
    offers.answered(tx, closed.id, answer.verdict)
    begins = first_day.isoformat() if first_day else None
    audit.add(tx, actor=actor.id, action=answer.action, application=closed.id, said=answer.said, first_day=begins)
    schedule_cancel.cancel_upcoming(tx, closed, by=actor.id)
    headline.refresh(tx, closed)
    return closed


def _mail_left(tx: Tx, application: Application) -> bool:
    """Raises NotNow when no offer was decided. A candidate may answer on the phone before the mail has left."""
    standing = standings.of(tx, application)
    if standing.next not in {Next.OFFER_LETTER, Next.OFFER_ANSWER}:
        raise NotNow(f"{application.name} has no offer. Nothing was changed.")
    return standing.next is Next.OFFER_ANSWER


def reminder(tx: Tx, application_id: int) -> Message:
    application = applications.get(tx, application_id)
    return show.reminder(
        application,
        first_day(tx, application_id),
        cleared_by=cleared_by(tx, application_id),
        own_channel=candidate_channel.link(tx, application) if candidate_channel.has_own(application) else None,
    )


def first_day(tx: Tx, application_id: int) -> date | None:
    return first_day_of(audit.of_application(tx, application_id))


def first_day_of(said: Sequence[Entry]) -> date | None:
    """As it was noted when the offer was accepted."""
    hired = next((entry for entry in said if entry.action == ACCEPTED.action), None)
    begins = hired.detail.get("first_day") if hired else None
    return date.fromisoformat(begins) if begins else None


def cleared_by(tx: Tx, application_id: int) -> str | None:
    actor = clearing_actor(audit.of_application(tx, application_id))
    person = people.find(tx, actor) if actor else None
    return person.name if person else None


def clearing_actor(said: Sequence[Entry]) -> str | None:
    """Whoever cleared the thread first."""
    return next((entry.actor for entry in said if entry.action == show.CLEARED), None)


RENDERERS = {show.CLEAR: reminder}
