"""/candidate: open an application, see where it stands, withdraw.

/candidate       ->  form  ->  checked and saved  ->  ONE headline in the hiring channel, edited in place
/candidate NAME  ->  card: where they stand, every interview, what is missing, who must act
"""

from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring import application as rules
from bot.hiring.application import Application
from bot.hiring.contact import first_contact
from bot.hiring.letter_facts import spelled
from bot.hiring.person import Person
from bot.ports import Directory
from handlers import candidate_channel, headline, headline_view, letter_start, mail, schedule_cancel, window
from handlers import candidate_view as show
from handlers.blocks import typed
from handlers.candidate_card import card
from handlers.candidate_found import FOUND_AT_MOST, first_page
from handlers.candidate_ready import must_be_ready
from handlers.company import Company
from storage import applications, audit
from storage.database import Database, Tx


def register(app: App) -> None:
    app.command(show.COMMAND)(open_form)
    app.view(show.ADD)(add)
    app.action(headline_view.OPEN)(open_card)
    app.action(headline_view.WITHDRAW)(ask_withdraw)
    app.view(show.WITHDRAWN)(withdraw)


def open_form(ack: Ack, command: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    """The form; with words behind the command, the card of whoever they mean."""
    words = typed(command)
    with db.read() as tx:
        found = applications.search(tx, words, limit=FOUND_AT_MOST) if words else []
        seen = [
            a
            for a, about in zip(found, headline.about_all(tx, found), strict=True)
            if access.may(actor, headline_view.OPEN, about)
        ]
        if not words:
            access.require(actor, show.COMMAND_FORM)
        view = _search_result(tx, words, seen, actor) if words else show.form(tx.book.current, actor)
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def add(
    ack: Ack,
    view: dict[str, Any],
    actor: Person,
    db: Database,
    directory: Directory,
    company: Company,
    once: str,
) -> None:
    access.require(actor, show.ADD)
    asked = show.read(view)
    with db.read() as tx:
        role = tx.book.current.role(asked.role)
    channel = directory.channel_id(role.channel or company.channel)
    with db.begin(once=once) as tx:
        must_be_ready(tx, coordinator=asked.coordinator, hiring_manager=asked.hiring_manager)
        candidate = applications.add_candidate(tx, name=asked.name, email=asked.email, cv_url=asked.cv_url)
        process = tx.book.current
        opened = applications.add(
            tx,
            candidate,
            role=asked.role,
            process=process.digest,
            stage=process.stages[0].id,
            coordinator=asked.coordinator or actor.id,
            hiring_manager=asked.hiring_manager,
            channel=channel,
            source=asked.source,
        )
        audit.add(tx, actor=actor.id, action="application.opened", application=opened.id, said="opened the application")
        earlier = applications.alike(tx, opened)
        opened = candidate_channel.begin(tx, opened, process)
        headline.post(tx, opened)
        day = first_contact(tx.now.astimezone(ZoneInfo(company.zone)).date(), process.stages[0].sla_days)
        mail.send(tx, opened, "received", f"received:{opened.id}", next_contact_date=spelled(day))
    ack(response_action="update", view=show.pointed_out(opened, earlier)) if earlier else ack()


def open_card(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    with db.read() as tx:
        application = applications.get(tx, headline_view.application_of(action["value"])[0])
        access.require(actor, headline_view.OPEN, headline.about(tx, application))
        view = card(tx, application, actor)
    window.show(client, body, view)
    ack()


def ask_withdraw(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    application_id, version = headline_view.application_of(action["value"])
    with db.read() as tx:
        application = applications.get(tx, application_id)
        access.require(actor, headline_view.WITHDRAW, headline.about(tx, application))
    window.show(client, body, show.withdraw_form(application, version))
    ack()


def withdraw(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """The candidate took themselves out: everything booked is cancelled, nothing else is asked of anybody."""
    (application_id, version), reason = show.read_withdrawal(view)
    with db.begin(once=once) as tx:
        application = headline.locked_for(tx, actor, show.WITHDRAWN, application_id, version)
        closed = rules.withdraw(application, now=tx.now)
        applications.save(tx, closed)
        applications.add_decision(tx, closed.id, stage=closed.stage, verdict="withdraw", by=actor.id, reason=reason)
        audit.add(
            tx,
            actor=actor.id,
            action="application.withdrawn",
            application=closed.id,
            said="noted that the candidate withdrew",
        )
        schedule_cancel.cancel_upcoming(tx, closed, by=actor.id)
        letter_start.stop(tx, closed)
        mail.send(tx, closed, "withdrawn", f"withdrawn:{closed.id}:{closed.version}")
        headline.refresh(tx, closed)
    ack(response_action="clear")


def _search_result(tx: Tx, words: str, found: list[Application], actor: Person) -> dict[str, Any]:
    if not found:
        return show.nobody(words)
    return card(tx, found[0], actor) if len(found) == 1 else first_page(tx, found)
