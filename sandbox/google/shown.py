"""An event as one calendar shows it."""

from copy import deepcopy

from sandbox.google.conference import link
from sandbox.google.errors import JSON
from sandbox.google.records import Calendar, Copy
from sandbox.google.times import shown_edge, stamp


def shown(copy: Copy, calendar: Calendar, *, zone: str | None = None, max_guests: int | None = None) -> JSON:
    """Google's JSON of *copy*, its times in *zone* (the calendar's unless told)."""
    event, own = copy.event, copy.own
    in_zone = zone or calendar.zone
    face: JSON = deepcopy(event.shared) | {
        "kind": "calendar#event",
        "etag": copy.etag,
        "id": event.id,
        "status": "cancelled" if copy.gone else event.shared["status"],
        "htmlLink": f"https://www.google.com/calendar/event?eid={event.id}",
        "created": stamp(event.created_at),
        "updated": stamp(event.updated_at),
        "creator": _person(event.creator, calendar),
        "organizer": _person(event.organizer, calendar),
        "start": shown_edge(event.shared["start"], in_zone),
        "end": shown_edge(event.shared["end"], in_zone),
        "iCalUID": f"{event.id}@google.com",
        "sequence": event.sequence,
        "reminders": deepcopy(own.get("reminders", {"useDefault": True})),
    }
    _add_guests(face, copy, max_guests)
    _add_properties(face, copy)
    if uri := link(event.shared.get("conferenceData")):
        face["hangoutLink"] = uri
    if "colorId" in own:
        face["colorId"] = own["colorId"]
    return face


def tombstone(copy: Copy) -> JSON:
    """All that an incremental sync tells about an event that is gone."""
    return {"kind": "calendar#event", "etag": copy.etag, "id": copy.event.id, "status": "cancelled"}


def _add_guests(face: JSON, copy: Copy, max_guests: int | None) -> None:
    guests = [_guest(guest, copy) for guest in copy.event.guests]
    face.pop("attendees", None)
    if guests:
        face["attendees"] = guests[:max_guests]
    if max_guests is not None and len(guests) > max_guests:
        face["attendeesOmitted"] = True


def _guest(guest: JSON, copy: Copy) -> JSON:
    oneself = {"self": True} if guest["email"] == copy.calendar else {}
    return guest | oneself | ({"organizer": True} if guest["email"] == copy.event.organizer else {})


def _add_properties(face: JSON, copy: Copy) -> None:
    sides = {"private": copy.own.get("private"), "shared": face.pop("sharedProperties", None)}
    properties = {side: dict(values) for side, values in sides.items() if values}
    if properties:
        face["extendedProperties"] = properties


def _person(email: str, calendar: Calendar) -> JSON:
    return {"email": email} | ({"self": True} if email == calendar.id else {})
