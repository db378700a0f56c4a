"""Tells every open page that something changed in the company; what, the page sees when it asks again."""

import asyncio
import threading
from collections.abc import Sequence
from contextlib import suppress

from aiohttp import web

GATHER = 0.08  # seconds: several changes at once are one
STILL_HERE = 15.0  # seconds between signs of life, so that a lost line is noticed


class Live:
    """*conditions* are notified under their own locks; a thread listens to each. Made inside the event loop."""

    def __init__(self, conditions: Sequence[threading.Condition]) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: set[asyncio.Event] = set()
        self._stopped = False
        self._conditions: list[threading.Condition] = []
        self.changes = 0
        self._looks, self._where = 0, ""
        self.listens_to(conditions)

    def listens_to(self, conditions: Sequence[threading.Condition]) -> None:
        """And no longer to those before."""
        before, self._conditions = self._conditions, list(conditions)
        for condition in conditions:
            threading.Thread(target=self._listen, args=(condition,), name="page-live", daemon=True).start()
        _wake_all(before)

    def tell(self) -> None:
        """Something changed that no condition tells of. From any thread."""
        self.changes += 1
        with suppress(RuntimeError):  # the loop is closed: nobody looks any more
            self._loop.call_soon_threadsafe(self._wake)

    def look_at(self, address: str) -> None:
        """Pages that follow the story go there. From any thread."""
        self._looks, self._where = self._looks + 1, address
        self.tell()

    def stop(self) -> None:
        self._stopped = True
        self._wake()
        _wake_all(self._conditions)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """`GET /live`: one event for every change, and "look" with an address, as text/event-stream."""
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await answer.prepare(request)
        changed = asyncio.Event()
        self._waiting.add(changed)
        try:
            await answer.write(b"retry: 1000\n\n")
            looks = self._looks
            while not self._stopped:
                told = await self._next(changed)
                if looks != self._looks:
                    looks, told = self._looks, f"event: look\ndata: {self._where}\n\n".encode() + told
                await answer.write(told)
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._waiting.discard(changed)
        return answer

    async def _next(self, changed: asyncio.Event) -> bytes:
        try:
            await asyncio.wait_for(changed.wait(), STILL_HERE)
        except TimeoutError:
            return b": still here\n\n"
        await asyncio.sleep(GATHER)
        changed.clear()
        return b"data: changed\n\n"

    def _wake(self) -> None:
        for changed in self._waiting:
            changed.set()

    def _listen(self, condition: threading.Condition) -> None:
        with condition:
            while not self._stopped and any(condition is it for it in self._conditions):
                condition.wait()
                self.tell()


def _wake_all(conditions: Sequence[threading.Condition]) -> None:
    for condition in conditions:
        with condition:
            condition.notify_all()
