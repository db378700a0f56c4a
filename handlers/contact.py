"""By when a candidate hears from us; when that day has passed, the coordinator sends a holding note or says why not.

overdue  ->  Home, and once a message in working hours  ->  [Send a holding note]: a letter, which names a new day
                                                        ->  [Not needed, because …]: a reason, and a new day
"""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.contact import Contact, Heard, Why, next_contact
from bot.hiring.errors import Incomplete, NotNow
from bot.hiring.letter import Letter
from bot.hiring.letter_facts import spelled
from bot.hiring.person import Person
from bot.hiring.standing import Standing
from bot.hiring.worktime import is_work_time
from bot.ports import Message
from handlers import contact_view as show
from handlers import headline, letter_desk, letter_start, window
from handlers.company import Company
from storage import applications, audit, contacts, letters, messages, offers, people, standings
from storage.database import Database, Tx

LOOKED_AT = 500  # open candidates in one round, the next ones in the next minute


def register(app: App) -> None:
    app.action(show.NOTE)(write_note)
    app.action(show.WAIVE)(ask_why)
    app.view(show.WAIVED)(waive)


def of(tx: Tx, standing: Standing) -> Contact | None:
    """By when they hear from us, and why then."""
    return of_all(tx, [standing])[0]


def of_all(tx: Tx, stands: Sequence[Standing]) -> list[Contact | None]:
    """In their order, with as few questions as for one."""
    if not stands:
        return []
    ids = [standing.application.id for standing in stands]
    offered, promised, mails = offers.of_all(tx, ids), contacts.promised(tx, ids), contacts.last_mails(tx, ids)
    team = people.everyone(tx)
    return [
        next_contact(
            standing,
            Heard(promised.get(number), mails.get(number), offered[number].answer_by if number in offered else None),
            standing.application.candidate.zone or team[standing.application.coordinator].zone,
        )
        for number, standing in zip(ids, stands, strict=True)
    ]


def remind(db: Database) -> None:
    """One message for every day that passed in silence, in working hours."""
    with db.read() as tx:
        due = _untold(tx, _overdue(tx))
    for application, contact in due:
        with db.begin() as tx:
            applications.lock(tx, application.id)  # whoever writes to them just now goes first
            key = show.key(application.id, contact.day)
            messages.post(tx, key, show.OVERDUE, application.id, contact.day.isoformat(), to=application.coordinator)
            headline.refresh_homes(tx, application)


def write_note(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    client: WebClient,
    actor: Person,
    db: Database,
    company: Company,
) -> None:
    """The form of a holding note, one for every day that passed."""
    application_id, _ = show.meant(action["value"])
    with db.begin() as tx:
        application = applications.lock(tx, application_id)
        access.require(actor, show.NOTE, headline.about(tx, application))
        letter = _note(tx, application, actor)
        draft = letter.state == "draft"
        view = letter_desk.form(tx, application, letter, actor, company) if draft else letter_desk.shown(tx, letter)
    window.show(client, body, view)
    ack()


def ask_why(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    application_id, _ = show.meant(action["value"])
    with db.read() as tx:
        application = applications.get(tx, application_id)
        access.require(actor, show.WAIVE, headline.about(tx, application))
        contact = _must_be_overdue(tx, application)
        view = show.waive_form(application, contact, tx.now.astimezone(ZoneInfo(contact.zone)).date())
    window.show(client, body, view)
    ack()


def waive(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """No note is needed; they hear from us by another day all the same."""
    application_id, reason, day = show.read_waiver(view)
    with db.begin(once=once) as tx:
        application = applications.lock(tx, application_id)
        access.require(actor, show.WAIVED, headline.about(tx, application))
        contact = _must_be_overdue(tx, application)
        if day <= tx.now.astimezone(ZoneInfo(contact.zone)).date():
            raise Incomplete({"day": "Please choose a day after today."})
        contacts.promise(tx, application.id, day, by=actor.id, reason=reason)
        audit.add(
            tx, actor=actor.id, action=show.WAIVED, application=application.id, day=day.isoformat(),
            said=f"said that no note is needed before {spelled(day)}",
        )  # fmt: skip
        headline.refresh(tx, application)
    ack(response_action="clear")


def _overdue(tx: Tx) -> list[tuple[Application, Contact]]:
    """Those whose coordinator can be told now."""
    at_work = {person for person, who in people.everyone(tx).items() if who.active and is_work_time(tx.now, who.hours)}
    if not at_work:
        return []
    part = int(tx.now.timestamp()) // 60 % max(1, ceil(applications.number_open(tx) / LOOKED_AT))
    open_ones = [
        *applications.with_letter_waiting(tx, limit=LOOKED_AT),
        *applications.all_open(tx, limit=LOOKED_AT, offset=part * LOOKED_AT),
    ]
    waiting = [application for application in open_ones if application.coordinator in at_work]
    found = zip(waiting, of_all(tx, standings.of_all(tx, waiting)), strict=True)
    return [(application, contact) for application, contact in found if contact and contact.is_overdue(tx.now)]


def _untold(tx: Tx, overdue: Sequence[tuple[Application, Contact]]) -> list[tuple[Application, Contact]]:
    """Whoever waits for an answer to an offer has their own message."""
    ours = {
        show.key(about.id, contact.day): (about, contact) for about, contact in overdue if contact.why is not Why.OFFER
    }
    known = messages.known(tx, ours)
    return [it for key, it in ours.items() if key not in known]


def _note(tx: Tx, application: Application, actor: Person) -> Letter:
    contact = _must_be_overdue(tx, application)
    if contact.why is Why.LETTER:
        raise NotNow(f"{application.name} waits for the letter itself. Please write that.")
    key = f"holding:{application.id}:{contact.day.isoformat()}"
    known = letters.find(tx, key)
    if known is None:
        audit.add(tx, actor=actor.id, action="letter.begun", application=application.id, kind=show.KIND)
    return known or letter_start.start(tx, application, key, show.KIND, actor.id, asks=False)


def _must_be_overdue(tx: Tx, application: Application) -> Contact:
    contact = of(tx, standings.of(tx, application))
    if contact is None or not contact.is_overdue(tx.now):
        until = f" They hear from us by {spelled(contact.day)}." if contact else ""
        raise NotNow(f"{application.name} is not waiting in silence any more.{until}")
    return contact


def _message(tx: Tx, application_id: int, day: str) -> Message | None:
    application = applications.get(tx, application_id)
    contact = of(tx, standings.of(tx, application))
    note = letters.find(tx, f"holding:{application_id}:{day}")
    if contact is None or contact.day.isoformat() != day:
        posted = messages.get(tx, show.key(application_id, date.fromisoformat(day))).posted
        return show.settled(application, day, contact) if posted else None
    leaving = note is not None and note.state in {"approved", "reading", "held"}
    return show.note_leaves(application, day) if leaving else show.overdue(application, contact)


RENDERERS = {show.OVERDUE: _message}
