"""What a calendar is made of."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sandbox.google.errors import JSON
from sandbox.google.times import span

TRANSPARENT_KINDS = ("workingLocation", "birthday")

Told = Literal["insert", "update", "cancel"]


@dataclass
class Event:
    """What all its calendars share, in Google's words. *organizer* is the calendar it was put on."""

    id: str
    organizer: str
    creator: str
    created_at: datetime
    updated_at: datetime
    shared: JSON
    sequence: int = 0

    @property
    def cancelled(self) -> bool:
        return self.shared.get("status") == "cancelled"

    @property
    def guests(self) -> list[JSON]:
        return self.shared.get("attendees") or []

    def guest(self, email: str) -> JSON | None:
        return next((guest for guest in self.guests if guest["email"] == email), None)


@dataclass
class Copy:
    """An event on one calendar. *own* is seen there only; *removed* once its person threw it out."""

    event: Event
    calendar: str
    revision: int
    own: JSON = field(default_factory=dict)
    removed: bool = False

    @property
    def gone(self) -> bool:
        """Cancelled, thrown out, or its person is no longer invited."""
        event = self.event
        invited = self.calendar == event.organizer or event.guest(self.calendar) is not None
        return event.cancelled or self.removed or not invited

    @property
    def etag(self) -> str:
        return f'"{3_400_000_000_000_000 + self.revision}"'

    def blocks(self) -> bool:
        """Whether its person counts as busy."""
        shared, guest = self.event.shared, self.event.guest(self.calendar)
        free = shared.get("transparency") == "transparent" or shared.get("eventType") in TRANSPARENT_KINDS
        declined = guest is not None and guest["responseStatus"] == "declined"
        return not (self.gone or free or declined)


@dataclass
class Calendar:
    """*id* is an e-mail address. An unreadable one still gets invitations; others may be shared for reading only.

    *meets*: Google Meet is among its allowedConferenceSolutionTypes.
    """

    id: str
    zone: str
    summary: str
    readable: bool = True
    writable: bool = True
    meets: bool = True
    copies: dict[str, Copy] = field(default_factory=dict)

    def span_of(self, copy: Copy) -> tuple[datetime, datetime]:
        return span(copy.event.shared["start"], copy.event.shared["end"], self.zone)


@dataclass(frozen=True)
class Call:
    """A request as it came. *method* as in "events.insert"; *status* None when the answer was lost."""

    method: str
    path: JSON
    query: JSON
    body: JSON | None
    status: int | None


@dataclass(frozen=True)
class Channel:
    id: str
    calendar: str
    resource_id: str
    address: str
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class InvitationMail:
    """What Google wrote to *email* about an event. *face* is the event as it was then, in Google's JSON."""

    told: Told
    event_id: str
    email: str
    sent_at: datetime
    face: JSON
