"""The sandbox's Google Calendar on a port of loopback: the REST paths of Calendar v3."""

from sandbox.faults import Faults
from sandbox.google.discovery import CALENDAR, Method
from sandbox.google.errors import JSON
from sandbox.google.front import Front, Request
from sandbox.google.methods import ANSWERS
from sandbox.google.records import Call
from sandbox.google.state import State

EVERYTHING = frozenset({"https://www.googleapis.com/auth/calendar"})
WRITING = {"events.insert", "events.patch", "events.update", "events.delete"}


class GoogleServer(Front):
    """*token* is the only bearer token that is let in, with *scopes*. Faults by method: "events.insert"."""

    api = CALENDAR
    root = "/calendar/v3/"

    def __init__(
        self,
        calendars: State,
        faults: Faults | None = None,
        token: str = "sandbox-google-token",
        *,
        scopes: frozenset[str] = EVERYTHING,
        port: int = 0,
    ) -> None:
        super().__init__(ANSWERS, faults, token, scopes, port)
        self.calendars = calendars

    def carry_out(self, method: Method, asked: Request) -> JSON | None:
        with self.calendars.changed:
            self.calendars.refuse_unreadable(asked.path.get("calendarId"))
            if method.id in WRITING:
                self.calendars.refuse_read_only(asked.path.get("calendarId"))
            return ANSWERS[method.id](self.calendars, asked)

    def log(self, call: Call) -> None:
        self.calendars.log(call)
