"""What is not of the company but around it: its clock, what goes wrong, a story that is played, and the page's memory.

One errand at a time moves the clock or plays; it runs in a thread of its own.
"""

import threading
import time
from typing import Protocol

from aiohttp import web

from sandbox.bot_process import BotDied
from sandbox.page.house import House
from sandbox.page.live import Live
from sandbox.page.world_faults import Switches
from sandbox.page.world_journal import Journal
from sandbox.page.world_where import Look
from sandbox.saved import CannotOpen
from sandbox.stories.telling import StoryBroken

LOOK_EVERY = 0.25  # seconds
SAVE_EVERY = 4.0  # seconds, if something changed
PATIENCE = 10.0  # seconds for an errand to end


class Errand(Protocol):
    """*said* is told when it is over."""

    name: str
    said: str

    def run(self) -> None: ...

    def stops(self) -> None:
        """From another thread; it ends soon after."""


class World:
    def __init__(self, house: House) -> None:
        self.house = house
        self.journal = Journal(house)
        self.switches = Switches(house, self.journal)
        self.errand: Errand | None = None
        self.notice = ""
        self._live: Live | None = None
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()
        self._begins = threading.Lock()
        house.on_new.append(self._begin_anew)

    # errands

    def begins(self, errand: Errand) -> bool:
        """False while there is another one."""
        with self._begins:
            if self.errand:
                return False
            self.errand, self.notice = errand, ""
            self._thread = threading.Thread(target=self._carry_out, args=(errand,), name="page-errand", daemon=True)
            self._thread.start()
        self.tell()
        return True

    def stops(self) -> None:
        """Whatever is under way ends; returns when it did. From any thread but its own."""
        errand, thread = self.errand, self._thread
        if errand and thread:
            errand.stops()
            thread.join(PATIENCE)

    def _carry_out(self, errand: Errand) -> None:
        try:
            errand.run()
            self.notice = errand.said
        except StoryBroken as broken:
            self.notice = broken.plainly
        except (BotDied, CannotOpen, OSError) as broken:
            self.notice = _first_lines(str(broken))
        finally:
            self.errand = None
            self.tell()

    # telling the pages

    def tell(self) -> None:
        if self._live:
            self._live.tell()

    def shows(self, look: Look) -> None:
        """To the pages that follow."""
        if self._live:
            self._live.look_at(look.address)

    def notes(self, words: str) -> None:
        self.notice = words
        self.tell()

    # beside everything

    def opens(self, live: Live) -> None:
        self._live = live
        threading.Thread(target=self._watch, name="page-world", daemon=True).start()

    def closes(self) -> None:
        self._closing.set()
        self.stops()

    def _watch(self) -> None:
        assert self._live
        saved_at, saved = time.monotonic(), self._live.changes
        while not self._closing.wait(LOOK_EVERY):
            if self.journal.looks():
                self.tell()
            if time.monotonic() - saved_at >= SAVE_EVERY and self._live.changes != saved:
                saved = self._live.changes
                self._saves()
                saved_at = time.monotonic()

    def _saves(self) -> None:
        try:
            self.house.save()
        except OSError as problem:
            self.notice = f"What happens here cannot be saved: {problem}."
            self.tell()

    def _begin_anew(self) -> None:
        self.journal.begins_anew()
        if self._live:
            self._live.listens_to(self.house.company.conditions)


class StartsOver:
    """Back to the start."""

    name, said = "start-over", ""

    def __init__(self, house: House) -> None:
        self._house = house

    def run(self) -> None:
        self._house.starts_over()

    def stops(self) -> None:
        """Too late: what was is gone."""


def _first_lines(words: str) -> str:
    """What broke and where; all that somebody sees instead would fill the page."""
    return "\n".join(words.splitlines()[:3])


WORLD = web.AppKey("world", World)
