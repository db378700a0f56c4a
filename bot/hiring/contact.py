"""By when a candidate hears from us. Nobody is left in silence: every open candidate has such a day, derived like this:

an interview is booked          the day it takes place
an offer was sent               the day until which it stands
somebody named a day            that day, until the candidate was written to or spoken with after it
turned down, no letter yet      two working days after the decision
else                            as many working days as the stage takes, from when they last heard from us
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.hiring.standing import Next, Standing
from bot.hiring.worktime import add_working_days

USUAL = 5  # working days where the process names no number
LETTER_WITHIN = 2


class Why(StrEnum):
    INTERVIEW = "interview"
    OFFER = "offer"
    PROMISED = "promised"
    LETTER = "letter"
    STAGE = "stage"


@dataclass(frozen=True)
class Promised:
    """A person or a letter named *day*, at *at*."""

    day: date
    at: datetime


@dataclass(frozen=True)
class Heard:
    """What the candidate was told so far. *answer_by* is the offer's, *last_mail* when anything last left for them."""

    promised: Promised | None = None
    last_mail: datetime | None = None
    answer_by: datetime | None = None


@dataclass(frozen=True)
class Contact:
    """They hear from us by the end of *day* in *zone*."""

    day: date
    why: Why
    zone: str

    def is_overdue(self, now: datetime) -> bool:
        return now.astimezone(ZoneInfo(self.zone)).date() > self.day


def next_contact(standing: Standing, heard: Heard, zone: str) -> Contact | None:
    """None when nothing is owed: closed, and whoever was turned down has their letter. *zone* is the candidate's."""

    def on(at: datetime) -> date:
        return at.astimezone(ZoneInfo(zone)).date()

    application, now = standing.application, standing.now
    if not application.is_open:
        if standing.next is not Next.LETTER or application.closed_at is None:
            return None
        return Contact(add_working_days(on(application.closed_at), LETTER_WITHIN), Why.LETTER, zone)
    coming = [i.starts_at for i in standing.interviews if i.is_booked and not i.is_over(now)]
    if coming:
        return Contact(on(min(coming)), Why.INTERVIEW, zone)
    if standing.next is Next.OFFER_ANSWER and heard.answer_by:
        return Contact(on(heard.answer_by), Why.OFFER, zone)
    last = _last_heard(standing, heard)
    if heard.promised and heard.promised.at >= last:
        return Contact(heard.promised.day, Why.PROMISED, zone)
    days = standing.stage.sla_days or USUAL
    return Contact(add_working_days(on(max(last, application.stage_since)), days), Why.STAGE, zone)


def first_contact(day: date, sla_days: int | None) -> date:
    """What somebody who applies on *day* is told."""
    return add_working_days(day, sla_days or USUAL)


def _last_heard(standing: Standing, heard: Heard) -> datetime:
    held = [i.ends_at for i in standing.interviews if i.is_booked and i.is_over(standing.now)]
    mails = [heard.last_mail] if heard.last_mail else []
    return max([standing.application.opened_at, *held, *mails])
