"""Remembering every version of the process that a candidate started with."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from bot.hiring.process import Process
from storage.adding import add_once
from storage.tables import ProcessRow


class ProcessBook:
    """The process new candidates start with, and older versions read from the database when asked for."""

    def __init__(self, current: Process, read: Callable[[str], Process]) -> None:
        self.current = current
        self._read = read
        self._known = {current.digest: current}

    def get(self, tx: Session, digest: str) -> Process:
        if digest not in self._known:
            self._known[digest] = self._read(tx.get_one(ProcessRow, digest).source)
        return self._known[digest]


def keep(tx: Session, process: Process, *, at: datetime) -> None:
    """Keep *process*, so that its candidates can stay on it after the file changes."""
    if tx.get(ProcessRow, process.digest) is None:  # several bots may start with a new one at the same moment
        row = ProcessRow(digest=process.digest, source=process.source, loaded_at=at)
        add_once(tx, row, digest=process.digest)
