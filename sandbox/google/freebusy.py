"""freebusy.query."""

from datetime import datetime, timedelta

from sandbox.google.errors import JSON, GoogleError, empty_range, invalid, required
from sandbox.google.records import Calendar
from sandbox.google.state import State
from sandbox.google.times import instant, rfc3339, stamp, zone_of

MOST_CALENDARS = 50
LONGEST = timedelta(days=90)  # what clients have found; Google's documentation is silent

Span = tuple[datetime, datetime]


def query(state: State, body: JSON) -> JSON:
    since, until = _window(body)
    zone = zone_of(body.get("timeZone") or "UTC").key
    most = body.get("calendarExpansionMax") or MOST_CALENDARS
    if not 0 < most <= MOST_CALENDARS:
        raise invalid(f"Invalid calendarExpansionMax: at most {MOST_CALENDARS}.")
    ids = [_id(item) for item in body.get("items") or []]
    too_many = len(set(ids)) > most
    found = {
        asked: _error("tooManyCalendarsRequested") if too_many else _busy(state, asked, (since, until), zone)
        for asked in ids
    }
    return {"kind": "calendar#freeBusy", "timeMin": stamp(since), "timeMax": stamp(until), "calendars": found}


def busy_spans(calendar: Calendar, window: Span) -> list[Span]:
    """When its person is busy, in order; what overlaps or touches is one span. Not cut off at the window's edges."""
    spans = sorted(calendar.span_of(copy) for copy in calendar.copies.values() if copy.blocks())
    joined: list[Span] = []
    for begins, ends in spans:
        if ends <= window[0] or begins >= window[1] or begins == ends:
            continue
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
        else:
            joined.append((begins, ends))
    return joined


def _window(body: JSON) -> Span:
    for name in ("timeMin", "timeMax"):
        if not body.get(name):
            raise required(f"Missing {name} parameter.")
    since, until = instant(body["timeMin"], "timeMin"), instant(body["timeMax"], "timeMax")
    if until <= since:
        raise empty_range()
    if until - since > LONGEST:
        raise GoogleError(
            400, "timeRangeTooLong", "The requested time range is too long.", "calendar", location="timeMax"
        )
    return since, until


def _busy(state: State, asked: str, window: Span, zone: str) -> JSON:
    calendar = state.find(asked)
    if calendar is None or not calendar.readable:
        return _error("notFound")
    spans = busy_spans(calendar, window)
    return {"busy": [{"start": rfc3339(begins, zone), "end": rfc3339(ends, zone)} for begins, ends in spans]}


def _error(reason: str) -> JSON:
    return {"errors": [{"domain": "global", "reason": reason}], "busy": []}


def _id(item: JSON) -> str:
    if not item.get("id"):
        raise required("Missing calendar id.")
    return str(item["id"])
