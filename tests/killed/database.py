"""PostgreSQL itself is killed while people work: they are told that nothing was saved, press again, and nothing is lost.

    python -m tests.killed.database --kills 20

The bot lives on. The server is one that keeps what it acknowledged (`fsync` on); it stays away for up to three seconds.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.killed.campaign import AT_WORK, Figures
from tests.killed.errands import Errands
from tests.killed.forked import ForkedBot, fork_server
from tests.killed.postgres import a_safe_server
from tests.killed.round import Broken, comes_to_rest, must_be_whole, time_passes, told, while_people_work
from tests.killed.world import a_world


class DatabaseKills:
    def __init__(self, world, server, processes, folder, seed):
        self.world, self.seed, self._server = world, seed, server
        self.figures = Figures()
        self._dice = random.Random(seed)
        self._bot = ForkedBot(processes, world.outside, world.environment(), folder / "bot.log")
        self._errands = [Errands(world, name, random.Random(f"{seed}.{name}")) for name in AT_WORK]

    def runs(self, kills):
        self._bot.starts()
        self.world.there.set()
        try:
            while self.figures.kills < kills:
                while_people_work(self._errands, self._kill)
                self.figures.rest.append(comes_to_rest(self.world))
                time_passes(self.world)
                assert self._bot.is_alive, "the bot did not outlive its database"
        except Exception as broken:
            raise told(broken, self.seed, self.figures.kills) from broken
        finally:
            self._bot.is_killed()
        self.figures.acknowledged = len(self.world.ledger)
        self.figures.apologies = sum(it.insists.apologies for it in self._errands)
        return self.figures

    def _kill(self):
        """*back* is how long it took from the server's return until the bot did what was asked of it."""
        self._bot.waits(self._dice.random() * 3)
        self._server.is_killed()
        self.figures.kills += 1
        self._bot.waits(self._dice.random() * 3)
        self._server.starts()
        began = time.monotonic()
        must_be_whole(self.world)
        if self.world.until(lambda: self.world["adam"].opens_home().ok, 30) is None:
            raise Broken("the bot does not answer although its database is back")
        self.figures.back.append(time.monotonic() - began)


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.killed.database", description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, a_safe_server() as server, a_world(server.url) as world:
        try:
            figures = DatabaseKills(world, server, fork_server(), Path(folder), asked.seed).runs(asked.kills)
        except Broken as broken:
            sys.stdout.write(f"{broken}\n")
            return 1
    title = f"{asked.kills} kills of PostgreSQL, seed {asked.seed}"
    sys.stdout.write(f"{figures.table(title, time.monotonic() - began)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
