"""The clock of the company, moved by hand: how far, in which steps, and what comes next."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event
from zoneinfo import ZoneInfo

from sandbox.company import INTERVIEWS, Company
from sandbox.google.errors import JSON
from sandbox.page.candidates import called
from sandbox.slack.reading import buttons_in

STEP = timedelta(minutes=15)
REST = 0.4  # seconds for the bot to look at the clock (it does so every quarter of a second) and do what is due
MORNING = 9
_LEAVES = re.compile(r"leaves <!date\^(\d+)\^")


@dataclass(frozen=True)
class Coming:
    """Something that will happen, and when."""

    at: datetime
    words: str


class Jump:
    """On the way to *to*, step by step, so that nothing that falls due meanwhile is passed over."""

    name, said = "jump", ""

    def __init__(self, company: Company, to: datetime, tell: Callable[[], None]) -> None:
        self._clock, self.to, self._tell = company.clock, to, tell
        self.begun = self._clock.now()
        self._stopped = Event()

    @property
    def done(self) -> float:
        """How much of the way, from 0 to 1."""
        way = (self.to - self.begun).total_seconds()
        return min(1.0, (self._clock.now() - self.begun).total_seconds() / way) if way > 0 else 1.0

    def run(self) -> None:
        for at in steps(self.begun, self.to):
            self._clock.move_to(max(at, self._clock.now()))
            self._tell()
            if self._stopped.wait(REST):
                return

    def stops(self) -> None:
        self._stopped.set()


def steps(begun: datetime, to: datetime) -> Iterator[datetime]:
    """Every whole quarter of an hour on the way, as people write them down, and the end."""
    at = begun.replace(minute=begun.minute // 15 * 15, second=0, microsecond=0) + STEP
    while at < to:
        yield at
        at += STEP
    yield to


def tomorrow(now: datetime, zone: str) -> datetime:
    return _morning(now, zone, 1)


def next_thing(company: Company, zone: str) -> Coming:
    """The soonest of what people here can know; what the bot will do by itself is its own affair."""
    now = company.clock.now()
    return min([*_edges(company, now), *_letters(company, now), _working_morning(now, zone)], key=lambda it: it.at)


def _edges(company: Company, now: datetime) -> list[Coming]:
    found = [
        Coming(at, f"the {edge} of {_named(company, event)}")
        for event in company.calendars.events_of(INTERVIEWS)
        for edge in ("start", "end")
        if (at := _time_of(event[edge])) and at > now
    ]
    return sorted(found, key=lambda it: it.at)[:1]


def _letters(company: Company, now: datetime) -> Iterator[Coming]:
    """Those of which the bot tells somebody when they leave, and that they can be called back until then."""
    with company.workspace.changed:
        channels = [it for it in company.workspace.channels.values() if it.kind == "im"]
        posts = [post for it in channels for post in it.posts if not post.deleted and "Undo" in buttons_in(post.blocks)]
    for post in posts:
        for second in _LEAVES.findall(str(post.blocks)):
            at = datetime.fromtimestamp(int(second), UTC)
            if at > now:
                yield Coming(at, f"the {post.text[:1].lower()}{post.text[1:]} leaves")


def _time_of(edge: JSON) -> datetime | None:
    """None for a whole day."""
    return datetime.fromisoformat(edge["dateTime"]) if "dateTime" in edge else None


def _named(company: Company, event: JSON) -> str:
    """As people here call it: the session, and whom it is with."""
    session = str(event.get("summary", "something")).rpartition(" · ")[2]
    guests = event.get("attendees", ())
    outside = [_name_of(it) for it in guests if company.calendars.find(it["email"]) is None]
    return f"{session} with {', '.join(outside)}" if outside else session


def _name_of(guest: JSON) -> str:
    """The calendar knows addresses only; of whom this company brings along the name is known too."""
    return str(guest.get("displayName") or called(guest["email"]))


def _working_morning(now: datetime, zone: str) -> Coming:
    at = _morning(now, zone, 0)
    while at <= now or at.weekday() > 4:
        at = _morning(at, zone, 1)
    return Coming(at, "the next working morning")


def _morning(now: datetime, zone: str, days: int) -> datetime:
    """Nine o'clock there, so many days later."""
    there = now.astimezone(ZoneInfo(zone)) + timedelta(days=days)
    return there.replace(hour=MORNING, minute=0, second=0, microsecond=0)
