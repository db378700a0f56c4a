"""An interview's event stands in the calendar once and as wanted, whatever happened to it or to the call."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.hiring.interview import Seat
from bot.hiring.person import Person
from bot.ports import Event, LiveEvent
from bot.relay import Relay
from bot.relay.events import EventDelivery
from integrations.google_calendar import GoogleCalendar
from sandbox.faults import Faults, Kind
from sandbox.google.calendars import Calendars
from storage import applications, events, interviews, outbox, people
from storage.database import Database, Tx
from tests.integrations.conftest import HIRING, MONDAY, moved


@dataclass
class Booking:
    """One interview; *wanted* is what its event should be (None: no event), *linked* what Google told of it."""

    db: Database
    calendar: GoogleCalendar
    interview: int
    wanted: Event | None
    linked: list[LiveEvent]

    def shows(self) -> None:
        with self.db.begin() as tx:
            events.show(tx, self.interview)

    def relays(self) -> None:
        delivery = EventDelivery(
            self.db, self.calendar, self._render, lambda tx, interview, live: self.linked.append(live)
        )
        relay = Relay(
            self.db,
            {"event": delivery},
            tell=lambda tx, promise: None,
            tell_pause=lambda tx, pause: None,
            wall=self._no_waiting,
        )
        while relay.step():
            pass

    def states(self) -> list[str]:
        with self.db.read() as tx:
            return [promise.state for promise in outbox.of_group(tx, f"event:{self.interview}")]

    def _render(self, tx: Tx, interview: int) -> Event | None:
        booked = events.find(tx, interview)
        assert booked
        return replace(self.wanted, id=booked.remote_id, meet=booked.remote_id) if self.wanted else None

    def _no_waiting(self) -> datetime:
        self._minutes = getattr(self, "_minutes", 0) + 10
        return MONDAY + timedelta(minutes=self._minutes)


@pytest.fixture
def booking(db: Database, calendar: GoogleCalendar, interview: Event) -> Booking:
    with db.begin() as tx:
        for person in ("rita", "ana"):
            people.save(tx, Person(person, person.title(), f"{person}@example.org", "Europe/Berlin"))
        candidate = applications.add_candidate(tx, name="Ada", email="candidate@example.com")
        application = applications.add(
            tx, candidate, role="Engineer", process=tx.book.current.digest, stage="screening",
            coordinator="rita", hiring_manager=None, channel="C1",
        )  # fmt: skip
        made = interviews.add(
            tx, application=application.id, session="screening", stage="screening", starts_at=interview.starts_at,
            ends_at=interview.ends_at, zone=interview.zone, panel=[Seat("ana")],
        )  # fmt: skip
    return Booking(db, calendar, made.id, interview, [])


def test_an_event_is_made_moved_and_removed(booking: Booking, calendars: Calendars, interview: Event) -> None:
    booking.shows()
    booking.relays()
    [found] = calendars.events_of(HIRING)
    assert booking.linked[-1].meet_url == found["hangoutLink"]
    booking.wanted = moved(interview, hours=2)
    booking.shows()
    booking.relays()
    [found] = calendars.events_of(HIRING)
    assert booking.linked[-1].starts_at == interview.starts_at + timedelta(hours=2)
    booking.wanted = None
    booking.shows()
    booking.relays()
    assert calendars.events_of(HIRING) == []
    assert booking.states() == ["done", "done", "done"]


@pytest.mark.parametrize(
    "kind",
    [Kind.LOSE_BEFORE, Kind.LOSE_AFTER, Kind.SERVER_ERROR, Kind.SERVER_ERROR_AFTER, Kind.RATE_LIMITED, Kind.REVOKED],
)
@pytest.mark.parametrize("call", ["events.insert", "events.patch", "events.delete"])
def test_whatever_breaks_there_is_one_event_as_wanted_and_guests_hear_of_it_once(
    booking: Booking, calendars: Calendars, faults: Faults, interview: Event, call: str, kind: Kind
) -> None:
    faults.plan(call, kind)
    for wanted in (interview, moved(interview, hours=2), None):
        booking.wanted = wanted
        booking.shows()
        booking.relays()
        shown = [event["start"]["dateTime"] for event in calendars.events_of("ana@example.org")]
        assert shown == ([wanted.starts_at.astimezone(ZoneInfo(wanted.zone)).isoformat()] if wanted else [])
    assert faults.met
    assert set(booking.states()) == {"done"}
    for told in ("insert", "cancel"):
        assert [kind for kind, _, email in calendars.invitations_sent if email == "ana@example.org"].count(told) == 1


def test_an_event_that_somebody_deleted_is_made_anew_when_it_is_wanted_again(
    booking: Booking, calendars: Calendars, interview: Event
) -> None:
    booking.shows()
    booking.relays()
    [first] = calendars.events_of(HIRING)
    calendars.removes(HIRING, first["id"])
    booking.wanted = moved(interview, hours=2)
    booking.shows()
    booking.relays()
    [second] = calendars.events_of(HIRING)
    assert second["id"] != first["id"]
    assert set(booking.states()) == {"done"}


def test_an_id_that_was_used_up_before_we_knew_leads_to_a_new_event(booking: Booking, calendars: Calendars) -> None:
    _there_already(booking, booking.wanted)
    calendars.removes(HIRING, calendars.events_of(HIRING)[0]["id"])
    booking.shows()
    booking.relays()
    assert len(calendars.events_of(HIRING)) == 1
    assert len(calendars.events_of(HIRING, gone=True)) == 2


@pytest.mark.parametrize("earlier", [{"guests": ("bo@example.org",)}, {"ends_at": MONDAY + timedelta(days=2)}])
def test_an_event_of_an_earlier_try_is_brought_up_to_date(
    booking: Booking, calendars: Calendars, interview: Event, earlier: dict[str, Any]
) -> None:
    _there_already(booking, replace(interview, **earlier))
    booking.shows()
    booking.relays()
    [found] = calendars.events_of(HIRING)
    assert found["end"]["dateTime"] == interview.ends_at.isoformat().replace("+00:00", "Z")
    assert [guest["email"] for guest in found["attendees"]] == list(interview.guests)


def _there_already(booking: Booking, event: Event | None) -> None:
    """The event stands in the calendar, and the promise that made it was given up."""
    with booking.db.begin() as tx:
        events.show(tx, booking.interview)
        booked = events.find(tx, booking.interview)
        outbox.cancel(tx, outbox.of_group(tx, f"event:{booking.interview}")[-1].id)
    assert event
    assert booked
    booking.calendar.insert(replace(event, id=booked.remote_id, meet=booked.remote_id))


def test_a_change_that_crosses_a_persons_edit_reads_again(
    booking: Booking, calendars: Calendars, interview: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    booking.shows()
    booking.relays()
    [found] = calendars.events_of(HIRING)
    read = GoogleCalendar.get
    edits = [lambda: calendars.answers("ana@example.org", found["id"], "accepted")]

    def read_and_be_late(calendar: GoogleCalendar, event_id: str) -> LiveEvent | None:
        live = read(calendar, event_id)
        if edits:
            edits.pop()()
        return live

    monkeypatch.setattr(GoogleCalendar, "get", read_and_be_late)
    booking.wanted = replace(interview, title="Example · Past project deep dive")
    booking.shows()
    booking.relays()
    [found] = calendars.events_of(HIRING)
    assert found["summary"] == "Example · Past project deep dive"
    assert {guest["email"]: guest["responseStatus"] for guest in found["attendees"]}["ana@example.org"] == "accepted"


def test_two_changes_at_once_are_one_call(booking: Booking, calendars: Calendars) -> None:
    booking.shows()
    booking.shows()
    booking.relays()
    assert booking.states() == ["done", "done"]
    assert len(booking.linked) == 1
    assert len(calendars.events_of(HIRING)) == 1


def test_an_event_that_was_taken_away_and_is_wanted_again_is_another_one_and_the_first_is_not_looked_for(
    booking: Booking, calendars: Calendars, interview: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_for: list[str] = []
    monkeypatch.setattr(GoogleCalendar, "get", lambda calendar, event_id: looked_for.append(event_id))
    for wanted in (interview, None, interview):
        booking.wanted = wanted
        booking.shows()
        booking.relays()
    assert len(calendars.events_of(HIRING)) == 1
    assert len(calendars.events_of(HIRING, gone=True)) == 2
    assert looked_for == []
    assert set(booking.states()) == {"done"}


@pytest.mark.parametrize("ending", [False, True])
def test_an_event_that_somebody_deletes_as_it_is_changed_is_made_anew_unless_it_ends(
    booking: Booking, calendars: Calendars, interview: Event, monkeypatch: pytest.MonkeyPatch, ending: bool
) -> None:
    booking.shows()
    booking.relays()
    [first] = calendars.events_of(HIRING)
    read = GoogleCalendar.get

    def read_before_it_is_deleted(calendar: GoogleCalendar, event_id: str) -> LiveEvent | None:
        live = read(calendar, event_id)
        if event_id == first["id"]:
            calendars.removes(HIRING, event_id)
        return live

    monkeypatch.setattr(GoogleCalendar, "get", read_before_it_is_deleted)
    booking.wanted = replace(moved(interview, hours=2), ending=ending)
    booking.shows()
    booking.relays()
    assert len(calendars.events_of(HIRING)) == (0 if ending else 1)
    assert set(booking.states()) == {"done"}
    with booking.db.read() as tx:
        booked = events.find(tx, booking.interview)
    assert booked
    assert booked.gone is ending


def test_an_answer_about_another_event_is_held_for_a_person_and_nothing_of_it_is_kept(
    booking: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = GoogleCalendar.insert
    monkeypatch.setattr(GoogleCalendar, "insert", lambda *event: replace(insert(*event), id="another"))
    booking.shows()
    booking.relays()
    assert booking.states() == ["held"]
    assert booking.linked == []
