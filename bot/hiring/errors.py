"""When a rule of hiring says no.

    HiringError
     ├── NotAllowed          this person may not do this; says kindly who may
     ├── NotWelcome          guests, bots, other workspaces, deactivated people
     ├── Stale               somebody else was quicker; says who, what and when
     ├── AlreadyDone         the same press or form arrived again
     ├── NotNow              the right thing at the wrong time (stage, state, clock)
     ├── NotFound            what a button or command points to is not there (any more)
     ├── NotOnPanel          only those who were in the room may score it
     ├── NothingToScore      no interview of yours is waiting for a scorecard
     └── Incomplete          a form with gaps; knows which fields

The message is written for the person who clicked, and is shown to them as is.
"""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo


class HiringError(Exception):
    """A rule said no. Never raised directly."""


class NotAllowed(HiringError):
    pass


class NotWelcome(HiringError):
    def __init__(self) -> None:
        super().__init__("Sorry, only full members of this workspace can use Interview Bot. Please ask a colleague.")


class Stale(HiringError):
    """Somebody (*who*) did something (*said*) at *at*, before this press."""

    def __init__(self, who: str, said: str, at: datetime) -> None:
        super().__init__(f"{who} was quicker: {said}. Nothing of yours was changed.")
        self.who, self.said, self.at = who, said, at

    def words(self, zone: str) -> str:
        """With the time as the reader's clock shows it."""
        local = self.at.astimezone(ZoneInfo(zone))
        return f"{self.who} was quicker: {self.said} ({local:%d %b at %H:%M}). Nothing of yours was changed."


class AlreadyDone(HiringError):
    """The same person did it before, at *at* if that is known."""

    def __init__(self, at: datetime | None = None) -> None:
        super().__init__("That was already done; nothing happened twice.")
        self.at = at

    def words(self, zone: str) -> str:
        """With the time as the reader's clock shows it."""
        if self.at is None:
            return str(self)
        return f"Already done by you at {self.at.astimezone(ZoneInfo(zone)):%H:%M}; nothing happened twice."


class NotNow(HiringError):
    pass


class NotFound(HiringError):
    pass


class NotOnPanel(HiringError):
    def __init__(self) -> None:
        super().__init__("Only the interviewers on the panel can hand in a scorecard. Nothing was changed.")


class NothingToScore(HiringError):
    def __init__(self) -> None:
        super().__init__("You have no interview waiting for a scorecard. You are all done.")


class Incomplete(HiringError):
    """*gaps* maps a form's block id to a plea, at most 150 characters each."""

    def __init__(self, gaps: Mapping[str, str]) -> None:
        super().__init__("Some answers are missing.")
        self.gaps = dict(gaps)
