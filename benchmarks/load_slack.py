"""What people wait for: a form, the answer to one, and the same while many want it; and how long a start takes.

The bot and a bare Bolt app (benchmarks.load_bare) run as processes of their own and get the same bytes in turns. Both
check signatures, look through as many listeners, and are served by waitress with as many threads.

A form is open once Slack took `views.open`. Slack's own time for that is not ours: the same call is made bare, from a
socket, in every round, and its median is taken off. What our client needs to make the call stays in. At 32 at once
it is not taken off, because the sandbox then works beside the bot, on the same two cores.
"""

import json
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.load_company import LoadCompany, Running, TimedLine, a_company
from benchmarks.load_table import Row, p99
from sandbox.person import Person
from sandbox.slack.payloads import Payloads
from sandbox.slack.shapes import JSON
from tests.handlers.scoring import STEP_ONE, STEP_TWO

AT_ONCE = 32
WARM = 5


class Ways:
    """To the bot, and to the bare app beside it. *slowest* is the longest that anybody waited for the bot, in ms."""

    def __init__(self, company: LoadCompany, bot: Running, bare: Running) -> None:
        self.company, self._ports = company, (bot.port, bare.port)
        self.ours, self.theirs = TimedLine(bot.port), TimedLine(bare.port)
        self.slowest = 0.0

    def form(self, rounds: int) -> Iterator[Row]:
        who = self.company.take(1)[0]
        for _ in range(WARM):
            self._opened(who)
        ours, theirs, slack = zip(*(self._opened(who) for _ in range(rounds)), strict=True)
        net = statistics.median(ours) - statistics.median(slack)
        yield Row("/scorecard until the form is open, without Slack", net, statistics.median(theirs), 3)

    def card(self, rounds: int) -> Iterator[Row]:
        for who in self.company.take(WARM):
            self._handed_in(who)
        ours, theirs = zip(*(self._handed_in(who) for who in self.company.take(rounds)), strict=True)
        yield Row("scorecard handed in, until the answer", statistics.median(ours), statistics.median(theirs), 5)

    def at_once(self, rounds: int) -> Iterator[Row]:
        crowd = self.company.take(AT_ONCE)
        ours, theirs = ([TimedLine(port) for _ in crowd] for port in self._ports)
        for lines in (ours, theirs):
            self._all_at_once(crowd, lines)
        took: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds):
            for lines, waits in zip((ours, theirs), took, strict=True):
                waits.extend(self._all_at_once(crowd, lines))
        self.slowest = max(self.slowest, *took[0])
        yield Row(f"/scorecard, {AT_ONCE} people at once, p99, with Slack", p99(took[0]), p99(took[1]), 5)

    def _opened(self, who: Person) -> tuple[float, float, float]:
        asked = self.company.command(who)
        self.ours.deliver("slash_commands", asked)
        self.theirs.deliver("slash_commands", asked)
        slack = self.company.slacks_own_time(who, _last_opened(who))
        who.loses_the_window()
        self.slowest = max(self.slowest, self.ours.took * 1000)
        return self.ours.took * 1000, self.theirs.took * 1000, slack * 1000

    def _handed_in(self, who: Person) -> tuple[float, float]:
        """Everything before the last press is the way there."""
        who.workspace.http = self.ours  # type: ignore[assignment]
        assert who.types("/scorecard").ok
        who.fills_in(STEP_ONE)
        assert who.hands_in().ok
        who.fills_in(STEP_TWO)
        form = Payloads(who.workspace).submission(who.actor, who.desk.top())
        assert who.hands_in().ok
        self.theirs.deliver("interactive", form)
        self.slowest = max(self.slowest, self.ours.took * 1000)
        return self.ours.took * 1000, self.theirs.took * 1000

    def _all_at_once(self, crowd: Sequence[Person], lines: Sequence[TimedLine]) -> list[float]:
        start = threading.Barrier(len(crowd))

        def ask(line: TimedLine, command: JSON) -> None:
            start.wait()
            line.deliver("slash_commands", command)

        asked = [(line, self.company.command(who)) for line, who in zip(lines, crowd, strict=True)]
        threads = [threading.Thread(target=ask, args=each) for each in asked]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for who in crowd:
            who.loses_the_window()
        return [line.took * 1000 for line in lines]


def measure(folder: Path, database_url: str, rounds: int, wanted: Sequence[str]) -> Iterator[Row]:
    """Those *wanted* of form, card and crowd."""
    with ExitStack() as stack:
        company = stack.enter_context(a_company(folder, database_url, 1 + WARM + rounds + AT_ONCE))
        bot, bare = stack.enter_context(company.bot()), stack.enter_context(company.bare("--listeners"))
        ways = Ways(company, bot, bare)
        if "form" in wanted:
            yield from ways.form(rounds)
        if "card" in wanted:
            yield from ways.card(rounds)
        if "crowd" in wanted:
            yield from ways.at_once(max(3, rounds // 3))
        yield Row("the slowest answer of the bot in all of that, of 2.5 s", ways.slowest, 2500, 1)


def start(folder: Path, database_url: str, rounds: int) -> Iterator[Row]:
    """The database is there and up to date. The bare app has one listener."""
    with a_company(folder, database_url, 1) as company:
        took: tuple[list[float], list[float]] = ([], [])
        size: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds):
            for at, begun in enumerate((company.bot, company.bare)):
                with begun() as running:
                    took[at].append(running.took * 1000)
                    size[at].append(running.megabytes)
        yield Row("start until it serves", *map(statistics.median, took), None)
        yield Row("memory once it serves", *map(statistics.median, size), None, "MB")


def _last_opened(who: Person) -> JSON:
    with who.workspace.changed:
        call = next(call for call in reversed(who.workspace.calls) if call.method == "views.open")
    assert not call.error, call
    view = call.args["view"]
    return json.loads(view) if isinstance(view, str) else view
