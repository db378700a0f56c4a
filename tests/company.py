"""The fixture `company`: the sandbox's servers and the real bot on them, in one process, over real sockets.

    company["rita"]                     a person at their keyboard (sandbox.person.Person)
    company.passes(hours=2)             moves the clock, lets the bot do what is due, waits until it rests
    company.at_rest()                   waits until every promise that is due has ended
    company.mailbox / .gmail / .calendars / .faults / .workspace     the world outside
    company.db                          the bot's database, for what nobody sees
    company.bot_dies() / bot_starts()   as after a crash: same database, new process state

The people have their roles already (see sandbox.company.COLLEAGUES): rita and remy recruit, hana is hiring manager,
ana, bo, cy and dee interview, adam is admin, gus is a guest. The clock stands still at Monday 2027-03-01 08:00 UTC.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import timetable
from bot.app import Bot
from bot.relay import Relay
from bot.serve import Served, serve
from bot.settings import read_settings
from sandbox.company import Company, open_company
from sandbox.person import Person
from storage import outbox
from storage.database import Database
from tests.hired import hire_everybody

ROOT = Path(__file__).parent.parent
FEW_HOURS = timedelta(hours=6)  # whoever lets more pass does not look at minutes
SLACK_WAITS = 20  # seconds: how fast this machine is today is not what a test is about


class LivingCompany:
    """A sandboxed company with the bot at work in it. *door* is the mode where a test names none."""

    door = "socket"

    def __init__(
        self, company: Company, database_url: str, *, mode: str, process_file: Path, over_gmail: bool = False
    ) -> None:
        self.outside, self._database_url, self._mode, self._process_file = company, database_url, mode, process_file
        self._over_gmail = over_gmail
        self.clock, self.faults, self.workspace = company.clock, company.faults, company.workspace
        self.calendars, self.mailbox = company.calendars, company.mailbox
        self.gmail, self.gmail_server = company.gmail, company.gmail_server
        self._rests = threading.Condition()
        self.bot: Bot
        self._served: Served

    def __getitem__(self, name: str) -> Person:
        return self.outside[name]

    @property
    def db(self) -> Database:
        return self.bot.db

    def environment(self, *, mode: str = "") -> dict[str, str]:
        """The settings of the company's bot; in another *mode* where one is named."""
        http_port = 0 if (mode or self._mode) == "http" else None
        return self.outside.environment(
            database_url=self._database_url,
            process_file=self._process_file,
            http_port=http_port,
            over_gmail=self._over_gmail,
        )

    def remembers_in(self, database_url: str) -> None:
        """The bot that starts next works on another database."""
        self._database_url = database_url

    def bot_starts(self) -> None:
        environ = self.environment()
        self.bot = Bot(read_settings({**environ, "TICK_SECONDS": "3600"}, env_file=Path("no-such-file")))
        self.bot.db.clock = self.clock  # the one at CLOCK_URL, without the way there: it is asked at every transaction
        self._tell_when_it_rests(self.bot.relay)
        self.bot.enter_channels()
        self.bot.start()
        self._lets_the_first_round_end()
        self._served = serve(self.bot)
        if self._mode == "http":
            self.workspace.connect_http(
                f"http://127.0.0.1:{self._served.port}/slack/events", environ["SLACK_SIGNING_SECRET"]
            )
        else:
            assert self.workspace.waits_for_the_bot()

    def _lets_the_first_round_end(self) -> None:
        """As the bot starts it looks at what is due, in threads of its own. What a test does comes after that."""
        assert self.bot._timetable is not None
        scheduler, went_on = self.bot._timetable._scheduler, threading.Event()
        rounds = scheduler._executors["default"]._instances  # by job, how often it runs just now

        def ended() -> bool:
            waiting = any(job.next_run_time <= datetime.now(UTC) for job in scheduler.get_jobs())
            return not waiting and not any(rounds.values())

        def tell(_: object) -> None:
            went_on.set()

        scheduler.add_listener(tell)
        while not ended():
            went_on.wait(0.05)  # the last one is counted off after it is told
            went_on.clear()
        scheduler.remove_listener(tell)

    def bot_dies(self) -> None:
        self.workspace.sockets.drop()  # else Slack's client waits three seconds for its own read to end
        self._served.stop()
        self.bot.stop()

    def hire_everybody(self) -> None:
        """Give everybody the roles that an admin would give them with /hiring team."""
        with self.db.begin() as tx:
            hire_everybody(tx, self.workspace)

    def passes(self, **delta: float) -> None:
        """Time passes, in steps so small that nothing that falls due on the way is skipped."""
        left = timedelta(**delta)
        at_most = timedelta(minutes=15) if left <= FEW_HOURS else timedelta(hours=1)
        while left > timedelta(0):
            step = min(left, at_most)
            self.clock.advance(step)
            left -= step
            self.works()

    def works(self) -> None:
        """The bot does what is due now, then rests."""
        timetable.do_due(self.db, self.bot.calendar)
        self.at_rest()

    def at_rest(self, timeout: float = 45) -> None:
        """*timeout* is longer than a lease: PostgreSQL may notice a killed bot only after the next one has started."""
        self.bot.relay.wake()  # the clock may have been moved, and nothing else tells it
        with self._rests:
            rested = self._rests.wait_for(self._nothing_waits, timeout)
        assert rested, f"still waiting: {self._waiting()}"

    def _nothing_waits(self) -> bool:
        with self.db.read() as tx:
            return outbox.waiting(tx) == 0

    def _waiting(self) -> list[Any]:
        with self.db.read() as tx:
            return outbox.unfinished(tx)

    def _tell_when_it_rests(self, relay: Relay) -> None:
        """A promise's last step is its relay's: asking after every commit of everybody would only hold it up."""
        step = relay.step

        def step_and_tell() -> bool:
            went_on = step()
            if not went_on:
                with self._rests:
                    self._rests.notify_all()
            return went_on

        relay.step = step_and_tell  # type: ignore[method-assign]


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--http"):
        LivingCompany.door = "http"


@contextmanager
def a_living_company(
    database_url: str,
    *,
    mode: str | None = None,
    process_file: Path = ROOT / "process.yaml",
    hired: bool = True,
    over_gmail: bool = False,
    channels: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[LivingCompany]:
    """*channels* are private ones that the bot was invited to, with who is in them."""
    with open_company(ROOT / "app.yaml") as outside:
        outside.workspace.is_patient(SLACK_WAITS)
        for name, members in (channels or {}).items():
            outside.workspace.add_channel(name, private=True, members=members)
        door = mode or LivingCompany.door
        company = LivingCompany(outside, database_url, mode=door, process_file=process_file, over_gmail=over_gmail)
        company.bot_starts()
        try:
            if hired:
                company.hire_everybody()
            yield company
        finally:
            company.bot_dies()


@pytest.fixture
def company(database_url: str) -> Iterator[LivingCompany]:
    with a_living_company(database_url) as living:
        yield living
