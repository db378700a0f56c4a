"""What all rooms of the page share: the company, who looks, what was read, and what went wrong for whom."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from aiohttp import web
from markupsafe import Markup

from sandbox.company import COLLEAGUES, Colleague, Company
from sandbox.page.house import House
from sandbox.page.live import Live
from sandbox.page.pages import NotHere
from sandbox.person import Person

TITLES = {"recruiter": "Recruiter", "hiring_manager": "Hiring manager", "interviewer": "Interviewer", "admin": "Admin"}


@dataclass
class Mishap:
    """Slack's own failure, shown where the person looks: on the surface they touched, until they do something else."""

    surface: str
    words: str


@dataclass
class Rooms:
    house: House
    opened_at: str = ""  # the ts before which everything counts as seen
    read: dict[tuple[str, str], str] = field(default_factory=dict)  # (person, channel id) -> ts of the newest seen
    mishaps: dict[str, Mishap] = field(default_factory=dict)  # by person
    _kept: dict[Hashable, tuple[object, Markup]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.opened_at = self.opened_at or self.company.workspace.stamps.next()
        self.house.on_new.append(self._begin_anew)

    @property
    def company(self) -> Company:
        return self.house.company

    def _begin_anew(self) -> None:
        self.opened_at = self.company.workspace.stamps.next()
        for kept in (self.read, self.mishaps, self._kept):
            kept.clear()

    def drawn(self, what: Hashable, state: object, draw: Callable[[], Markup]) -> Markup:
        """What *draw* gives, kept until *state* is another."""
        kept = self._kept.get(what)
        if kept is None or kept[0] != state:
            kept = self._kept[what] = (state, draw())
        return kept[1]

    def person(self, who: str) -> Person:
        """Raises NotHere."""
        return self.company[colleague(who).name]


ROOMS = web.AppKey("rooms", Rooms)
LIVE = web.AppKey("live", Live)


def colleague(who: str) -> Colleague:
    """Raises NotHere."""
    for it in COLLEAGUES:
        if it.name == who:
            return it
    raise NotHere(f"Nobody here is called {who}.")


def title_of(who: Colleague) -> str:
    return "Guest" if who.guest else " and ".join(TITLES[role] for role in who.roles)
