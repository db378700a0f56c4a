"""calendarList.list and get, calendars.get."""

from sandbox.google.errors import JSON
from sandbox.google.records import Calendar
from sandbox.google.state import State


def calendar_list(state: State) -> JSON:
    items = [_entry(state, calendar) for calendar in state.all if calendar.readable]
    return {"kind": "calendar#calendarList", "etag": '"p0"', "items": items}


def calendar_entry(state: State, calendar_id: str) -> JSON:
    return _entry(state, state.calendar(calendar_id))


def calendar(state: State, calendar_id: str) -> JSON:
    found = state.calendar(calendar_id)
    return {
        "kind": "calendar#calendar",
        "etag": '"c0"',
        "id": found.id,
        "summary": found.summary,
        "timeZone": found.zone,
        "conferenceProperties": _conferences(found),
    }


def _entry(state: State, found: Calendar) -> JSON:
    primary = {"primary": True} if found.id == state.account else {}
    return primary | {
        "kind": "calendar#calendarListEntry",
        "etag": '"c0"',
        "id": found.id,
        "summary": found.summary,
        "timeZone": found.zone,
        "accessRole": "owner" if primary else "writer",
        "defaultReminders": [],
        "selected": True,
        "conferenceProperties": _conferences(found),
    }


def _conferences(found: Calendar) -> JSON:
    return {"allowedConferenceSolutionTypes": ["hangoutsMeet"] if found.meets else []}
