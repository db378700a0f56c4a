"""The company's page without a browser: somebody asks for pages, reads them, and sends the forms they find in them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from typing import Any, cast
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import ProxyHandler, Request, build_opener

from sandbox.bot_process import ROOT
from sandbox.company import INTERVIEWS, Company, open_company
from sandbox.google import events
from sandbox.page.house import House
from sandbox.page.server import PageServer

WITHOUT_END = {"meta", "link", "input", "br", "base", "img", "hr"}

LINES = {"dt", "dd", "li", "p", "h1", "h2", "h3"}  # each of which a reader sees on a line of its own


@dataclass
class Form:
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)  # by id: name and value


class Seen(HTMLParser):
    """A page as it was read: the words under every id, its links, forms and what their buttons send."""

    def __init__(self, status: int, url: str, html: str, headers: Mapping[str, str]) -> None:
        super().__init__()
        self.status, self.url, self.headers = status, url, headers
        self.words: dict[str, str] = {"": ""}
        self.attributes: dict[str, dict[str, str]] = {}
        self.links: dict[str, str] = {}
        self.forms: list[Form] = []
        self._open: list[tuple[str, str, str]] = []  # tag, id, href
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        it = has.get("id", "")
        if it:
            assert it not in self.words, f"the id {it} is there twice"
            self.words[it], self.attributes[it] = "", has
        if tag == "form":
            self.forms.append(Form(has.get("action", "")))
        if tag == "input" and self.forms and "name" in has:
            self.forms[-1].fields[has["name"]] = has.get("value", "")
        if tag == "button" and self.forms:
            self.forms[-1].buttons[it] = (has.get("name", ""), has.get("value", ""))
        if tag not in WITHOUT_END:
            self._open.append((tag, it, has.get("href", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1][0] == tag, f"{tag} ends inside {self._open[-1]}"
        self._open.pop()
        if tag in LINES:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        for it in {it for _, it, _ in self._open} | {""}:
            self.words[it] += data
        for _, _, href in self._open:
            if href and data.strip():
                self.links[data.strip()] = href

    def read(self, it: str = "room") -> str:
        """The words under an id, "" where it is not there."""
        return " ".join(self.words.get(it, "").split())

    def like(self, beginning: str) -> list[str]:
        """The ids that begin so."""
        return [it for it in self.words if it.startswith(beginning)]


class Visitor:
    """Somebody at the page, whoever they are at the moment."""

    def __init__(self, company: Company, home: str) -> None:
        self.company, self._home = company, home
        self.origin = ""  # of the site that they have open, where it is another
        self.page: Seen

    def opens(self, address: str) -> Seen:
        return self._asks(Request(urljoin(self._home, address)))

    def presses(self, button: str, **typed: str) -> Seen:
        """The form with this button is sent, with what was *typed* into it (`from_` is the field "from")."""
        form = next((it for it in self.page.forms if button in it.buttons), None)
        assert form, f"there is no button {button} in {self.page.url}"
        name, value = form.buttons[button]
        typed = {key.rstrip("_"): value for key, value in typed.items()}
        assert typed.keys() <= form.fields.keys()
        return self.posts(form.action, **(form.fields | typed | ({name: value} if name else {})))

    def posts(self, action: str, **fields: str) -> Seen:
        """What no page offered; or what one did, without looking."""
        return self._asks(Request(urljoin(self._home, action), data=urlencode(fields).encode(), method="POST"))

    def _asks(self, request: Request) -> Seen:
        if self.origin:
            request.add_header("Origin", self.origin)
        try:
            answer = build_opener(ProxyHandler({})).open(request, timeout=10)
        except HTTPError as refused:
            answer = refused
        with answer:
            self.page = Seen(answer.status, answer.url, answer.read().decode(), dict(answer.headers))
        return self.page

    # what others do

    def books(self, event_id: str, start: datetime, end: datetime, *guests: str, zone: str = "Europe/Berlin") -> None:
        """As the bot does it."""
        body: dict[str, Any] = {
            "id": event_id,
            "summary": "Example · Initial interview",
            "description": "Arranged by Interview Bot.",
            "visibility": "private",
            "guestsCanModify": False,
            "start": {"dateTime": start.isoformat(), "timeZone": zone},
            "end": {"dateTime": end.isoformat(), "timeZone": zone},
            "attendees": [{"email": guest} for guest in guests],
            "conferenceData": {"createRequest": {"requestId": event_id}},
        }
        with self.company.calendars.changed:
            events.insert(self.company.calendars, INTERVIEWS, body, {"sendUpdates": "all", "conferenceDataVersion": 1})

    def event(self, event_id: str, calendar: str = INTERVIEWS) -> dict[str, Any] | None:
        """What stands in a calendar."""
        found = [it for it in self.company.calendars.events_of(calendar) if it["id"] == event_id]
        return found[0] if found else None

    def answer_of(self, email: str, event_id: str) -> str:
        guests = (self.event(event_id) or {})["attendees"]
        return next(str(guest["responseStatus"]) for guest in guests if guest["email"] == email)


@contextmanager
def a_visitor() -> Iterator[Visitor]:
    """In a company whose bot is not there; it is Monday 2027-03-01, 08:00 UTC."""
    with open_company(ROOT / "app.yaml") as company:
        server = PageServer(House(company, cast("Any", None)))
        home = server.start()
        try:
            yield Visitor(company, home)
        finally:
            server.stop()
