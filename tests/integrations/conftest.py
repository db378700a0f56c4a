"""A company's Google with the real client on it, and the words its tests share."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.ports import Event
from integrations.google_calendar import GoogleCalendar
from sandbox.clock import MovableClock
from sandbox.faults import Faults
from sandbox.google.calendars import Calendars
from sandbox.google.server import GoogleServer

MONDAY = datetime(2027, 3, 1, 8, tzinfo=UTC)
HIRING = "hiring@example.org"

Google = Callable[..., GoogleCalendar]


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def calendars() -> Calendars:
    company = Calendars(MovableClock(MONDAY), account=HIRING)
    for email in ("ana@example.org", "bo@example.org"):
        company.add_person(email, "Europe/Berlin")
    return company


@pytest.fixture
def server(calendars: Calendars, faults: Faults) -> Iterator[GoogleServer]:
    served = GoogleServer(calendars, faults, "open-sesame")
    yield served
    served.stop()


@pytest.fixture
def calendar(server: GoogleServer) -> GoogleCalendar:
    return at(server)


def at(server: GoogleServer, *, token: str = "open-sesame", patience: float = 5) -> GoogleCalendar:
    return GoogleCalendar(
        url=server.start(), calendar_id=HIRING, credentials_file=None, access_token=token, patience=patience
    )


@pytest.fixture
def interview() -> Event:
    return Event(
        id="c0ffee0001",
        title="Example · Repo setup exercise",
        description="Arranged by Interview Bot.",
        starts_at=MONDAY + timedelta(days=1, hours=2),
        ends_at=MONDAY + timedelta(days=1, hours=3),
        zone="Europe/Berlin",
        guests=("candidate@example.com", "ana@example.org", "bo@example.org"),
        meet="c0ffee0001",
    )


def moved(event: Event, **by: float) -> Event:
    delta = timedelta(**by)
    return replace(event, starts_at=event.starts_at + delta, ends_at=event.ends_at + delta)
