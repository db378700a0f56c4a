"""The page's application: its rooms, its files, and who may ask."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.background import HOST, WebServer
from sandbox.page import (
    calendar_doing,
    calendar_page,
    mail_page,
    samples_page,
    slack_doing,
    slack_page,
    slack_suggest,
    world_page,
)
from sandbox.page.house import House
from sandbox.page.live import Live
from sandbox.page.pages import NotHere, not_here
from sandbox.page.rooms import LIVE, ROOMS, Rooms
from sandbox.page.world import WORLD, World

STATIC = Path(__file__).parent / "static"
NAMES = {HOST, "localhost"}
# Should a name ever become markup, it runs nothing and loads nothing; and no other site shows us in a frame.
GUARDS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageServer:
    def __init__(self, house: House, *, port: int = 0) -> None:
        self._house, self._port = house, port
        self._server: WebServer | None = None

    def start(self) -> str:
        """Serve, and return the page's address. Raises OSError where the port is taken."""
        self._server = WebServer("sandbox-page", application(self._house), self._port)
        return f"http://{HOST}:{self._server.port}/"

    def stop(self) -> None:
        if self._server:
            self._server.stop()
            self._server = None


def application(house: House) -> web.Application:
    app = web.Application(middlewares=[_only_from_here, _missing], client_max_size=4 * 1024 * 1024)
    app[ROOMS], app[WORLD] = Rooms(house), World(house)
    app.cleanup_ctx.append(_live)
    app.on_shutdown.append(_stop_live)
    app.on_response_prepare.append(_guard)
    app.router.add_get("/", _start)
    app.router.add_get("/live", _live_events)
    app.router.add_static("/static", STATIC)
    in_slack = (slack_page, slack_doing, slack_suggest)
    for room in (*in_slack, calendar_page, calendar_doing, mail_page, world_page, samples_page):
        app.router.add_routes(room.ROUTES)
    return app


async def _live(app: web.Application) -> AsyncIterator[None]:
    company = app[ROOMS].company
    app[LIVE] = Live(company.conditions)
    app[WORLD].opens(app[LIVE])
    yield
    await asyncio.to_thread(app[WORLD].closes)


async def _stop_live(app: web.Application) -> None:
    app[LIVE].stop()


async def _guard(request: web.Request, answer: web.StreamResponse) -> None:
    answer.headers.update(GUARDS)


async def _live_events(request: web.Request) -> web.StreamResponse:
    return await request.app[LIVE].stream(request)


async def _start(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/as/rita/c/hiring?begin")


@web.middleware
async def _only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Another site that somebody has open cannot act in here, nor read it under a name of its own."""
    origin = request.headers.get("Origin")
    if urlsplit(f"//{request.host}").hostname not in NAMES or (
        origin not in (None, f"{request.scheme}://{request.host}") and request.method == "POST"
    ):
        raise web.HTTPForbidden(text="This page answers to its own address on this machine only.")
    return await handler(request)


@web.middleware
async def _missing(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except NotHere as missing:
        return not_here(str(missing))
