"""What is left to chance about one candidate: who meets them, how good they are, how long things take."""

from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from sandbox.company import MONDAY
from sandbox.history import notes
from sandbox.history.calendar import at_desk
from sandbox.history.notes import HIGH, LOW, MIDDLE
from sandbox.history.people import BEYOND_SCREENING, Applicant, Fate
from sandbox.stories.player import Player

T = TypeVar("T")

BUSY = {"ana": 5, "bo": 4, "cy": 3, "dee": 2}  # how often each is asked: a load that is not even
LAST_EVENING = MONDAY - timedelta(days=2, hours=14)
PROMPT = {Fate.CARD_OWED, Fate.TO_DECIDE, Fate.DEBRIEF, Fate.LETTER_WAITS}  # on the last days nobody is slow


class Chance:
    """Seeded by the name: a run that is made again takes the same turns."""

    def __init__(self, who: Applicant) -> None:
        self.who = who
        self.dice = Random(who.candidate.name)  # noqa: S311 - it draws delays, not secrets

    def one_of(self, words: tuple[T, ...]) -> T:
        return self.dice.choice(words)

    def hours(self, least: float, most: float) -> timedelta:
        return timedelta(minutes=round(60 * self.dice.uniform(least, most)))

    def screeners(self) -> dict[str, tuple[str, ...]]:
        return {"screening": self._asked("screening", 1 if self.dice.random() < 0.35 else 2)}

    def loop(self) -> dict[str, tuple[str, ...]]:
        three, given = self._asked("", 3), dict(self.who.panel)
        return {
            "repo_setup": given.get("repo_setup", three[:1]),
            "project_deep_dive": given.get("project_deep_dive", three[1:]),
        }

    def how_good(self, session: str) -> str:
        fate = self.who.fate
        if session == "screening":
            good = fate in BEYOND_SCREENING or fate is Fate.TO_DECIDE
            return self.one_of((HIGH, MIDDLE) if good else (LOW, LOW, MIDDLE))
        return self.one_of((MIDDLE, LOW, MIDDLE) if fate is Fate.NO_AFTER_ONSITE else (HIGH, HIGH, MIDDLE))

    def slow_one(self, panel: list[Player]) -> Player | None:
        """At most one: with two late cards at once nobody would see who is waited for."""
        return self.dice.choice(panel) if self.dice.random() < 0.45 else None

    def card_at(self, player: Player, ends: datetime, *, slow: bool) -> datetime:
        """Most while it is fresh, a slow one the next day or later.

        The last card before the debrief that is open on Monday comes on Friday evening.
        """
        if self.who.fate is Fate.DEBRIEF and ends.date() == LAST_EVENING.date():
            return LAST_EVENING if player.first_name == "Cy" else ends + self.hours(0.1, 1)
        if not slow or self.who.fate in PROMPT:
            return ends + self.hours(0.1, 2)
        hours = self.hours(4, 22) if self.dice.random() < 0.6 else self.hours(25, 52)
        return at_desk(ends + hours, player.person.member.tz)

    def other_view(self) -> tuple[str, str] | None:
        """A vote that is not one's card's, now and then, and why."""
        if self.dice.random() > 0.15:
            return None
        view = "No" if self.who.fate is Fate.NO_AFTER_ONSITE else "Strong yes"
        return view, self.one_of(notes.OTHER_VIEW)

    def _asked(self, session: str, number: int) -> tuple[str, ...]:
        pool = dict(self.who.panel).get(session)
        if pool:
            return pool
        return tuple(sorted(BUSY, key=lambda name: self.dice.random() ** (1 / BUSY[name]), reverse=True)[:number])
