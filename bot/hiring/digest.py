"""The morning's list: once a day, at the start of one's own working day, for who wants it."""

from datetime import date, datetime, timedelta

from bot.hiring.person import Person, Role
from bot.hiring.worktime import local

MORNING = timedelta(hours=1)  # whoever could not be told by then is not told any more: Home has it all
OFFER_SOON = timedelta(days=2)


def wants(person: Person) -> bool:
    return person.active and person.digest and person.has(Role.RECRUITER)


def morning(person: Person, now: datetime) -> date | None:
    """The day that begins for them now, or None: on days off and after the morning there is none."""
    today = local(now, person.zone).date()
    for day in (today, today - timedelta(days=1)):  # a night's work begins the day before
        hours = person.hours.on(day)
        if hours and hours.start <= now < min(hours.end, hours.start + MORNING):
            return day
    return None


def key(person: str, day: date) -> str:
    return f"digest:{person}:{day}"
