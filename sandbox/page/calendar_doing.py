"""What people do in the calendars, as in Google's. The bot notices by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web
from multidict import MultiDictProxy

from sandbox.company import Colleague
from sandbox.google.calendars import Answer, Calendars
from sandbox.google.errors import GoogleError
from sandbox.page.calendar_event import EventShown
from sandbox.page.calendar_links import calendar_url
from sandbox.page.calendar_page import SURFACE, event_called, owner_called
from sandbox.page.calendar_week import Owner
from sandbox.page.pages import NotHere
from sandbox.page.rooms import ROOMS, Mishap, colleague

Form = MultiDictProxy[Any]
RESPONSES: dict[str, Answer] = {"yes": "accepted", "maybe": "tentative", "no": "declined"}
LONGEST_TITLE = 200
YEARS = range(2000, 2101)
GONE = "This event is not there any more."


class Refused(Exception):
    """The words say why it cannot be done. *more* is what the page had open beside the week."""

    def __init__(self, words: str, **more: str) -> None:
        super().__init__(words)
        self.more = more


@dataclass(frozen=True)
class Doing:
    """Somebody at a calendar, and the form they sent."""

    calendars: Calendars
    looker: Colleague
    owner: Owner
    form: Form

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.looker.zone)

    @property
    def week(self) -> date:
        """The one they look at."""
        try:
            return date.fromisoformat(str(self.form.get("week", "")))
        except ValueError:
            return self.calendars.now().astimezone(self.zone).date()

    @property
    def event(self) -> EventShown:
        """Raises Refused."""
        found = event_called(self.calendars, self.owner, self.looker, str(self.form.get("event", "")))
        if found is None:
            raise Refused(GONE)
        return found

    def stays(self, **more: str) -> str:
        return self.goes_to(self.week, **more)

    def goes_to(self, day: date, **more: str) -> str:
        return calendar_url(self.looker.name, self.owner.name, day, **more)

    def text(self, name: str) -> str:
        return " ".join(str(self.form.get(name, "")).split())


def _answer(doing: Doing) -> str:
    """As whoever looks, or as somebody from outside who got the invitation by mail."""
    event, by = doing.event, doing.text("as") or doing.looker.email
    theirs = [guest.email for guest in event.from_outside if event.by_the_bot]
    if doing.text("answer") not in RESPONSES or not (by in theirs or (by == doing.looker.email and event.mine)):
        raise Refused("Only those who are invited can answer.", event=event.id)
    doing.calendars.answers(by, event.id, RESPONSES[doing.text("answer")])
    return doing.stays(event=event.id)


def _move(doing: Doing) -> str:
    """It stays as long as it is."""
    event = doing.event
    if not event.may_move:
        raise Refused("Only the organizer can move it.", event=event.id)
    starts_at = _at(doing, doing.text("day"), doing.text("from"))
    if starts_at is None:
        raise Refused("Say the day and the time it moves to.", event=event.id)
    length = event.ends_at.astimezone(UTC) - event.starts_at.astimezone(UTC)  # not by the clocks on the wall
    doing.calendars.moves(event.organizer_email, event.id, starts_at, starts_at.astimezone(UTC) + length)
    return doing.goes_to(starts_at.date(), event=event.id)


def _delete(doing: Doing) -> str:
    """For everybody by who runs it; a guest throws it out of their own calendar, and so declines."""
    event = doing.event
    if not (event.runs or event.mine):
        raise Refused("Only those who are invited can take it out of their calendar.", event=event.id)
    doing.calendars.removes(event.organizer_email if event.runs else doing.looker.email, event.id)
    return doing.stays()


def _add(doing: Doing) -> str:
    """Something of their own, which makes them busy."""
    day, begins, ends, title = (doing.text(name) for name in ("day", "from", "to", "title"))
    starts_at, ends_at = _at(doing, day, begins), _at(doing, day, ends)
    typed = {"new": day, "from": begins, "to": ends, "title": title[:LONGEST_TITLE]}
    if doing.owner.email != doing.looker.email:
        raise Refused("You can add something to your own calendar only.")
    if starts_at is None or ends_at is None:
        raise Refused("Say the day, and from when to when.", **typed)
    if ends == "00:00":
        ends_at += timedelta(days=1)
    if ends_at <= starts_at:
        raise Refused("It ends before it begins.", **typed)
    doing.calendars.add_busy(doing.owner.email, starts_at, ends_at, title[:LONGEST_TITLE])
    return doing.goes_to(starts_at.date())


def _at(doing: Doing, day: str, clock: str) -> datetime | None:
    try:
        at = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), doing.zone)
    except ValueError:
        return None
    return at if at.year in YEARS else None


def _doing(what: Callable[[Doing], str]) -> Callable[[web.Request], Any]:
    async def do(request: web.Request) -> web.StreamResponse:
        rooms, who, form = request.app[ROOMS], request.match_info["who"], await request.post()
        rooms.person(who)
        calendars = rooms.company.calendars
        rooms.mishaps.pop(who, None)
        looker = colleague(who)
        if looker.guest:
            raise NotHere("A guest has no calendar here.")
        doing = Doing(calendars, looker, owner_called(calendars, looker, request.match_info["whose"]), form)
        try:
            with calendars.changed:
                where = what(doing)
        except Refused as refused:
            rooms.mishaps[who] = Mishap(SURFACE, str(refused))
            where = doing.stays(**refused.more)
        except GoogleError as refused:
            rooms.mishaps[who] = Mishap(SURFACE, refused.message)
            where = doing.stays()
        return web.Response(status=303, headers={"Location": where})

    return do


ROUTES = [
    web.post("/as/{who}/calendar/{whose}/" + name, _doing(what))
    for name, what in {"answer": _answer, "move": _move, "delete": _delete, "add": _add}.items()
]
