"""The workspace's pages: a channel with its threads, and the app's Home and messages."""

import asyncio
from typing import Any

from aiohttp import web

from sandbox.page.frame import frame
from sandbox.page.pages import page
from sandbox.page.rooms import ROOMS
from sandbox.page.slack_shown import Eyes
from sandbox.page.unread import has_seen, unread
from sandbox.slack.channels import Channel


async def channel(request: web.Request) -> web.StreamResponse:
    """`GET /as/{who}/c/{channel}?thread=TS&before=TS`"""
    eyes, around = _looking(request)
    with eyes.workspace.changed:
        place = eyes.place(request.match_info["channel"])
        return page("slack.html", **around, **_channel(eyes, place, request), **_everywhere(eyes, place.id))


async def messages(request: web.Request) -> web.StreamResponse:
    """`GET /as/{who}/messages`: their direct messages with the app."""
    eyes, _ = _looking(request)
    raise web.HTTPFound(f"/as/{eyes.who}/c/{eyes.workspace.dm(eyes.person.member.id).id}")


async def home(request: web.Request) -> web.StreamResponse:
    """`GET /as/{who}/home`: whoever comes here opens the app's Home, and the bot hears of it."""
    eyes, around = _looking(request)
    if "X-Live" not in request.headers:
        _soon(asyncio.to_thread(eyes.person.opens_home))
    with eyes.workspace.changed:
        return page("slack.html", **around, **_home(eyes), **_everywhere(eyes, ""))


def _looking(request: web.Request) -> tuple[Eyes, dict[str, Any]]:
    who = request.match_info["who"]
    eyes = Eyes(request.app[ROOMS], who)
    return eyes, frame(request, who, "slack")


def _channel(eyes: Eyes, place: Channel, request: web.Request) -> dict[str, Any]:
    messages, older = eyes.stream(place, before=request.query.get("before", ""))
    thread = request.query.get("thread", "")
    has_seen(eyes.rooms, eyes.who, place)
    return {
        "view": "messages" if place.kind == "im" else "channel",
        "place": place,
        "members": len(place.members),
        "messages": messages,
        "older": older,
        "thread": eyes.thread(place, thread) if thread else None,
        "thread_ts": thread,
        "mishap": eyes.mishap(place.id),
    }


def _home(eyes: Eyes) -> dict[str, Any]:
    return {"view": "home", "home": eyes.home(), "home_id": eyes.home_id, "mishap": eyes.mishap(eyes.home_id)}


def _everywhere(eyes: Eyes, here: str) -> dict[str, Any]:
    dm = eyes.workspace.dm(eyes.person.member.id)
    return {
        "places": eyes.places(here),
        "app": eyes.workspace.manifest.name,
        "dm": dm.id,
        "dm_unread": unread(eyes.rooms, eyes.who, dm),
        "commands": [(name, it.usage, it.description) for name, it in eyes.workspace.manifest.hints.items()],
        "shortcuts": [it.name for it in eyes.workspace.manifest.shortcuts if it.kind == "message"],
        "form": eyes.form(),
    }


_running: set[asyncio.Future[Any]] = set()


def _soon(work: Any) -> None:
    """Have it done; nobody waits for it, but it must not be forgotten either."""
    task = asyncio.ensure_future(work)
    _running.add(task)
    task.add_done_callback(_running.discard)


ROUTES = [
    web.get("/as/{who}/c/{channel}", channel),
    web.get("/as/{who}/messages", messages),
    web.get("/as/{who}/home", home),
]
