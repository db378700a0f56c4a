"""What may be said about an event, and what becomes of it."""

from copy import deepcopy
from typing import Any

from sandbox.google.conference import conference
from sandbox.google.errors import JSON, invalid
from sandbox.google.guests import guest_list
from sandbox.google.records import Event
from sandbox.google.times import edge, span

READ_ONLY = frozenset(
    {
        *("kind", "etag", "id", "htmlLink", "created", "updated", "creator", "organizer", "hangoutLink", "iCalUID"),
        *("sequence", "locked", "privateCopy", "recurringEventId", "originalStartTime"),
        *("attendeesOmitted", "endTimeUnspecified"),
    }
)
OWN = frozenset({"reminders", "colorId"})
_CHOICES = {
    "status": ("confirmed", "tentative", "cancelled"),
    "visibility": ("default", "public", "private", "confidential"),
    "transparency": ("opaque", "transparent"),
    "eventType": ("default", "birthday", "focusTime", "fromGmail", "outOfOffice", "workingLocation"),
}


def merged(before: Any, patch: Any) -> Any:
    """*before* after a patch: objects are merged, lists replaced, null takes away."""
    if not isinstance(patch, dict) or not isinstance(before, dict):
        return _without_null(patch)
    kept = {name: value for name, value in before.items() if name not in patch}
    return kept | {name: merged(before.get(name), value) for name, value in patch.items() if value is not None}


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_null(inner) for name, inner in value.items() if inner is not None}
    return deepcopy(value)


def split(body: JSON) -> tuple[JSON, JSON]:
    """(what all copies share, what only the writing calendar sees) of *body*; what is read-only is left out."""
    shared = {name: value for name, value in body.items() if name not in READ_ONLY | OWN | {"extendedProperties"}}
    own = {name: body[name] for name in OWN if name in body}
    properties = body.get("extendedProperties") or {}
    if "private" in properties:
        own["private"] = properties["private"]
    if "shared" in properties:
        shared["sharedProperties"] = properties["shared"]
    return shared, own


def settled(
    event_id: str, wanted: JSON, before: Event | None, *, zone: str, with_conference: bool, pending: bool, meets: bool
) -> JSON:
    """*wanted*, checked and in the form it is kept. Without *with_conference* the conference stays as it was."""
    for name, choices in _CHOICES.items():
        if wanted.get(name, choices[0]) not in choices:
            raise invalid(f"Invalid {name} value.")
    if wanted.get("recurrence"):
        raise invalid("The sandbox has no recurring events.")
    kept: JSON = {"status": "confirmed", "eventType": "default"} | wanted
    kept |= {"start": edge(wanted.get("start"), "start"), "end": edge(wanted.get("end"), "end")}
    span(kept["start"], kept["end"], zone)
    kept["attendees"] = guest_list(wanted.get("attendees") or [])
    link = before.shared.get("conferenceData") if before else None
    asked = kept.pop("conferenceData", None)
    if with_conference:
        link = conference(event_id, asked, link, pending=pending, allowed=meets) if asked else None
    return kept | ({"conferenceData": link} if link else {})


def settled_own(wanted: JSON) -> JSON:
    overrides = (wanted.get("reminders") or {}).get("overrides") or []
    for reminder in overrides:
        if reminder.get("method") not in ("email", "popup") or not 0 <= reminder.get("minutes", -1) <= 40320:
            raise invalid("Invalid reminder.")
    if len(overrides) > 5:
        raise invalid("An event has at most 5 reminders.")
    return wanted
