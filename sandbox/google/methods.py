"""Which function answers which method of the discovery document."""

from collections.abc import Callable

from sandbox.google import directory, events, freebusy, listing, watching
from sandbox.google.errors import JSON
from sandbox.google.front import Request
from sandbox.google.state import State


def _change(state: State, asked: Request, *, whole: bool) -> JSON:
    return events.change(state, asked.calendar, asked.event, asked.body, asked.query, etag=asked.etag, whole=whole)


ANSWERS: dict[str, Callable[[State, Request], JSON | None]] = {
    "calendarList.get": lambda state, asked: directory.calendar_entry(state, asked.calendar),
    "calendarList.list": lambda state, asked: directory.calendar_list(state),
    "calendars.get": lambda state, asked: directory.calendar(state, asked.calendar),
    "channels.stop": lambda state, asked: watching.stop(state, asked.body),
    "events.delete": lambda state, asked: events.delete(
        state, asked.calendar, asked.event, asked.query, etag=asked.etag
    ),
    "events.get": lambda state, asked: events.get(state, asked.calendar, asked.event, asked.query),
    "events.insert": lambda state, asked: events.insert(state, asked.calendar, asked.body, asked.query),
    "events.list": lambda state, asked: listing.list_events(state, asked.calendar, asked.query),
    "events.patch": lambda state, asked: _change(state, asked, whole=False),
    "events.update": lambda state, asked: _change(state, asked, whole=True),
    "events.watch": lambda state, asked: watching.watch(state, asked.calendar, asked.body),
    "freebusy.query": lambda state, asked: freebusy.query(state, asked.body),
}
