"""An event in Google's words and in ours."""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.ports import Event, Guest, LiveEvent

JSON = dict[str, Any]

MARK = "interviewBot"  # the private property that says an event is ours; its value is the event's id
GUESTS = "interviewBotGuests"  # whom we invited: everybody else was added by a person
GOOGLES = {"self", "organizer"}  # what Google says about a guest and nobody else may


def written(event: Event) -> JSON:
    """All that we want of an event. Guests may look, not change: what happens to an interview is decided in Slack."""
    return {
        "summary": event.title,
        "description": event.description,
        "start": _edge(event.starts_at, event.zone),
        "end": _edge(event.ends_at, event.zone),
        "visibility": "private",
        "attendees": [{"email": email} for email in event.guests],
        "guestsCanModify": False,
        "guestsCanInviteOthers": False,
        "guestsCanSeeOtherGuests": True,  # candidate and panel know whom they meet
        "reminders": {"useDefault": True},
        "extendedProperties": {"private": {MARK: event.id, GUESTS: _marks(event.guests)}},
    }


def with_meet(body: JSON, event: Event) -> JSON:
    """*body* asking for a video link; the same request id never makes a second one."""
    request = {"requestId": event.meet, "conferenceSolutionKey": {"type": "hangoutsMeet"}}
    return body | {"id": event.id, "conferenceData": {"createRequest": request}}


def without_meet(body: JSON) -> JSON:
    return {name: value for name, value in body.items() if name != "conferenceData"}


def with_answers(body: JSON, found: JSON) -> JSON:
    """*body* for an event that Google has as *found*.

    Rooms stay; so does what guests wrote, and their answers, unless they were to another time. Whom a person added in
    the calendar stays, too; whom we invited and do not want any more does not.
    """
    current = {str(guest.get("email", "")).lower(): guest for guest in found.get("attendees") or []}
    same_time = all(_at(body[edge]) == _at(found.get(edge)) for edge in ("start", "end"))
    wanted = {guest["email"].lower(): guest for guest in body["attendees"]}
    guests = [_as_it_is(current.get(email, {}), answer=same_time) | guest for email, guest in wanted.items()]
    others = [guest for email, guest in current.items() if email not in wanted]
    rooms = [guest for guest in others if guest.get("resource")]
    added = [_as_it_is(guest, answer=same_time) for guest in others if _was_added(guest, found)]
    return body | {"attendees": guests + added + rooms}


def _as_it_is(guest: JSON, *, answer: bool) -> JSON:
    left_out = GOOGLES if answer else GOOGLES | {"responseStatus"}
    return {name: value for name, value in guest.items() if name not in left_out}


def _was_added(guest: JSON, found: JSON) -> bool:
    """Where an event does not say whom we invited, nobody can tell: then everybody was."""
    ours = _private(found).get(GUESTS)
    email = str(guest.get("email", ""))
    return email != "" and not guest.get("resource") and ours is not None and _mark(email) not in ours.split()


def _marks(emails: Iterable[str]) -> str:
    """A property holds 1024 characters at most, and needs to name nobody."""
    return " ".join(sorted({_mark(email) for email in emails}))


def _mark(email: str) -> str:
    return sha256(email.lower().encode()).hexdigest()[:8]


def is_ours(found: JSON) -> bool:
    return _private(found).get(MARK) == found.get("id")


def _private(found: JSON) -> JSON:
    return (found.get("extendedProperties") or {}).get("private") or {}


def live(found: JSON) -> LiveEvent:
    """An event as Google shows it. One that lasts whole days has no times; neither has one that is only a trace."""
    return LiveEvent(
        id=str(found["id"]),
        etag=str(found.get("etag", "")),
        cancelled=found.get("status") == "cancelled",
        starts_at=_at(found.get("start")),
        ends_at=_at(found.get("end")),
        guests=tuple(
            Guest(str(guest["email"]).lower(), guest.get("responseStatus", "needsAction"))
            for guest in found.get("attendees") or []
            if guest.get("email") and not guest.get("resource")
        ),
        meet_url=_video_link(found),
    )


def trace(event_id: str) -> LiveEvent:
    """An event of which nothing is left but that its id is taken."""
    return LiveEvent(id=event_id, etag="", cancelled=True, starts_at=None, ends_at=None)


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def instant(text: str, zone: str | None = None) -> datetime:
    """A time without an offset is one of *zone*, never of the machine's. Raises ValueError."""
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=_zone(zone or "UTC"))).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError):
        raise ValueError(name) from None


def _edge(at: datetime, zone: str) -> JSON:
    return {"dateTime": stamp(at), "timeZone": zone}


def _at(edge: JSON | None) -> datetime | None:
    return instant(edge["dateTime"], edge.get("timeZone")) if edge and edge.get("dateTime") else None


def _video_link(found: JSON) -> str | None:
    entries = (found.get("conferenceData") or {}).get("entryPoints") or []
    links = [entry.get("uri") for entry in entries if entry.get("entryPointType") == "video"]
    return found.get("hangoutLink") or (links[0] if links else None)
