"""Six months are lived through: the real bot works, the clock goes from one thing that happens to the next."""

import heapq
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from sandbox import saved
from sandbox.bot_process import ROOT, BotProcess
from sandbox.company import COLLEAGUES, MONDAY, Company, open_company
from sandbox.history.calendar import fill_calendars, is_off
from sandbox.history.cards import Drawer
from sandbox.history.life import Life
from sandbox.history.packing import DATABASE
from sandbox.history.people import OPEN, PAST, Applicant
from sandbox.stories import scenes
from sandbox.stories.telling import Telling

BEGINS = datetime.fromisoformat("2026-09-01T06:00:00+00:00")
SEED = 2026
OFFICE_HOURS = (8, 12, 16)  # UTC: now and then the bot looks around, so that mails leave and people are reminded
TICK_SECONDS = "0.2"
ROUNDS = 2  # of the bot's looking around, after which it has seen what time it is
PATIENCE = 60.0
DIGEST_FROM = datetime.fromisoformat("2027-02-26T15:00:00+00:00")
CALENDARS = (date(2027, 2, 15), date(2027, 3, 26))  # what else people have to do, from … to

Says = Callable[[str], None]


def make(
    folder: Path, say: Says, applicants: tuple[Applicant, ...] = PAST + OPEN, *, begins: datetime = BEGINS
) -> None:
    """Leaves in *folder* the company as it is on the last morning, and beside it what the bot remembers."""
    with open_company(ROOT / "app.yaml", start=begins) as company:
        url = f"sqlite:///{folder / DATABASE}"
        bot = BotProcess(company, folder, database_url=url, tick_seconds=TICK_SECONDS)
        bot.start()
        try:
            telling = Telling(company, lambda sight: None, bot.must_be_alive)
            rest = Rest(company, folder / DATABASE, bot.must_be_alive)
            scenes.team_is_set_up().play(telling)
            _live(telling, rest, applicants, say)
            _look_at_home(telling)
            rest()
        finally:
            bot.stop()
        saved.save(company, folder)


def _live(telling: Telling, rest: "Rest", applicants: tuple[Applicant, ...], say: Says) -> None:
    drawer = Drawer(Random(SEED))  # noqa: S311 - it draws notes, not secrets
    lives = [Life(telling, who, drawer).moments() for who in applicants]
    lives += [_digest(telling), _other_things(telling)]
    queue = [(next(life), number, life) for number, life in enumerate(lives)]
    heapq.heapify(queue)
    while queue and queue[0][0] <= MONDAY:
        at, number, life = heapq.heappop(queue)
        _passes(telling, rest, at)
        following = next(life, None)
        rest()
        if following is None:
            say(f"{at:%Y-%m-%d} {applicants[number].candidate.name}" if number < len(applicants) else f"{at:%Y-%m-%d}")
        else:
            heapq.heappush(queue, (following, number, life))
    _passes(telling, rest, MONDAY)


def _digest(telling: Telling) -> Iterator[datetime]:
    """Switched on for the last morning only: those of half a year would be read by nobody."""
    yield DIGEST_FROM
    rita = telling["rita"]
    rita.sees_on_home("Morning digest: off")
    rita.presses("Morning digest: off", on="home")


def _other_things(telling: Telling) -> Iterator[datetime]:
    yield datetime.fromisoformat("2027-02-12T12:00:00+00:00")
    fill_calendars(telling.company, *CALENDARS, Random(SEED))  # noqa: S311 - nor here


def _passes(telling: Telling, rest: "Rest", until: datetime) -> None:
    """By way of every office hour."""
    clock = telling.company.clock
    while (now := clock.now()) < until:
        clock.move_to(min(_next_office_hour(now), until))
        rest()


def _next_office_hour(now: datetime) -> datetime:
    hour = now.replace(minute=0, second=0, microsecond=0)
    while True:
        hour += timedelta(hours=1)
        if hour.hour in OFFICE_HOURS and not is_off(hour.date()):
            return hour


def _look_at_home(telling: Telling) -> None:
    for who in COLLEAGUES:
        if not who.guest:
            telling[who.name].person.opens_home()


class Rest:
    """Waits until the bot has seen what time it is, and has done everything that is due.

    The only place of the sandbox that looks into the bot's memory: nobody outside can see that nothing will come.
    """

    def __init__(self, company: Company, database: Path, alive: Callable[[], None]) -> None:
        self._company, self._database, self._alive = company, database, alive

    def __call__(self) -> None:
        seen = self._rounds()
        self._company.calendars.wait_until(lambda: self._rounds() >= seen + ROUNDS and not self._waiting(), PATIENCE)

    def _rounds(self) -> int:
        """How often the bot has looked at the calendar: it does so every tick."""
        self._alive()
        return sum(call.method == "events.list" for call in self._company.calendars.calls)

    def _waiting(self) -> int:
        now = self._company.clock.now().strftime("%Y-%m-%d %H:%M:%S.%f")
        with closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True)) as memory:
            (number,) = memory.execute(
                "SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending', 'unknown') AND not_before <= ?",
                (now,),
            ).fetchone()
        return int(number)
