"""events.insert, get, patch, update and delete."""

import secrets
from typing import Any

from sandbox.google.checks import check_event_id
from sandbox.google.edits import merged, settled, settled_own, split
from sandbox.google.errors import JSON, GoogleError, forbidden_for_guests, invalid
from sandbox.google.guests import answer, guest_list, tell, welcome_back
from sandbox.google.records import Calendar, Copy, Event
from sandbox.google.shown import shown
from sandbox.google.state import State
from sandbox.google.times import edge


def insert(state: State, calendar_id: str, body: JSON, query: JSON) -> JSON:
    calendar = state.calendar(calendar_id)
    event_id = body.get("id") or secrets.token_hex(13)
    check_event_id(event_id)
    wanted, own = split(_without_unset(body))
    shared = _settled(state, calendar, event_id, wanted, None, query)
    now = state.now()
    event = Event(event_id, calendar.id, state.account, now, now, shared, int(body.get("sequence") or 0))
    copy = state.put(event, settled_own(own))
    tell(state, event, [], _mode(query), "insert")
    return shown(copy, calendar, max_guests=query.get("maxAttendees"))


def get(state: State, calendar_id: str, event_id: str, query: JSON) -> JSON:
    copy = state.copy(calendar_id, event_id)
    calendar = state.calendar(calendar_id)
    return shown(copy, calendar, zone=query.get("timeZone"), max_guests=query.get("maxAttendees"))


def change(
    state: State, calendar_id: str, event_id: str, body: JSON, query: JSON, *, etag: str | None, whole: bool
) -> JSON:
    """patch, or with *whole* update: what is not named goes. *etag* is If-Match."""
    calendar, copy = state.calendar(calendar_id), state.copy(calendar_id, event_id)
    _refuse_stale(copy, etag)
    if (body.get("sequence") or copy.event.sequence) < copy.event.sequence:
        raise invalid("Invalid sequence value. It is below the current sequence number of the resource.")
    wanted, own = split(body)
    own = settled_own(merged({} if whole else copy.own, own))
    base: JSON = {} if whole else copy.event.shared
    wanted = merged(base, wanted)
    if calendar.id == copy.event.organizer or copy.event.shared.get("guestsCanModify"):
        _share(state, calendar, copy.event, wanted, query)
    else:
        _answer_only(state, copy, wanted)
    copy.own = own
    return shown(copy, calendar, max_guests=query.get("maxAttendees"))


def delete(state: State, calendar_id: str, event_id: str, query: JSON, *, etag: str | None) -> None:
    """On the organizer's calendar it is cancelled for all; a guest only throws out their copy and so declines."""
    copy = state.copy(calendar_id, event_id)
    if copy.gone:
        raise GoogleError(410, "deleted", "Resource has been deleted")
    _refuse_stale(copy, etag)
    event = copy.event
    if copy.calendar != event.organizer:
        copy.removed = True
        answer(state, event, copy.calendar, "declined")
        return
    event.shared["status"] = "cancelled"
    event.sequence += 1
    state.touch(event)
    tell(state, event, event.guests, _mode(query), "cancel")


def _share(state: State, calendar: Calendar, event: Event, wanted: JSON, query: JSON) -> None:
    before = event.shared
    shared = _settled(state, calendar, event.id, wanted, event, query)
    moved = any(shared[name] != before[name] for name in ("start", "end"))
    was_cancelled, guests = event.cancelled, event.guests
    event.shared = shared
    event.sequence += moved
    welcome_back(state, event, guests)
    state.touch(event)
    if shared == before or (event.cancelled and was_cancelled):
        return  # there is nothing to tell anybody
    tell(state, event, guests, _mode(query), "cancel" if event.cancelled else "update")


def _answer_only(state: State, copy: Copy, wanted: JSON) -> None:
    """A guest may answer and nothing else that others see."""
    others = {name: value for name, value in wanted.items() if name not in ("attendees", "start", "end")}
    same = {name: value for name, value in copy.event.shared.items() if name in others}
    moved = any(edge(wanted.get(name), name) != copy.event.shared[name] for name in ("start", "end"))
    if others != same or moved:
        raise forbidden_for_guests()
    mine = next((guest for guest in guest_list(wanted.get("attendees") or []) if guest["email"] == copy.calendar), None)
    if mine:
        answer(state, copy.event, copy.calendar, mine["responseStatus"], mine.get("comment"))
    else:
        state.touch_copy(copy)


def _settled(state: State, calendar: Calendar, event_id: str, wanted: JSON, before: Event | None, query: JSON) -> JSON:
    with_conference = query.get("conferenceDataVersion") == 1
    return settled(
        event_id, wanted, before, zone=calendar.zone, with_conference=with_conference,
        pending=state.conferences_pending, meets=calendar.meets,
    )  # fmt: skip


def _refuse_stale(copy: Copy, etag: str | None) -> None:
    if etag not in (None, "*", copy.etag):
        raise GoogleError(412, "conditionNotMet", "Precondition Failed", location="If-Match")


def _mode(query: JSON) -> str:
    """sendUpdates; the older sendNotifications means all or none. Nobody is told by default."""
    old = "all" if query.get("sendNotifications") else "none"
    return str(query.get("sendUpdates", old))


def _without_unset(body: JSON) -> JSON:
    found: Any = merged({}, body)
    return dict(found)
