"""The sandboxed company with people at work in it, and beside it a look into the database, as the checkers need it.

It answers to what the words of tests/handlers ask of a `company`.
"""

import threading
import time
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import OperationalError

from bot.process_file import load_process, read_process
from sandbox.company import open_company
from storage import outbox, processes
from storage.database import Database
from storage.processes import ProcessBook
from tests.hired import hire_everybody
from tests.killed.ledger import Ledger

ROOT = Path(__file__).parent.parent.parent
TICK = "0.2"


class World:
    """*there* is set while the bot can be reached; `lives` counts how often it was started."""

    def __init__(self, outside, database_url):
        self.outside, self.database_url = outside, database_url
        self.clock, self.workspace, self.mailbox = outside.clock, outside.workspace, outside.mailbox
        self.calendars, self.faults = outside.calendars, outside.faults
        process = load_process(ROOT / "process.yaml")
        self.db = Database(database_url, self.clock, ProcessBook(process, read_process))
        self.ledger = Ledger()
        self.there, self.lives = threading.Event(), 0
        self._number, self._lock = 0, threading.Lock()
        with self.db.begin() as tx:
            processes.keep(tx, process, at=tx.now)
            hire_everybody(tx, self.workspace)

    def __getitem__(self, name):
        return self.outside[name]

    def environment(self, http_port=None):
        given = self.outside.environment(
            database_url=self.database_url, process_file=ROOT / "process.yaml", http_port=http_port
        )
        return given | {"TICK_SECONDS": TICK}

    def next_number(self):
        with self._lock:
            self._number += 1
            return self._number

    def is_there(self):
        """Waits until the bot can be reached."""
        assert self.there.wait(180), "the bot does not come back"

    def moment(self, seconds=0.05):
        """Until something happens in the workspace, or a moment has passed."""
        with self.workspace.changed:
            self.workspace.changed.wait(seconds)

    def at_rest(self):
        """What was put there by hand is promised; that it is kept is seen at the end of a round."""

    def puts(self, work):
        """What *work* writes beside the bot, again while the database is not to be had."""
        for _ in range(600):
            try:
                return work()
            except OperationalError:
                self.moment(0.1)
        return work()

    def waiting(self):
        with self.db.read() as tx:
            return outbox.waiting(tx)

    def promise(self, tx, number):
        return outbox.get(tx, number)

    def until(self, so, seconds):
        """How long it took until *so* gave something; None when it never did."""
        began = time.monotonic()
        while not so():
            if time.monotonic() - began > seconds:
                return None
            self.moment()
        return time.monotonic() - began


@contextmanager
def a_world(database_url):
    with open_company(ROOT / "app.yaml") as outside:
        world = World(outside, database_url)
        try:
            yield world
        finally:
            world.workspace.stop()
            world.db.close()
