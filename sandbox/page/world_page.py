"""What the panel around every page shows, and what its buttons do. Each answers with the page somebody was on."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web
from multidict import MultiDictProxy

from sandbox.bot_process import BotDied
from sandbox.page.pages import back_to
from sandbox.page.rooms import ROOMS, colleague
from sandbox.page.world import WORLD, StartsOver, World
from sandbox.page.world_clock import Jump, next_thing, tomorrow
from sandbox.page.world_play import PACE, Play, story_called, was_played
from sandbox.stories import STORIES

Form = MultiDictProxy[Any]
FORWARD = {"quarter": timedelta(minutes=15), "hour": timedelta(hours=1)}
FURTHEST = timedelta(days=366)
BUSY = "Something else is under way: stop it first, or wait for its end."
PACES = {"slower": 2.0, "faster": 0.5}


def shown(world: World, who: str) -> dict[str, Any]:
    """For world.html."""
    company, zone = world.house.company, ZoneInfo(colleague(who).zone)
    now, coming = company.clock.now().astimezone(zone), next_thing(company, zone.key)
    errand = world.errand
    return {
        "now": now,
        "place": zone.key.rpartition("/")[2].replace("_", " "),
        "coming": coming,
        "coming_at": _day_and_time(coming.at.astimezone(zone), now),
        "busy": errand.name if errand else "",
        "jump": errand if isinstance(errand, Jump) else None,
        "jump_to": _day_and_time(errand.to.astimezone(zone), now) if isinstance(errand, Jump) else "",
        "play": errand if isinstance(errand, Play) else None,
        "normal_pace": PACE,
        "switches": world.switches.shown,
        "away": world.switches.away,
        "bot": world.house.bot_is_running,
        "has_bot": world.house.bot is not None,
        "lines": [(it.number, _day_and_time(it.at.astimezone(zone), now), it.words) for it in world.journal.lines],
        "stories": [(it.name, it.title, was_played(company, it)) for it in STORIES],
        "is_kept": world.house.is_kept,
        "notice": world.notice,
    }


def _day_and_time(at: datetime, now: datetime) -> str:
    if at.date() == now.date():
        return f"{at:%H:%M}"
    near = abs(at.date() - now.date()) < timedelta(days=7)
    return f"{at:%a %H:%M}" if near else f"{at:%a} {at.day} {at:%b %H:%M}"


async def _moves(world: World, who: str, form: Form) -> None:
    """`POST /as/{who}/world/clock`: how=quarter, hour, tomorrow, or `to`, which the page offered as the next thing."""
    now, how = world.house.company.clock.now(), str(form.get("how", ""))
    to = now + FORWARD[how] if how in FORWARD else tomorrow(now, colleague(who).zone)
    if how == "next":
        to = _time_of(str(form.get("to", ""))) or now
    if now < to < now + FURTHEST:
        _begins(world, Jump(world.house.company, to, world.tell))


async def _stops(world: World, who: str, form: Form) -> None:
    await asyncio.to_thread(world.stops)


async def _switches(world: World, who: str, form: Form) -> None:
    world.switches.press(str(form.get("name", "")))
    world.tell()


async def _bot(world: World, who: str, form: Form) -> None:
    does = world.switches.kill if form.get("do") == "kill" else world.switches.start
    try:
        await asyncio.to_thread(does)
    except BotDied as died:
        world.notes(str(died))
    world.tell()


async def _starts_over(world: World, who: str, form: Form) -> None:
    if world.house.is_kept:
        await asyncio.to_thread(world.stops)
        _begins(world, StartsOver(world.house))


async def _plays(world: World, who: str, form: Form) -> None:
    story = story_called(str(form.get("story", "")))
    if story is None:
        return
    if was_played(world.house.company, story):
        world.notes(f"{story.candidate.name} is known here already. Start over, and the story can be played.")
    elif not world.house.bot_is_running:
        world.notes("A story needs the bot: start it first.")
    else:
        _begins(world, Play(world.house, story, world.shows))


async def _paces(world: World, who: str, form: Form) -> None:
    """`POST /as/{who}/world/pace`: how=slower, faster, stop."""
    how = str(form.get("how", ""))
    if isinstance(world.errand, Play) and how in PACES:
        world.errand.goes_at(PACES[how])
        world.tell()
    elif isinstance(world.errand, Play) and how == "stop":
        await asyncio.to_thread(world.stops)


async def _read(world: World, who: str, form: Form) -> None:
    world.notes("")


def _time_of(written: str) -> datetime | None:
    """None for what the page never offered."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    return at if at.tzinfo else None


def _begins(world: World, errand: Any) -> None:
    if not world.begins(errand):
        world.notes(BUSY)


def _doing(what: Callable[[World, str, Form], Awaitable[None]]) -> Callable[[web.Request], Any]:
    async def do(request: web.Request) -> web.StreamResponse:
        form, who = await request.post(), colleague(request.match_info["who"]).name
        await what(request.app[WORLD], who, form)
        if what in (_bot, _switches):
            request.app[ROOMS].mishaps.clear()  # what could not be reached may be there again
        return back_to(form)

    return do


ROUTES = [
    web.post("/as/{who}/world/" + name, _doing(what))
    for name, what in {
        "clock": _moves, "stop": _stops, "fault": _switches, "bot": _bot, "start-over": _starts_over, "play": _plays,
        "pace": _paces, "read": _read,
    }.items()
]  # fmt: skip
