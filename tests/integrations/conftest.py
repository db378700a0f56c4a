"""A company's Google with the real client on it, and the words its tests share."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.ports import Event, Mail
from integrations.gmail import GmailMailer
from integrations.google_calendar import GoogleCalendar
from sandbox.background import HOST, WebServer
from sandbox.clock import MovableClock
from sandbox.faults import Faults
from sandbox.google.calendars import Calendars
from sandbox.google.gmail import Gmail
from sandbox.google.gmail_server import GmailServer
from sandbox.google.server import GoogleServer

MONDAY = datetime(2027, 3, 1, 8, tzinfo=UTC)
HIRING = "hiring@example.org"
JOBS = "jobs@example.org"
FROM = f"Example Hiring <{JOBS}>"
TOKEN = "open-sesame"
LETTER = Mail(
    key="letter-17:2", to="ada@example.com", subject="Your application", body="Dear Ada,\n\nthank you.\n",
    sender_name="Rita Okafor", reply_to="rita@example.org",
)  # fmt: skip
OTHER = Mail(key="letter-18:2", to="bea@example.com", subject="Your application", body="Dear Bea.\n")

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


@pytest.fixture
def machine_in_auckland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Far from everybody: what is read in the machine's zone is wrong."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "Pacific/Auckland")
        time.tzset()
        yield
    time.tzset()


@contextmanager
def always_answers(answer: dict[str, Any]) -> Iterator[str]:
    """A Google that says only this; gives the calendar's address."""

    async def serve(request: web.Request) -> web.Response:
        return web.json_response(answer)

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", serve)
    served = WebServer("odd-google", app, 0)
    yield f"http://{HOST}:{served.port}/calendar/v3/"
    served.stop()


@pytest.fixture
def arrived() -> list[bytes]:
    return []


@pytest.fixture
def gmail_box(arrived: list[bytes]) -> Gmail:
    return Gmail(MovableClock(MONDAY), JOBS, lambda content, sender, to: arrived.append(content))


@pytest.fixture
def gmail_server(gmail_box: Gmail, faults: Faults) -> Iterator[GmailServer]:
    served = GmailServer(gmail_box, faults, TOKEN)
    yield served
    served.stop()


@pytest.fixture
def gmail(gmail_server: GmailServer) -> GmailMailer:
    return gmail_at(gmail_server.start())


def gmail_at(url: str, *, token: str = TOKEN, mail_from: str = FROM, patience: float = 5) -> GmailMailer:
    return GmailMailer(url=url, mail_from=mail_from, credentials_file=None, access_token=token, patience=patience)


class Marks:
    """What was said when a text was about to leave, and how much had arrived by then."""

    def __init__(self, arrived: list[bytes]) -> None:
        self._arrived = arrived
        self.drafts: list[str | None] = []
        self.before: list[int] = []

    def __call__(self, draft: str | None) -> None:
        self.drafts.append(draft)
        self.before.append(len(self._arrived))

    @property
    def draft(self) -> str:
        assert self.drafts[-1]
        return self.drafts[-1]


@pytest.fixture
def begun(arrived: list[bytes]) -> Marks:
    return Marks(arrived)
