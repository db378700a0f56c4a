"""What stands around every page: who looks, who else works here and what waits for them, what time it is."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from sandbox.company import COLLEAGUES
from sandbox.page.rooms import ROOMS, Rooms, colleague, title_of
from sandbox.page.unread import unread_for
from sandbox.page.world import WORLD
from sandbox.page.world_page import shown


@dataclass(frozen=True)
class Face:
    """A colleague one can be. *waiting* counts direct messages they have not seen."""

    name: str
    full_name: str
    title: str
    initials: str
    waiting: int


def frame(request: web.Request, who: str, tab: str) -> dict[str, Any]:
    """*tab* is the room the page is of: slack, calendar or mail."""
    rooms = request.app[ROOMS]
    me = colleague(who)
    return {
        "me": face_of(rooms, who),
        "faces": [face_of(rooms, it.name) for it in COLLEAGUES],
        "tab": tab,
        "here": request.path_qs,
        "now": rooms.company.clock.now().astimezone(ZoneInfo(me.zone)),
        "zone": me.zone,
        "world": shown(request.app[WORLD], who),
    }


def face_of(rooms: Rooms, who: str) -> Face:
    it = colleague(who)
    return Face(it.name, it.full_name, title_of(it), initials(it.full_name), unread_for(rooms, who))


def initials(full_name: str) -> str:
    return "".join(word[0] for word in full_name.split()[:2]).upper()


def hue_of(full_name: str) -> str:
    """A number of page.css; "" for who does not work here."""
    names = [it.full_name for it in COLLEAGUES]
    return str(names.index(full_name)) if full_name in names else ""
