"""A campaign of real kills: people work, the real bot is killed again and again, and nothing is lost or done twice.

    python -m tests.killed.campaign --kills 500 --database sqlite
    python -m tests.killed.campaign --kills 200 --database postgresql --seed 7

Each kill is a SIGKILL at a moment that the seed chooses: any time, while it starts, or at a named point of `launcher`.
After each, while nobody works on the database, everything acknowledged must be in it and nothing torn; after each round
of errands everything comes to rest and is looked at from outside. A failure prints the seed and the number of the kill.
"""

import argparse
import logging
import random
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from storage import migrate
from tests.killed import launcher
from tests.killed.errands import Errands
from tests.killed.forked import ForkedBot, fork_server
from tests.killed.postgres import a_safe_server
from tests.killed.round import BACK_WITHIN, Broken, comes_to_rest, must_be_whole, time_passes, told, while_people_work
from tests.killed.world import a_world

log = logging.getLogger(__name__)

POINTS = tuple(point for point in launcher.POINTS if point != "letter drafted")  # Gmail's
AT_WORK = ("rita", "remy", "ana", "bo")
PATIENCE = 5.0  # seconds that a named point is waited for


@dataclass
class Figures:
    """*back*: seconds until it served again; *rest*: seconds from the end of a round's work until the outbox was empty."""

    kills: int = 0
    at_points: int = 0
    starting: int = 0
    acknowledged: int = 0
    apologies: int = 0
    back: list[float] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)

    @property
    def late(self):
        return sum(took > BACK_WITHIN for took in self.back)

    def table(self, title, seconds):
        back, rest = sorted(self.back), sorted(self.rest)
        rows = {
            "kills": f"{self.kills} ({self.at_points} at a named point, {self.starting} while it started)",
            "acknowledged, all of it kept": self.acknowledged,
            "torn, lost, twice": 0,
            "serving again": f"{_middle(back):.2f} s, at most {back[-1]:.2f} s",
            f"  later than {BACK_WITHIN:.0f} s": self.late,
            "outbox empty": f"{_middle(rest):.2f} s, at most {rest[-1]:.2f} s",
            "people were told to press again": self.apologies,
            "took": f"{seconds:.0f} s",
        }
        return "\n".join([title, *(f"  {name:<34}{said}" for name, said in rows.items())])


def _middle(values):
    return values[len(values) // 2]


class Campaign:
    """The same seed plans the same kills and errands; what people meet depends on the moment."""

    def __init__(self, world, processes, folder, seed):
        self.world, self.seed = world, seed
        self.figures = Figures()
        self._dice = random.Random(seed)
        self._bot = ForkedBot(processes, world.outside, world.environment(), folder / "bot.log")
        self._errands = [Errands(world, name, random.Random(f"{seed}.{name}")) for name in AT_WORK]

    def runs(self, kills):
        """At least so many."""
        try:
            self._bot.starts()  # the fork server reads the code first: that is no restart
            self.world.there.set()
            while self.figures.kills < kills:
                number = min(self._dice.choice((2, 3, 4, 6)), kills - self.figures.kills)
                while_people_work(self._errands, lambda number=number: self._kills(number))
                self.figures.rest.append(comes_to_rest(self.world))
                time_passes(self.world)
                log.info("seed %s: %s kills", self.seed, self.figures.kills)
        except Exception as broken:
            raise told(broken, self.seed, self.figures.kills) from broken
        finally:
            self.world.there.clear()
            self._bot.is_killed()
        self.figures.acknowledged = len(self.world.ledger)
        self.figures.apologies = sum(it.insists.apologies for it in self._errands)
        return self.figures

    def _kills(self, number):
        for _ in range(number):
            match self._dice.choice(("moment", "moment", "point", "start")):
                case "moment":
                    self._bot.waits(self._dice.random() * 3)
                case "point":
                    self._dies()
                    self._at_point(self._dice.choice(POINTS), self._dice.choice((1, 1, 2, 3)))
                case _:
                    self._dies()
                    self._bot.begins()
                    self._bot.waits(self._dice.random() * 0.6)
                    self.figures.starting += 1
            self._dies()
            self._is_back()

    def _at_point(self, point, count):
        self._bot.begins(point, count)
        if self.world.until(lambda: self._bot.is_up() or not self._bot.is_alive, 120) is None:
            raise Broken("it did not start")
        self.world.there.set()
        self.world.lives += 1
        self._bot.waits(PATIENCE)
        self.figures.at_points += not self._bot.is_alive

    def _dies(self):
        self.world.there.clear()
        self._bot.is_killed()
        self.figures.kills += 1
        must_be_whole(self.world)

    def _is_back(self):
        self.figures.back.append(self._bot.starts())
        self.world.lives += 1
        self.world.there.set()


@contextmanager
def a_database(kind, folder):
    """Migrated and empty, and on PostgreSQL on a server that keeps what it acknowledged."""
    if kind == "sqlite":
        url = f"sqlite:///{folder}/bot.db"
        migrate.upgrade(url)
        yield url
    else:
        with a_safe_server() as server:
            yield server.url


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.killed.campaign", description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    log.addHandler(logging.StreamHandler())
    log.setLevel(logging.INFO)
    with (
        tempfile.TemporaryDirectory() as folder,
        a_database(asked.database, Path(folder)) as url,
        a_world(url) as world,
    ):
        campaign = Campaign(world, fork_server(), Path(folder), asked.seed)
        try:
            figures = campaign.runs(asked.kills)
        except Broken as broken:
            sys.stdout.write(f"{broken}\n")
            return 1
    title = f"{asked.kills} kills, {asked.database}, seed {asked.seed}"
    sys.stdout.write(f"{figures.table(title, time.monotonic() - began)}\n")
    return int(figures.late > 0)


if __name__ == "__main__":
    sys.exit(main())
