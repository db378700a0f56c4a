"""Free/busy: how many questions it takes, and what the answers say. A calendar that could not be read is unknown."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from bot.hiring.availability import UNKNOWN, Availability, Interval, Unknown
from bot.ports import CallFailed
from integrations.google_client import GoogleClient
from integrations.google_event import instant, stamp

log = logging.getLogger(__name__)

CALENDARS = 50  # as many as Google reads in one call
LONGEST = timedelta(days=60)  # Google refuses windows of about three months
AT_ONCE = 4

Busy = tuple[Interval, ...] | Unknown


class FreeBusy:
    def __init__(self, client: GoogleClient) -> None:
        self._client = client
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="free-busy")

    def of(self, emails: Sequence[str], window: Interval) -> Availability:
        """Busy times under the addresses as they were asked. Whoever is missing from any answer is UNKNOWN.

        So is whoever has no address: Google would refuse the whole question.
        """
        asked = sorted({email.lower() for email in emails if email})
        groups = [asked[first : first + CALENDARS] for first in range(0, len(asked), CALENDARS)]
        found: dict[str, Busy] = dict.fromkeys(asked, ())
        questions = [(part, group) for part in _parts(window) for group in groups]
        for answer in self._pool.map(self._ask, questions):
            for email, busy in answer.items():
                before = found[email]
                found[email] = UNKNOWN if isinstance(before, Unknown) or isinstance(busy, Unknown) else before + busy
        return {email: found.get(email.lower(), UNKNOWN) for email in emails}

    def _ask(self, question: tuple[Interval, list[str]]) -> Mapping[str, Busy]:
        window, emails = question
        body = {
            "timeMin": stamp(window.start),
            "timeMax": stamp(window.end),
            "timeZone": "UTC",
            "calendarExpansionMax": CALENDARS,
            "items": [{"id": email} for email in emails],
        }
        try:
            answer = self._client.call(self._client.service.freebusy().query(body=body))
        except CallFailed as failure:
            log.warning("free/busy of %d calendars is unknown: %s", len(emails), failure.reason)
            return dict.fromkeys(emails, UNKNOWN)
        calendars = {str(name).lower(): calendar for name, calendar in (answer.get("calendars") or {}).items()}
        return {email: _busy(calendars.get(email)) for email in emails}


def _parts(window: Interval) -> Iterator[Interval]:
    """*window* in pieces that Google takes, whole seconds around it."""
    start = window.start.replace(microsecond=0)
    while start < window.end:
        end = min(start + LONGEST, window.end)
        yield Interval(start, end if not end.microsecond else end.replace(microsecond=0) + timedelta(seconds=1))
        start += LONGEST


def _busy(calendar: Any) -> Busy:
    """What one calendar's part of the answer says; UNKNOWN when it is an error, missing or not to be understood."""
    if not isinstance(calendar, dict) or calendar.get("errors") or "busy" not in calendar:
        return UNKNOWN
    try:
        return tuple(Interval(instant(span["start"]), instant(span["end"])) for span in calendar["busy"])
    except (ValueError, KeyError, TypeError):
        return UNKNOWN
