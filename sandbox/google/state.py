"""All calendars of the company, behind one lock."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sandbox.clock import MovableClock
from sandbox.google.errors import JSON, GoogleError, needs_writer, not_found
from sandbox.google.records import Calendar, Call, Channel, Copy, Event, InvitationMail, Told
from sandbox.google.times import zone_of
from sandbox.waiting import wait_until

T = TypeVar("T")

Invitation = tuple[Told, str, str]


class State:
    """*account* is whose token the bot has: "primary" is their calendar, and they may write on every other.

    Every change happens while `changed` is held, and notifies it.
    """

    def __init__(self, clock: MovableClock, *, account: str = "recruiting@example.org", zone: str = "UTC") -> None:
        self.clock = clock
        self.account = account.lower()
        self.changed = threading.Condition(threading.RLock())
        self.calls: list[Call] = []
        self.invitations_sent: list[Invitation] = []
        self.invitation_mails: list[InvitationMail] = []  # the same, and what stood in them
        self.channels: dict[str, Channel] = {}
        self.conferences_pending = False
        self.revision = 0
        self.epoch = 0
        self._calendars: dict[str, Calendar] = {}
        self.add_calendar(account, zone)

    def now(self) -> datetime:
        return self.clock.now()

    def add_calendar(self, email: str, zone: str, summary: str = "") -> Calendar:
        """A person's or a shared calendar. Of one that is there already, only zone and summary change."""
        with self.changed:
            calendar = self._calendars.setdefault(email.lower(), Calendar(email.lower(), zone, email))
            calendar.zone, calendar.summary = zone_of(zone).key, summary or calendar.summary
            return calendar

    @property
    def all(self) -> list[Calendar]:
        return list(self._calendars.values())

    def find(self, calendar_id: str) -> Calendar | None:
        return self._calendars.get(self.account if calendar_id == "primary" else calendar_id.lower())

    def calendar(self, calendar_id: str) -> Calendar:
        """Raises notFound."""
        found = self.find(calendar_id)
        if found is None:
            raise not_found()
        return found

    def refuse_unreadable(self, calendar_id: str | None) -> None:
        """Over the wire a calendar that is not shared looks like one that does not exist. Raises notFound."""
        if calendar_id is not None and not self.calendar(calendar_id).readable:
            raise not_found()

    def refuse_read_only(self, calendar_id: str | None) -> None:
        """Raises requiredAccessLevel."""
        if calendar_id is not None and not self.calendar(calendar_id).writable:
            raise needs_writer()

    def copy(self, calendar_id: str, event_id: str) -> Copy:
        """Raises notFound."""
        found = self.calendar(calendar_id).copies.get(event_id)
        if found is None:
            raise not_found()
        return found

    def put(self, event: Event, own: JSON) -> Copy:
        """A new event on its organizer's calendar and on those of its guests."""
        copies = self._calendars[event.organizer].copies
        if event.id in copies:
            raise GoogleError(409, "duplicate", "The requested identifier already exists.")
        copies[event.id] = Copy(event, event.organizer, self.revision, own)
        self.touch(event)
        return copies[event.id]

    def touch(self, event: Event) -> None:
        """*event* changed: new guests get it, every copy gets a new etag and shows up in the next sync."""
        self.revision += 1
        event.updated_at = self.now()
        for calendar in self._calendars.values():
            copy = calendar.copies.get(event.id)
            if copy is None and event.guest(calendar.id):
                copy = calendar.copies[event.id] = Copy(event, calendar.id, self.revision)
            if copy is not None and copy.event is event:
                copy.revision = self.revision
        self.changed.notify_all()

    def touch_copy(self, copy: Copy) -> None:
        """Something changed that only one calendar sees."""
        self.revision += 1
        copy.revision = self.revision
        self.changed.notify_all()

    def log(self, call: Call) -> None:
        with self.changed:
            self.calls.append(call)
            self.changed.notify_all()

    def wait_until(self, predicate: Callable[[], T], timeout: float = 5.0) -> T:
        """What *predicate* gives once it is true; it is asked again after every change. Raises TimeoutError."""
        return wait_until(self.changed, predicate, timeout)
