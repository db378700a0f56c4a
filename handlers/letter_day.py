"""The day that a letter names: until when an offer stands, or by when the candidate hears from us again."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.hiring.application import Application
from bot.hiring.letter import Letter
from bot.hiring.letter_edit import fill
from bot.hiring.letter_facts import spelled
from bot.hiring.worktime import add_working_days
from storage import contacts, offers
from storage.database import Tx

OFFER_STANDS = timedelta(days=7)  # proposed; the writer picks the day
HOLDS_FOR = 3  # working days, proposed in a holding note


def proposed(tx: Tx, application: Application, letter: Letter, zone: str) -> date | None:
    """What the form shows: the day it names, or the one we would name. None for letters that name none."""
    today = tx.now.astimezone(ZoneInfo(zone)).date()
    if letter.is_offer:
        return _named(tx, application, letter, zone) or today + OFFER_STANDS
    if letter.is_holding_note:
        return _named(tx, application, letter, zone) or add_working_days(today, HOLDS_FOR)
    return None


def put_in(
    tx: Tx, application: Application, letter: Letter, body: str, chosen: date | None, *, by: str, zone: str
) -> str:
    """The text with the *chosen* day, also where another day stood before; the day is kept."""
    if chosen is None or not (letter.is_offer or letter.is_holding_note):
        return body
    before = _named(tx, application, letter, zone)
    _keep(tx, application, letter, chosen, by=by, zone=zone)
    return fill(body.replace(spelled(before), spelled(chosen)) if before else body, {"answer_by": spelled(chosen)})


def last_minute(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, tzinfo=ZoneInfo(zone))


def _named(tx: Tx, application: Application, letter: Letter, zone: str) -> date | None:
    if letter.is_holding_note:
        return contacts.named_by(tx, letter.id)
    offer = offers.find(tx, application.id)
    return offer.answer_by.astimezone(ZoneInfo(zone)).date() if offer and offer.answer_by else None


def _keep(tx: Tx, application: Application, letter: Letter, day: date, *, by: str, zone: str) -> None:
    if letter.is_holding_note:
        contacts.promise(tx, application.id, day, by=by, letter=letter.id)
    else:
        offers.stands_until(tx, application.id, last_minute(day, zone))
