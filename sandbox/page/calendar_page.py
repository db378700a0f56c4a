"""The calendars' pages: a week of anybody's, and beside it an event or the form for a new one."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from sandbox.company import Colleague
from sandbox.google.calendars import Calendars
from sandbox.page.calendar_event import EventShown, event_shown
from sandbox.page.calendar_links import calendar_url
from sandbox.page.calendar_week import Owner, Week, owners, week_of
from sandbox.page.frame import frame
from sandbox.page.pages import NotHere, page
from sandbox.page.rooms import ROOMS, Rooms, colleague

SURFACE = "calendar"  # where a mishap here is shown


async def calendar(request: web.Request) -> web.StreamResponse:
    """`GET /as/{who}/calendar/{whose}?week=2027-03-01`, with `&event=ID` or `&new=2027-03-02&from=09:00&to=10:00`."""
    rooms, who = request.app[ROOMS], request.match_info["who"]
    rooms.person(who)
    looker, calendars, around = colleague(who), rooms.company.calendars, frame(request, who, "calendar")
    if looker.guest:
        return page("calendar_none.html", **around)
    with calendars.changed:
        owner = owner_called(calendars, looker, request.match_info["whose"])
        week = week_of(calendars, owner, looker, _day(request, around["now"]))
        beside = _beside(request, calendars, owner, looker, week)
        return page(
            "calendar.html",
            **around,
            owner=owner,
            week=week,
            today=around["now"].date(),
            owners=owners(calendars, looker),
            url=calendar_url,
            mishap=mishap_of(rooms, who),
            **beside,
        )


def owner_called(calendars: Calendars, looker: Colleague, name: str) -> Owner:
    """Raises NotHere."""
    found = next((it for it in owners(calendars, looker) if it.name == name), None)
    if found is None:
        raise NotHere(f"There is no calendar of {name} here.")
    return found


def event_called(calendars: Calendars, owner: Owner, looker: Colleague, event_id: str) -> EventShown | None:
    """None where it is not there any more, or is not theirs to see."""
    found = next((it for it in calendars.events_of(owner.email) if it["id"] == event_id), None)
    shown = event_shown(found, owner.email, looker) if found else None
    return None if shown is None or shown.hidden else shown


def mishap_of(rooms: Rooms, who: str) -> str:
    found = rooms.mishaps.get(who)
    return found.words if found and found.surface == SURFACE else ""


def _beside(request: web.Request, calendars: Calendars, owner: Owner, looker: Colleague, week: Week) -> dict[str, Any]:
    event_id = request.query.get("event", "")
    adds = "new" in request.query and owner.email == looker.email
    return {
        "event_id": event_id,
        "event": event_called(calendars, owner, looker, event_id) if event_id else None,
        "new": _new(request, week, calendars.now().astimezone(ZoneInfo(looker.zone))) if adds else None,
    }


def _day(request: web.Request, now: datetime) -> date:
    """The day asked for; without one, or where it is none, today."""
    with suppress(ValueError):
        asked = date.fromisoformat(request.query.get("week", ""))
        return min(max(asked, date(2000, 1, 1)), date(2100, 1, 1))  # a week before and after is there too
    return now.date()


def _new(request: web.Request, week: Week, now: datetime) -> dict[str, str]:
    """What stands in the form at first: the next full hour, unless the address says it."""
    hour = now.replace(minute=0) + timedelta(hours=1)
    day = now.date() if any(it.is_today for it in week.days) else week.monday
    given = request.query
    return {
        "day": given["new"] or day.isoformat(),
        "from": given.get("from") or f"{hour:%H:%M}",
        "to": given.get("to") or f"{hour + timedelta(hours=1):%H:%M}",
        "title": given.get("title", ""),
    }


ROUTES = [web.get("/as/{who}/calendar/{whose}", calendar)]
