"""A small company with Google calendars, and the real client to look at them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httplib2
import pytest
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from sandbox.clock import MovableClock
from sandbox.faults import Faults
from sandbox.google.calendars import Calendars
from sandbox.google.server import GoogleServer

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)
INTERVIEWS = "interviews@example.org"
BELA, CARLA = "bela@example.org", "carla@example.org"
ADA = "ada@candidates.example.com"
TOKEN = "sandbox-google-token"


def at(hour: float, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


def client(url: str, token: str = TOKEN, timeout: float = 5) -> Any:
    http = AuthorizedHttp(Credentials(token=token), http=httplib2.Http(timeout=timeout, proxy_info=None))
    return build("calendar", "v3", http=http, client_options={"api_endpoint": url}, cache_discovery=False)


def reason(refusal: pytest.ExceptionInfo[HttpError]) -> tuple[int, str]:
    """(status, Google's reason)."""
    return refusal.value.status_code, refusal.value.error_details[0]["reason"]


def screening(event_id: str = "screening1", hour: float = 10, **more: Any) -> dict[str, Any]:
    """An hour of Bela with the candidate, Ada."""
    return {
        "id": event_id,
        "summary": "Screening: Ada",
        "start": {"dateTime": at(hour).isoformat(), "timeZone": "Europe/Berlin"},
        "end": {"dateTime": at(hour + 1).isoformat(), "timeZone": "Europe/Berlin"},
        "attendees": [{"email": BELA}, {"email": ADA}],
    } | more


class Company:
    def __init__(self) -> None:
        self.clock = MovableClock(at(8))
        self.faults = Faults()
        self.calendars = Calendars(self.clock, account="recruiting@example.org")
        self.calendars.add_calendar(INTERVIEWS, "Europe/Berlin", "Interviews")
        self.calendars.add_person(BELA, "Europe/Berlin")
        self.calendars.add_person(CARLA, "America/New_York")
        self.server = GoogleServer(self.calendars, self.faults)
        self.url = self.server.start()
        self.google = client(self.url)

    def insert(self, body: dict[str, Any], **more: Any) -> dict[str, Any]:
        made: dict[str, Any] = self.google.events().insert(calendarId=INTERVIEWS, body=body, **more).execute()
        return made

    def get(self, event_id: str = "screening1", calendar: str = INTERVIEWS) -> dict[str, Any]:
        found: dict[str, Any] = self.google.events().get(calendarId=calendar, eventId=event_id).execute()
        return found

    def patch(
        self, body: dict[str, Any], etag: str | None = None, calendar: str = INTERVIEWS, **more: Any
    ) -> dict[str, Any]:
        request = self.google.events().patch(calendarId=calendar, eventId="screening1", body=body, **more)
        if etag:
            request.headers["If-Match"] = etag
        changed: dict[str, Any] = request.execute()
        return changed

    def list(self, **query: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.google.events().list(**({"calendarId": INTERVIEWS} | query)).execute()
        return found

    def busy(self, *emails: str, hours: float = 24) -> dict[str, Any]:
        body = {
            "timeMin": at(0).isoformat(),
            "timeMax": at(hours).isoformat(),
            "items": [{"id": email} for email in emails],
        }
        calendars: dict[str, Any] = self.google.freebusy().query(body=body).execute()["calendars"]
        return calendars


def running_company() -> Iterator[Company]:
    found = Company()
    yield found
    found.server.stop()
