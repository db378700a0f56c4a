"""A story while it is told: the company, who plays in it, and the audience."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sandbox.company import INTERVIEWS, Company
from sandbox.mail.received import ReceivedMail
from sandbox.stories.player import PATIENCE, Player
from sandbox.stories.sights import Audience, SceneBegins, Sight, StoryBegins, TimePasses
from sandbox.stories.watch import Watch

T = TypeVar("T")
Event = dict[str, Any]


@dataclass(frozen=True)
class Candidate:
    name: str
    email: str
    role: str
    zone: str

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True)
class Scene:
    title: str
    play: Callable[["Telling"], None]


@dataclass(frozen=True)
class Story:
    """*name* is what it is called on the command line."""

    name: str
    title: str
    candidate: Candidate
    scenes: tuple[Scene, ...]


class StoryBroken(Exception):
    """Somebody could not do, or did not see, what the story says. Says where, and what they see instead.

    *plainly* is for whoever watches: what stopped, and why, without everything that somebody sees.
    """

    def __init__(self, words: str, plainly: str) -> None:
        super().__init__(words)
        self.plainly = plainly


class Telling:
    """*alive* raises when the bot is not; it is asked while somebody waits."""

    def __init__(self, company: Company, audience: Audience, alive: Callable[[], None]) -> None:
        self.company, self.audience, self._alive = company, audience, alive
        self.steps = 0
        self._watch = Watch(company, company["rita"])
        self._players = {name: Player(person, self.shows, self.looks, alive) for name, person in company.people.items()}

    def __getitem__(self, name: str) -> Player:
        """A colleague, by short name."""
        return self._players[name]

    @property
    def players(self) -> dict[str, Player]:
        return self._players

    @property
    def now(self) -> datetime:
        return self.company.clock.now()

    def tells(self, story: Story, number: int, of: int) -> None:
        self.shows(StoryBegins(story.title, number, of))
        for step, scene in enumerate(story.scenes, start=1):
            self.plays(scene, step, len(story.scenes), where=f"story {number} of {of} ({story.name}), ")

    def plays(self, scene: Scene, step: int, of: int, *, where: str = "") -> None:
        """Raises StoryBroken."""
        self.steps += 1
        self.shows(SceneBegins(scene.title, step, of))
        try:
            scene.play(self)
        except (AssertionError, LookupError) as broken:
            self.looks()
            place, why = f"step {step} of {of}, “{scene.title}”", str(broken).partition("\n")[0].rstrip(".")
            plainly = f"The story stopped at {place}: {why}. What was done until then stays; go on from there by hand."
            raise StoryBroken(f"{where}{place}:\n{broken}", plainly) from broken
        self.looks()

    def shows(self, sight: Sight) -> None:
        self.audience(sight)

    def looks(self) -> None:
        """Let the audience see what became visible since the last look."""
        for sight in self._watch.changes():
            self.shows(sight)

    def moves_to(self, at: datetime, words: str) -> None:
        self.looks()
        self.company.clock.move_to(max(at, self.now))
        self.shows(TimePasses(self.now, words))

    def passes(self, by: timedelta, words: str) -> None:
        self.moves_to(self.now + by, words)

    def calendar_shows(self, predicate: Callable[[list[Event]], T], why: str) -> T:
        """What *predicate* makes of the interviews' calendar (cancelled events included), once that is true."""
        calendars = self.company.calendars

        def asked() -> T:
            self._alive()
            return predicate(calendars.events_of(INTERVIEWS, gone=True))

        try:
            found = calendars.wait_until(asked, PATIENCE)
        except TimeoutError:
            events = [f"{it['status']} {it['start']} {it.get('summary')}" for it in calendars.events_of(INTERVIEWS)]
            raise AssertionError("\n".join([f"The calendar does not show {why}. It shows:", *events])) from None
        self.looks()
        return found

    def mail_comes(self, candidate: Candidate, subject: str) -> ReceivedMail:
        """The newest mail to *candidate* with these words in its subject."""
        mailbox = self.company.mailbox

        def asked() -> ReceivedMail | None:
            self._alive()
            return next((it for it in reversed(mailbox.of(candidate.email)) if subject in it.subject), None)

        try:
            found = mailbox.wait_until(asked, PATIENCE)
        except TimeoutError:
            got = [it.subject for it in mailbox.of(candidate.email)]
            raise AssertionError(f"{candidate.name} got no mail with {subject!r}. They got: {got}") from None
        assert found is not None
        self.looks()
        return found
