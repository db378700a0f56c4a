"""What was away for a while, a service or the bot itself: what failed meanwhile, and what was done right after."""

import time
from collections.abc import Collection
from dataclasses import dataclass
from fnmatch import fnmatchcase

from sandbox.page.world_seen import IN_GOOGLE, IN_SLACK, Deed, Mark, Seen, first_bout, in_words, seconds
from sandbox.page.world_told import Entry

AT_ONCE = 5.0  # seconds: what comes later is hardly about that


@dataclass(frozen=True)
class Service:
    """*calls* are the patterns of what it is asked; *writes* those that change something."""

    words: str
    calls: tuple[str, ...]
    writes: tuple[str, ...]
    deeds: tuple[str, ...]
    refuses: str = ""  # in Slack's words, where it answers and says no

    @property
    def now(self) -> str:
        """While it is so."""
        return self.words.replace(" was ", " is ").replace(" did ", " does ")

    def has(self, call: str) -> bool:
        return any(fnmatchcase(call, pattern) for pattern in self.calls)


IN_MAIL = ("smtp.connect",)
SLACK_CALLS = ("api.test", "apps.*", "auth.*", "bots.*", "chat.*", "conversations.*", "team.*", "users.*", "views.*")
GOOGLE_CALLS = ("calendars.*", "calendarList.*", "channels.*", "events.*", "freebusy.*")
AWAY = {
    "slack": Service("Slack was away", SLACK_CALLS, tuple(IN_SLACK), tuple(IN_SLACK.values())),
    "google": Service("Google was away", GOOGLE_CALLS, tuple(IN_GOOGLE), tuple(IN_GOOGLE.values())),
    "mail": Service("The mail server was away", IN_MAIL, IN_MAIL, ("letter sent",)),
    "token": Service(
        "Slack did not accept the bot's token", (), tuple(IN_SLACK), tuple(IN_SLACK.values()), "token_revoked"
    ),
}


@dataclass(kw_only=True)
class Lasting(Entry):
    ended: Mark | None = None

    @property
    def is_over(self) -> bool:
        return self.ended is not None

    @property
    def last(self) -> Mark:
        return self.ended or self.began


@dataclass
class Away(Lasting):
    service: Service
    failed: int = 0
    in_vain: int = 0  # of those that would have changed something

    def meets(self, call: str) -> None:
        self.failed += 1
        self.in_vain += call in self.service.writes

    def tells(self, seen: Seen) -> str:
        failed, in_vain = self._failures(seen)
        calls = f"{failed or 'no'} {'call' if failed == 1 else 'calls'} failed"
        if in_vain and in_vain != failed:
            calls += f", {in_vain} of them to change something"
        if self.ended is None:
            return f"{self.service.now}; so far {calls}."
        said = f"{self.service.words} for {seconds(self.ended.moment - self.began.moment)}; {calls}."
        return f"{said} {self._after(seen, self.ended)}" if in_vain else said

    def _failures(self, seen: Seen) -> tuple[int, int]:
        if not self.service.refuses:
            return self.failed, self.in_vain
        end = self.ended.slack if self.ended else None
        calls = seen.company.workspace.calls[self.began.slack : end]
        refused = [it.method for it in calls if it.error == self.service.refuses]
        return len(refused), sum(it in self.service.writes for it in refused)

    def _after(self, seen: Seen, ended: Mark) -> str:
        """The longer it was away, the longer the bot waits between two tries."""
        patience = AT_ONCE + 1.5 * (ended.moment - self.began.moment)
        bout = _bout(seen, ended, ended, patience, self.service.deeds)
        if not bout:
            return "What failed has not been tried again yet."
        return f"Within {seconds(bout[-1].moment - ended.moment)} after that: {in_words(bout)}."


@dataclass
class Died(Lasting):
    by_itself: bool = False

    def tells(self, seen: Seen) -> str:
        said = "The bot ended by itself" if self.by_itself else "The bot was killed"
        if self.ended is None:
            return f"{said}. Nothing is lost: what it had promised stands in its database."
        said = f"{said} and started again after {seconds(self.ended.moment - self.began.moment)}."
        bout = _bout(seen, self.began, self.ended, AT_ONCE)
        if bout:
            return f"{said} Within {seconds(bout[-1].moment - self.ended.moment)} of its start: {in_words(bout)}."
        return f"{said} It had nothing left to do." if time.monotonic() - self.ended.moment > AT_ONCE else said


def _bout(seen: Seen, began: Mark, ended: Mark, patience: float, kinds: Collection[str] = ()) -> list[Deed]:
    """What was done as soon as it could be; anything later has another reason."""
    deeds = [it for it in seen.deeds_since(began) if not kinds or it.kind in kinds]
    return first_bout(deeds) if deeds and deeds[0].moment - ended.moment < patience else []
