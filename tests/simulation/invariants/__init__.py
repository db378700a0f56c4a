"""What must be so whatever breaks: each looks at the world and the rows by itself, never through the bot's own eyes.

*number* is the invariant's in docs/decisions/0026-simulation.md. An invariant is told of every call, every commit and
every act, and looks again when everything rests; what it finds it says with `says`.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from sandbox.slack.workspace import Call
from tests.simulation.company import SimulatedCompany
from tests.simulation.crowd import Crowd

Row = dict[str, Any]
MARK = re.compile(r"zq\d{4}qz")


class Rows:
    """The database as it is now, read beside the bot."""

    def __init__(self, database: Path) -> None:
        self.opens(database)

    def opens(self, database: Path) -> None:
        self._line = sqlite3.connect(database, isolation_level=None)
        self._line.row_factory = sqlite3.Row

    def __call__(self, question: str, *values: Any) -> list[Row]:
        return [dict(row) for row in self._line.execute(question, values)]

    def close(self) -> None:
        self._line.close()


@dataclass
class Found:
    """*broken*: (number, words), each once."""

    broken: dict[tuple[int, str], str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.broken)

    @property
    def words(self) -> list[str]:
        return [f"invariant {number}: {words}" for number, words in self.broken]


class Invariant:
    number: ClassVar[int]

    def __init__(self, company: SimulatedCompany, crowd: Crowd, rows: Rows, found: Found) -> None:
        self.company, self.crowd, self.rows, self.found = company, crowd, rows, found

    def says(self, words: str, number: int | None = None) -> None:
        self.found.broken.setdefault((number or self.number, words), words)

    def after_call(self, call: Call) -> None:
        """The bot asked something of Slack, and got this answer."""

    def after_commit(self) -> None:
        """Something was written."""

    def after_act(self) -> None:
        """Somebody did something, and the bot had a turn."""

    def at_rest(self) -> None:
        """Nothing is left to do."""

    # words that several need

    def member(self, user: str) -> str:
        """A short name, for an id."""
        found = self.company.workspace.members.get(user)
        return found.name if found else user

    def posts(self) -> Iterator[Any]:
        """Everything that the bot has standing in Slack, except what only one reader sees."""
        bot = self.company.workspace.bot.id
        for channel in self.company.workspace.channels.values():
            yield from (it for it in channel.posts if it.user == bot and not it.deleted and not it.reader)


def marks_in(value: Any) -> set[str]:
    return set(MARK.findall(value if isinstance(value, str) else json.dumps(value)))
