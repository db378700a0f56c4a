"""When nobody is called: a service asked us to wait, or does not accept us any more. And how long it is tried again."""

from collections import Counter
from datetime import datetime, timedelta

from bot.ports import TryLater
from storage.outbox import Promise
from storage.pauses import CALENDAR, MAIL, SLACK

PAUSE = timedelta(seconds=10)  # between two looks whether a service accepts us again
LONGEST = timedelta(minutes=15)  # that a limit is waited for whose end nobody named
LASTING = SLACK  # whom an outage of this service hits could not be told of it either: it has to be outlasted
NO_ANSWER = "no answer"
AWAY, REST = 10, timedelta(seconds=30)  # after so many tries in a row without an answer it rests for so long
SERVICES = {"message": SLACK, "home": SLACK, "channel": SLACK, "event": CALENDAR, "mail": MAIL}


class Patience:
    """All times are wall time. What waits is put off, never given up."""

    def __init__(self) -> None:
        self._quiet: dict[str, tuple[datetime, str]] = {}
        self._in_vain: Counter[str] = Counter()  # by service: tries in a row that it did not answer
        self._limited: Counter[str] = Counter()  # by service: refusals in a row
        self._refused: dict[str, tuple[str, datetime]] = {}
        self._done: Counter[str] = Counter()  # by kind
        self._alone: dict[int, tuple[int, int]] = {}  # by promise: failures of its own, and what was done by then

    def done(self, promise: Promise) -> None:
        """It went through: what fails of its kind from now on fails alone."""
        self._done[promise.kind] += 1
        self._limited.pop(SERVICES[promise.kind], None)

    def ended(self, promise: Promise) -> None:
        self._alone.pop(promise.id, None)

    def failures(self, promise: Promise, *, ours: bool) -> int:
        """How many tries were in vain, this one too, for which the promise is to blame and no outage.

        Where an outage must be outlasted, a failure counts only if others of its kind went through since the last one,
        or if it is *ours*: no service had a part in it.
        """
        if SERVICES[promise.kind] != LASTING:
            return promise.attempt
        done = self._done[promise.kind]
        failures, seen = self._alone.get(promise.id, (0, -1))
        self._alone[promise.id] = (failures + (ours or done > seen), done)
        return self._alone[promise.id][0]

    def answered(self, promise: Promise) -> None:
        """In whatever words."""
        self._in_vain.pop(SERVICES[promise.kind], None)

    def unanswered(self, promise: Promise, now: datetime) -> None:
        """While nobody answers there, a try now and then is enough: each may take as long as a call may.

        What is new is tried all the same: some that fail for reasons of their own must not keep others from it.
        """
        service = SERVICES[promise.kind]
        self._in_vain[service] += 1
        if service == LASTING and self._in_vain[service] > AWAY:
            self._quiet[service] = (now + REST, NO_ANSWER)

    def limited(self, promise: Promise, failure: TryLater, now: datetime) -> datetime:
        """Until when it is left alone. Where no time was named, twice as long at every refusal in a row.

        (Slack's limits are narrower than the whole service: `integrations.slack_limits` keeps them.)
        """
        if not failure.everywhere:
            return now + failure.after
        service = SERVICES[promise.kind]
        doublings = min(self._limited[service], 20) if failure.guessed else 0
        self._limited[service] += 1
        until = now + (min(failure.after * 2**doublings, LONGEST) if failure.guessed else failure.after)
        self._quiet[service] = (until, "rate limited")
        return until

    def refused(self, promise: Promise, reason: str, now: datetime) -> datetime:
        """Our token or login was turned down: the whole service rests. Returns until when."""
        self._refused[SERVICES[promise.kind]] = (reason, now + PAUSE)
        return now + PAUSE

    def needed(self, promise: Promise, now: datetime) -> tuple[datetime, str] | None:
        """Until when, and why, *promise* has to wait; None when it may be carried out."""
        quiet, why = self._quiet.get(SERVICES[promise.kind], (now, ""))
        if quiet > now and not (why == NO_ANSWER and promise.attempt == 1):
            return quiet, why
        reason, until = self._refused.get(SERVICES[promise.kind], ("", now))
        return (until, reason) if until > now else None
