"""When an offer's time is nearly up, and when it is: the coordinator is told once each, and a person decides.

tomorrow  ->  [Accepted] [Declined] [Extend]        passed  ->  [Accepted] [Declined] [Extend] [Not answered]
"""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import application as rules
from bot.hiring.application import Application
from bot.hiring.errors import Incomplete, NotNow
from bot.hiring.letter_facts import spelled
from bot.hiring.person import Person
from bot.hiring.standing import Next
from bot.hiring.worktime import Hours, is_work_time, local
from bot.ports import Message
from handlers import headline, letter_day, letter_start, schedule_cancel, window
from handlers import offer_deadline_view as show
from handlers.headline_view import application_of
from storage import applications, audit, messages, offers, people, standings
from storage.database import Database, Tx
from storage.offers import Offer


def register(app: App) -> None:
    app.action(show.EXTEND)(ask)
    app.action(show.UNANSWERED)(ask)
    app.view(show.EXTENDED)(extend)
    app.view(show.EXPIRED)(close)


def remind_of_offers(db: Database) -> None:
    """Whatever offer ends tomorrow or has ended, said once each in the coordinator's working hours."""
    with db.read() as tx:
        due = _due(tx)
    for key, application in due:
        with db.begin() as tx:
            applications.lock(tx, application.id)  # whoever notes the answer just now goes first
            messages.post(tx, key, show.MESSAGE, application.id, key, to=application.coordinator)
            headline.refresh_homes(tx, application)


def ask(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    application_id, version = application_of(action["value"])
    with db.read() as tx:
        application = headline.locked_for(tx, actor, action["action_id"], application_id, version)
        _must_wait_for_an_answer(tx, application)
        proposed = (tx.now + letter_day.OFFER_STANDS).date()
    extends = action["action_id"] == show.EXTEND
    window.show(client, body, show.extend_form(application, proposed) if extends else show.expire_form(application))
    ack()


def extend(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """Another day; the candidate is told by the person who agreed to it."""
    application_id, version = application_of(view["private_metadata"])
    day = show.day_of(view)
    with db.begin(once=once) as tx:
        application = headline.locked_for(tx, actor, show.EXTENDED, application_id, version)
        _must_wait_for_an_answer(tx, application)
        zone = _zone(tx, application)
        if day <= tx.now.astimezone(ZoneInfo(zone)).date():
            raise Incomplete({"answer_by": "Please give them at least until tomorrow."})
        offers.stands_until(tx, application.id, letter_day.last_minute(day, zone))
        audit.add(
            tx, actor=actor.id, action="offer.extended", application=application.id, day=day.isoformat(),
            said=f"let the offer stand until {spelled(day)}",
        )  # fmt: skip
        headline.refresh(tx, application)
    ack(response_action="clear")


def close(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """The offer was not answered. Nothing is sent by itself; a letter may be begun."""
    application_id, version = application_of(view["private_metadata"])
    with db.begin(once=once) as tx:
        application = headline.locked_for(tx, actor, show.EXPIRED, application_id, version)
        offer = _must_wait_for_an_answer(tx, application)
        if offer.answer_by is None or tx.now <= offer.answer_by:
            raise NotNow("The offer still stands. Nothing was changed.")
        closed = rules.decline_offer(application, tx.book.get(tx, application.process), now=tx.now)
        applications.save(tx, closed)
        applications.add_decision(tx, closed.id, stage=closed.stage, verdict="declined", by=actor.id, reason="")
        offers.answered(tx, closed.id, "expired")
        said = "noted that the offer was not answered"
        audit.add(tx, actor=actor.id, action="application.offer_expired", application=closed.id, said=said)
        if show.wants_letter(view):
            letter_start.start(tx, closed, f"expired:{closed.id}", "offer_expired", actor.id)
        schedule_cancel.cancel_upcoming(tx, closed, by=actor.id)
        headline.refresh(tx, closed)
    ack(response_action="clear")


def _due(tx: Tx) -> list[tuple[str, Application]]:
    """Every message's key, and about whom, that is to be said now and was not."""
    ends_at = {offer.application: offer.answer_by for offer in offers.unanswered(tx) if offer.answer_by}
    offered, team = applications.of_ids(tx, list(ends_at)), people.everyone(tx)
    at_work = [it for it in offered if _is_at_work(tx, team[it.coordinator])]
    keys = {
        key: it
        for it in at_work
        if (key := _key(it, ends_at[it.id], it.candidate.zone or team[it.coordinator].zone, tx.now))
    }
    known = messages.known(tx, keys)
    untold = [(key, it) for key, it in keys.items() if key not in known]
    stands = standings.of_all(tx, [it for _, it in untold])
    return [said for said, standing in zip(untold, stands, strict=True) if standing.next is Next.OFFER_ANSWER]


def _is_at_work(tx: Tx, person: Person) -> bool:
    return person.active and is_work_time(tx.now, Hours(person.starts, person.ends, person.days, person.zone))


def _key(application: Application, answer_by: datetime, zone: str, now: datetime) -> str | None:
    """None while the offer stands for longer."""
    ends, today = (local(moment, zone).date() for moment in (answer_by, now))
    which = show.PASSED if today > ends else show.TOMORROW if today >= ends - timedelta(days=1) else None
    return show.key(application.id, which, ends) if which else None


def _must_wait_for_an_answer(tx: Tx, application: Application) -> Offer:
    offer = offers.find(tx, application.id)
    if offer is None or standings.of(tx, application).next is not Next.OFFER_ANSWER:
        raise NotNow(f"{application.name} has no offer that waits for an answer. Nothing was changed.")
    return offer


def _zone(tx: Tx, application: Application) -> str:
    return application.candidate.zone or people.get(tx, application.coordinator).zone


def _message(tx: Tx, application_id: int, key: str) -> Message | None:
    application, offer = applications.get(tx, application_id), offers.find(tx, application_id)
    which, day = show.read_key(key)
    stands = offer.answer_by.astimezone(ZoneInfo(_zone(tx, application))).date() if offer and offer.answer_by else None
    if not application.is_open or stands != day:
        if messages.get(tx, key).posted is None:
            return None
        extended = stands if application.is_open else None
        return show.settled(application, which, day, offer.answer if offer else None, extended=extended)
    return show.due(application, which, day)


RENDERERS = {show.MESSAGE: _message}
