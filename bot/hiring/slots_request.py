"""What is asked of the search for times, and what it answers."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.hiring.availability import Interval
from bot.hiring.worktime import Hours

NONE = timedelta(0)
LOOK_BEYOND = timedelta(days=7)


@dataclass(frozen=True)
class Interviewer:
    """*booked* are the interviews the bot booked for them already; *recent* counts those of the last balance weeks.

    The caps are hard: interviews per day and per week (from Monday) of their own zone.
    """

    id: str
    name: str
    hours: Hours
    booked: tuple[Interval, ...] = ()
    recent: int = 0
    max_per_day: int = 2
    max_per_week: int = 5
    no_back_to_back: bool = False


@dataclass(frozen=True)
class Part:
    """One session of the loop. *pool* are the ids of those who may lead it; *chosen* ones must sit on the panel.

    *buffer* stays free after it in the calendars of the panel. *panel* is the size wanted; 0 means *panel_min*.
    """

    session: str
    duration: timedelta
    buffer: timedelta
    pool: tuple[str, ...]
    panel_min: int = 1
    panel_max: int = 1
    panel: int = 0
    chosen: tuple[str, ...] = ()
    name: str = ""

    @property
    def seats(self) -> int:
        return max(self.panel or self.panel_min, len(self.chosen))

    @property
    def people(self) -> tuple[str, ...]:
        """The chosen, then the rest of the pool, each once."""
        return tuple(dict.fromkeys((*self.chosen, *self.pool)))

    @property
    def label(self) -> str:
        return self.name or self.session


@dataclass(frozen=True)
class Booking:
    session: str
    start: datetime
    end: datetime
    panel: tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """Sessions in their order, and what holds for all of them.

    No *candidate_windows* means any time. *avoid* are people who met the candidate already: they are drawn no more,
    but may be chosen. *distinct* wants different people in every part. *lead* is the notice before the first start.
    Starts lie on multiples of *step* in UTC. *instead_of* is how a single part is booked now: another time or other
    people are wanted.
    """

    parts: tuple[Part, ...]
    window: Interval
    candidate_windows: tuple[Interval, ...] = ()
    candidate_hours: Hours | None = None
    break_between: timedelta = NONE
    same_day: bool = True
    distinct: bool = True
    avoid: frozenset[str] = frozenset()
    step: timedelta = timedelta(minutes=15)
    seed: int = 0
    lead: timedelta = NONE
    instead_of: Booking | None = None
    now: datetime = field(kw_only=True)

    @property
    def to_ask(self) -> Interval:
        """The span to ask the calendars about: the window, its last buffer, and a week more to say what it would give.

        Pass its end as *known_until*.
        """
        return Interval(self.window.start, self.window.end + LOOK_BEYOND + self.longest_buffer)

    @property
    def longest_buffer(self) -> timedelta:
        return max((part.buffer for part in self.parts), default=NONE)


@dataclass(frozen=True)
class Option:
    """One way to do it. *cost* is in days: a day later costs 1, all else is weighed against that."""

    parts: tuple[Booking, ...]
    cost: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Options:
    """The best *options*, cheapest first; or, when there is none, the *obstacles* in words for people."""

    options: tuple[Option, ...] = ()
    obstacles: tuple[str, ...] = ()
