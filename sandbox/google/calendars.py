"""The company's calendars as its people use them: the controls of stories and tests."""

from datetime import datetime
from typing import Any, Literal

from sandbox.google import events
from sandbox.google.conference import finished, is_pending
from sandbox.google.errors import JSON
from sandbox.google.freebusy import busy_spans
from sandbox.google.guests import answer
from sandbox.google.shown import shown
from sandbox.google.state import State
from sandbox.google.times import rfc3339

Answer = Literal["accepted", "declined", "tentative", "needsAction"]


class Calendars(State):
    """All times are aware. Unknown calendars and events raise GoogleError notFound, as over the wire.

    `conferences_pending = True` lets Meet links come later, by finish_conferences().
    """

    def add_person(self, email: str, zone: str = "UTC") -> None:
        """Somebody inside the company. Everybody else, such as candidates, has no calendar here."""
        self.add_calendar(email, zone)

    def add_busy(self, email: str, start: datetime, end: datetime, summary: str = "", *, kind: str = "default") -> str:
        """Put something of their own into a person's calendar and return its id.

        *kind* is Google's eventType: default, outOfOffice, focusTime, or workingLocation, which does not block.
        """
        own = {"start": {"dateTime": rfc3339(start)}, "end": {"dateTime": rfc3339(end)}, "eventType": kind}
        with self.changed:
            made = events.insert(self, email, own | ({"summary": summary} if summary else {}), {})
        return str(made["id"])

    def make_unreadable(self, email: str) -> None:
        with self.changed:
            self.calendar(email).readable = False

    def share(self, email: str, *, writable: bool) -> None:
        """As its owner does in the calendar's settings."""
        with self.changed:
            shared = self.calendar(email)
            shared.readable, shared.writable = True, writable

    def forbid_meet(self, email: str) -> None:
        """As an admin does who turns Google Meet off."""
        with self.changed:
            self.calendar(email).meets = False

    def answers(self, email: str, event_id: str, response: Answer, comment: str = "") -> None:
        """An invited person answers in their own calendar, or a guest from outside by the mail they got."""
        with self.changed:
            event = next(
                copy.event
                for calendar in self.all
                for copy in calendar.copies.values()
                if copy.event.id == event_id and copy.event.guest(email.lower())
            )
            answer(self, event, email.lower(), response, comment or None)

    def invites(self, email: str, event_id: str, guest: str, **said: Any) -> None:
        """Somebody adds *guest* to the event on calendar *email*, or changes what is *said* of them."""
        with self.changed:
            guests = {it["email"]: it for it in self.copy(email, event_id).event.guests}
            guests[guest.lower()] = guests.get(guest.lower(), {}) | {"email": guest, **said}
            body = {"attendees": list(guests.values())}
            events.change(self, email, event_id, body, {"sendUpdates": "all"}, etag=None, whole=False)

    def moves(self, email: str, event_id: str, start: datetime, end: datetime) -> None:
        """Somebody drags the event on calendar *email*, which is its organizer, to another time."""
        edges = {"start": {"dateTime": rfc3339(start)}, "end": {"dateTime": rfc3339(end)}}
        with self.changed:
            events.change(self, email, event_id, edges, {"sendUpdates": "all"}, etag=None, whole=False)

    def removes(self, email: str, event_id: str) -> None:
        """Somebody deletes it on calendar *email*: cancelled for all if that is the organizer, else declined."""
        with self.changed:
            events.delete(self, email, event_id, {"sendUpdates": "all"}, etag=None)

    def events_of(self, email: str, *, gone: bool = False) -> list[JSON]:
        """What stands in a calendar, in Google's JSON, soonest first. With *gone* also what is cancelled."""
        with self.changed:
            calendar = self._calendars[email.lower()]
            copies = [copy for copy in calendar.copies.values() if gone or not copy.gone]
            return [shown(copy, calendar) for copy in sorted(copies, key=calendar.span_of)]

    def busy_of(self, email: str, since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
        with self.changed:
            return busy_spans(self._calendars[email.lower()], (since, until))

    def finish_conferences(self) -> None:
        """The Meet links that were pending are there now."""
        with self.changed:
            found = {id(copy.event): copy.event for calendar in self.all for copy in calendar.copies.values()}
            for event in found.values():
                if is_pending(event.shared.get("conferenceData")):
                    event.shared["conferenceData"] = finished(event.id, event.shared["conferenceData"])
                    self.touch(event)

    def expire_sync_tokens(self) -> None:
        """Every sync token handed out so far is answered with 410 fullSyncRequired."""
        with self.changed:
            self.epoch += 1
