"""A story played in the page: the company's people act by themselves, at a pace that can be watched."""

import threading
from collections.abc import Callable

from sandbox.company import Company
from sandbox.page.house import House
from sandbox.page.world_where import RECRUITER, Look, look_at
from sandbox.stories import STORIES
from sandbox.stories.player import HIRING
from sandbox.stories.sights import SceneBegins, Sight
from sandbox.stories.telling import Story, Telling

PACE = 1.2  # seconds of rest after each sight
FASTEST, SLOWEST = PACE / 8, PACE * 4


class Stopped(Exception):
    """Somebody has seen enough."""


class Play:
    name, said = "play", ""

    def __init__(self, house: House, story: Story, shows: Callable[[Look], None], *, pace: float = PACE) -> None:
        self._house, self._shows = house, shows
        self.story, self.pace = story, pace
        self.scene: SceneBegins | None = None
        self.look = Look("/as/rita/c/hiring", story.title)
        self._stopped = threading.Event()

    def run(self) -> None:
        """Raises StoryBroken and BotDied."""
        telling = Telling(self._house.company, lambda sight: None, self._goes_on)
        telling.looks()  # what happened before is no part of it
        telling.audience = self._watches
        try:
            telling.tells(self.story, 1, 1)
        except Stopped:
            return
        self.said = f"{self.story.title}: the end. Everybody saw what they should."

    def stops(self) -> None:
        """Whoever waits for something in the story is woken."""
        self._stopped.set()
        for changed in self._house.company.conditions:
            with changed:
                changed.notify_all()

    def goes_at(self, factor: float) -> None:
        self.pace = min(max(self.pace * factor, FASTEST), SLOWEST)

    def _goes_on(self) -> None:
        if self._stopped.is_set():
            raise Stopped
        if self._house.bot:
            self._house.bot.must_be_alive()

    def _watches(self, sight: Sight) -> None:
        if isinstance(sight, SceneBegins):
            self.scene = sight
        self.look = look_at(self._house.company, sight, self.look)
        self._shows(self.look)
        if self._stopped.wait(self.pace):
            raise Stopped


def story_called(name: str) -> Story | None:
    return next((it for it in STORIES if it.name == name), None)


def was_played(company: Company, story: Story) -> bool:
    """Or something else happened to somebody of that name: the bot would find them, and the story would break."""
    rita, name = company[RECRUITER], story.candidate.name
    with company.workspace.changed:
        posts = rita.desk.visible(rita.desk.place(HIRING))
        known = any(name in post.text for post in posts)
    return known or bool(company.mailbox.of(story.candidate.email))
