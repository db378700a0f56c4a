"""Two real bots on one PostgreSQL, one of them killed again and again while people work and time passes.

    python -m tests.killed.replicas --kills 20 --mode http
    python -m tests.killed.replicas --kills 20 --mode socket --seed 7

In HTTP mode Slack reaches them by a balancer, in Socket Mode each has a connection of its own. The one that was killed
stays away for a while; now and then until everything rests, so that the other has to finish what it had begun.
"""

import argparse
import random
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import col, select

from storage.tables import LetterRow, MessageRow
from tests.killed.balancer import Balancer
from tests.killed.campaign import AT_WORK, Figures
from tests.killed.errands import Errands
from tests.killed.forked import ForkedBot, fork_server, free_port
from tests.killed.postgres import a_safe_server
from tests.killed.round import Broken, comes_to_rest, must_be_whole, time_passes, told, while_people_work
from tests.killed.world import a_world

BY_TIME = ("kit", "bell", "nudge", "owed")


class Replicas:
    """*hours* pass after each round, and a bot is killed meanwhile, too."""

    def __init__(self, world, bots, seed, hours=3):
        self.world, self.seed, self._bots, self._hours = world, seed, bots, hours
        self.figures = Figures()
        self._dice = random.Random(seed)
        self._errands = [Errands(world, name, random.Random(f"{seed}.{name}")) for name in AT_WORK]

    def runs(self, kills):
        try:
            while self.figures.kills < kills:
                while_people_work(self._errands, lambda: self._kills(self._dice.choice((1, 2))))
                self.figures.rest.append(comes_to_rest(self.world))
                self._come_back()
                self._time_passes()
                comes_to_rest(self.world)
        except Exception as broken:
            raise told(broken, self.seed, self.figures.kills) from broken
        finally:
            for bot in self._bots:
                bot.is_killed()
        self.figures.acknowledged = len(self.world.ledger)
        self.figures.apologies = sum(it.insists.apologies for it in self._errands)
        return self.figures

    def _kills(self, number):
        for _ in range(number):
            self._one_dies()
            self.world.moment(self._dice.random())
            if self._dice.random() < 0.5:
                self._come_back()

    def _one_dies(self):
        """After a moment; the other one lives."""
        self._come_back()
        bot = self._dice.choice(self._bots)
        bot.waits(self._dice.random() * 3)
        bot.is_killed()
        self.figures.kills += 1
        self.world.lives += 1
        must_be_whole(self.world)

    def _come_back(self):
        for bot in self._bots:
            if not bot.is_alive:
                self.figures.back.append(bot.starts())

    def _time_passes(self):
        quarters = self._hours * 4
        dies_at = self._dice.randrange(quarters)
        time_passes(self.world, dies_at)
        self._one_dies()
        time_passes(self.world, quarters - dies_at)
        self._come_back()

    def reminders(self):
        """How many things were said by time."""
        with self.world.db.read() as tx:
            keys = tx.exec(select(MessageRow.key).where(col(MessageRow.ts).is_not(None))).all()
            mails = tx.exec(select(LetterRow.key).where(LetterRow.state == "sent")).all()
        return sum(key.startswith(BY_TIME) for key in keys) + sum(key.startswith("reminder") for key in mails)


@contextmanager
def replicas(world, folder, mode, seed, processes, hours=3):
    """Two bots at work."""
    ports = [free_port(), free_port()] if mode == "http" else [None, None]
    bots = [
        ForkedBot(processes, world.outside, world.environment(port), folder / f"bot-{number}.log", port=port)
        for number, port in enumerate(ports)
    ]
    for bot in bots:
        bot.starts()
    balancer = Balancer(ports) if mode == "http" else None
    if balancer:
        secret = world.environment(ports[0])["SLACK_SIGNING_SECRET"]
        world.workspace.connect_http(balancer.url, secret)
    world.there.set()
    try:
        yield Replicas(world, bots, seed, hours)
    finally:
        for bot in bots:
            bot.is_killed()
        if balancer:
            balancer.stop()


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.killed.replicas", description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--mode", choices=("http", "socket"), default="http")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        a_safe_server() as server,
        a_world(server.url) as world,
        replicas(world, Path(folder), asked.mode, asked.seed, fork_server()) as two,
    ):
        try:
            figures = two.runs(asked.kills)
        except Broken as broken:
            sys.stdout.write(f"{broken}\n")
            return 1
        said = f"{asked.kills} kills of one of two bots, {asked.mode}, seed {asked.seed}; {two.reminders()} reminders"
    sys.stdout.write(f"{figures.table(said, time.monotonic() - began)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
