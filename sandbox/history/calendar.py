"""When people work, and what else stands in their calendars."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sandbox.company import COLLEAGUES, Company

HOLIDAYS = (date(2026, 12, 23), date(2027, 1, 1))  # the first and the last of them
DAY = timedelta(days=1)
OWN = (  # hour, minutes, what
    (9, 15, "Stand-up"),
    (10, 60, "Planning"),
    (11, 30, "Design review"),
    (13, 45, "1:1"),
    (14, 90, "Focus time"),
    (15, 60, "Customer call"),
    (16, 30, "Incident follow-up"),
)


def at_desk(at: datetime, zone: str = "Europe/Berlin") -> datetime:
    """*at*, or the next moment between 9:15 and 16:45 on a working day there."""
    there = at.astimezone(ZoneInfo(zone))
    opens, closes = time(9, 15), time(16, 45)
    if there.time() > closes:
        there = datetime.combine(there.date() + DAY, opens, there.tzinfo)
    elif there.time() < opens:
        there = datetime.combine(there.date(), opens, there.tzinfo)
    while is_off(there.date()):
        there = datetime.combine(there.date() + DAY, opens, there.tzinfo)
    return there.astimezone(UTC)


def is_off(day: date) -> bool:
    return day.weekday() > 4 or HOLIDAYS[0] <= day <= HOLIDAYS[1]


def fill_calendars(company: Company, first: date, last: date, dice: Random) -> None:
    """A few things of their own on every working day of everybody."""
    for who in COLLEAGUES:
        if who.guest:
            continue
        day = first
        while day <= last:
            if not is_off(day):
                for hour, length, what in dice.sample(OWN, 2):
                    begins = datetime.combine(day, time(hour), ZoneInfo(who.zone))
                    company.calendars.add_busy(who.email, begins, begins + timedelta(minutes=length), what)
            day += DAY
