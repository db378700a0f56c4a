"""Addresses of the calendars."""

from datetime import date
from urllib.parse import urlencode


def calendar_url(who: str, whose: str, day: date, **more: str) -> str:
    """The week with *day* in it. *more*: what is open beside it."""
    return f"/as/{who}/calendar/{whose}?{urlencode({'week': day.isoformat(), **more})}"
