"""The movable clock over HTTP: the bot asks it for the time, the demo moves it."""

import math
from datetime import UTC, timedelta
from typing import Any

from aiohttp import web

from sandbox.background import HOST, WebServer
from sandbox.clock import MovableClock


class ClockServer:
    """`GET /` answers {"now": ISO-8601 in UTC}; `POST /advance {"seconds": 90}` moves it and answers the same."""

    def __init__(self, clock: MovableClock, *, port: int = 0) -> None:
        self.clock = clock
        self._port = port
        self._server: WebServer | None = None

    def start(self) -> str:
        """Serve, and return the address."""
        app = web.Application()
        app.router.add_get("/", self._now)
        app.router.add_post("/advance", self._advance)
        self._server = WebServer("sandbox-clock", app, self._port)
        return f"http://{HOST}:{self._server.port}/"

    def stop(self) -> None:
        if self._server:
            self._server.stop()
            self._server = None

    async def _now(self, request: web.Request) -> web.Response:
        return web.json_response({"now": self.clock.now().astimezone(UTC).isoformat()})

    async def _advance(self, request: web.Request) -> web.Response:
        try:
            by = _seconds(await request.json())
        except (ValueError, OverflowError) as problem:
            return web.json_response({"error": str(problem)}, status=400)
        return web.json_response({"now": self.clock.advance(by).isoformat()})


def _seconds(body: Any) -> timedelta:
    seconds = body.get("seconds") if isinstance(body, dict) else None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not math.isfinite(seconds) or seconds < 0:
        raise ValueError('expected {"seconds": a number, not negative}')
    return timedelta(seconds=seconds)
