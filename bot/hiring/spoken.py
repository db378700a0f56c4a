"""Times in words for people who do not see a calendar: mails to candidates."""

from datetime import datetime

from bot.hiring.letter_facts import spelled_in
from bot.hiring.slots_reasons import city
from bot.hiring.worktime import local


def spoken_hours(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """10:00 to 10:45."""
    return f"{local(starts_at, zone):%H:%M} to {local(ends_at, zone):%H:%M}"


def spoken_time(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Tuesday, 2 March 2027, 10:00 to 10:45 (Berlin time)."""
    return f"{spelled_in(starts_at, zone)}, {spoken_hours(starts_at, ends_at, zone)} ({zone_words(zone)})"


def zone_words(zone: str) -> str:
    return "UTC" if zone == "UTC" else f"{city(zone)} time"
