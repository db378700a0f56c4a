"""A thread with an event loop in it: the sandbox's servers run there, beside the tests or the story."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from aiohttp import web

HOST = "127.0.0.1"

T = TypeVar("T")


class Background:
    def __init__(self, name: str) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, name=name, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Have *work* done in the loop and wait for its result, at most ten seconds."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    def stop(self) -> None:
        self.run(_cancel_the_rest())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)
        self.loop.close()


class WebServer:
    """An aiohttp application on a port of loopback, in a thread of its own."""

    def __init__(self, name: str, app: web.Application, port: int) -> None:
        self._background = Background(name)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        self.port = self._background.run(self._serve(port))

    def stop(self) -> None:
        self._background.run(self._runner.cleanup())
        self._background.stop()

    async def _serve(self, port: int) -> int:
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, port).start()
        return int(self._runner.addresses[0][1])


async def _cancel_the_rest() -> None:
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
