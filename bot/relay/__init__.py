"""Keeping the promises in the outbox: claim, call, classify, probe, settle.

One promise at a time: claimed in a commit of its own, carried out with no transaction open, settled in another.
What each kind of promise does stands beside this file (`messages`, `events`, `mails`); how a failure is answered
stands here.
"""

import logging
import secrets
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import assert_never

from sqlalchemy.exc import OperationalError

from bot.ports import CallFailed, Doubtful, Gone, Never, Revoked, SurelyNot, TryLater
from bot.relay.holding import LEASE
from bot.relay.outcome import AlreadySo, Delivery, Done, Held, NotYet, Outcome, Unwanted, Waits
from bot.relay.patience import SERVICES, Patience
from bot.relay.pausing import Pausing
from storage import claims, outbox
from storage.database import Database, Tx
from storage.outbox import Promise
from storage.pauses import Pause

__all__ = ["LEASE", "AlreadySo", "Delivery", "Done", "Held", "NotYet", "Outcome", "Relay", "Unwanted", "Waits"]

log = logging.getLogger(__name__)

BACKOFF_CAP = timedelta(minutes=2)
TRIES = 12  # with backoff some ten minutes of failures before a person is asked; see `Patience.failures`


class Relay:
    """*deliveries* by kind. *tell* promises the notice that a named person sees when something is held or failed,
    *tell_pause* what admins are told when a service turns us away, and when it lets us in again.
    """

    def __init__(
        self,
        db: Database,
        deliveries: dict[str, Delivery],
        *,
        tell: Callable[[Tx, Promise], None],
        tell_pause: Callable[[Tx, Pause], None],
        wall: Callable[[], datetime],
    ) -> None:
        self._db, self._deliveries, self._tell, self._wall = db, deliveries, tell, wall
        self._patience = Patience()
        self.pausing = Pausing(db, tell_pause, wall=wall, write=self._write)
        self._woken = threading.Event()
        self._stopped = threading.Event()
        db.on_commit(self.wake)

    @property
    def paused_by(self) -> str | None:
        """Which services do not accept us any more, and their word for it; None when all do."""
        return self.pausing.paused_by

    def run(self, tick: timedelta) -> None:
        """Work until `stop`, woken by every commit and at least every *tick*."""
        while not self._stopped.is_set():
            self._woken.clear()
            try:
                while not self._stopped.is_set() and self.step():
                    pass
                pause = min(tick.total_seconds(), self._until_retry())
            except Exception:
                log.exception("relay: the database did not answer, trying again")
                pause = 1.0
            self._woken.wait(pause)

    def wake(self) -> None:
        """Look now whether something is due."""
        self._woken.set()

    def stop(self) -> None:
        self._stopped.set()
        self._woken.set()

    def step(self) -> bool:
        """Keep one promise that is due. False when there is none.

        The look without a lock comes first: a claim's own commit wakes us again, and would do so for ever.
        """
        with self._db.read() as tx:
            if not claims.anything_due(tx, wall=self._wall()):
                return False
        fence = secrets.token_hex(8)
        with self._db.begin() as tx:
            claimed = claims.claim(tx, fence=fence, wall=self._wall(), lease=LEASE)
            covered = {promise.id for promise in claimed if _is_covered(tx, promise)}
        for promise in claimed:
            self._keep(promise, fence, is_covered=promise.id in covered)
        return bool(claimed)

    def recover(self) -> None:
        """Take back what a killed relay held. Only right when no other relay runs (see `storage.presence`)."""
        with self._db.begin() as tx:
            claims.end_leases(tx, wall=self._wall())

    def _keep(self, promise: Promise, fence: str, *, is_covered: bool) -> None:
        wait = self._patience.needed(promise, self._wall())
        if wait is not None:
            self._again(promise, fence, *wait, counts=False)
        elif is_covered:
            self._settle(promise, fence, "cancelled", error="an earlier one is held and will show it")
        else:
            self._carry_out(promise, fence)

    def _carry_out(self, promise: Promise, fence: str) -> None:
        try:
            outcome = self._deliveries[promise.kind].carry_out(promise, fence)
        except CallFailed as failure:
            self._failed(promise, fence, failure)
        except Exception:
            log.exception("relay: %s %s broke", promise.kind, promise.id)
            self._failed(promise, fence, Doubtful("broken"), ours=True)
        else:
            self._ended(promise, fence, outcome)
            self._patience.ended(promise)
            if isinstance(outcome, Done):
                self._patience.answered(promise)
                self._patience.done(promise)
                self.pausing.let_in(SERVICES[promise.kind], afresh=promise.error is not None)

    def _ended(self, promise: Promise, fence: str, outcome: Outcome) -> None:
        match outcome:
            case Done(after):
                self._settle(promise, fence, "done", after=after)
            case AlreadySo():
                self._settle(promise, fence, "done")
            case Unwanted(after):
                self._settle(promise, fence, "cancelled", error="no longer wanted", after=after)
            case NotYet(pause):
                self._again(promise, fence, self._wall() + pause, "waits", counts=False)
            case Waits(reason):
                self._settle(promise, fence, "held", error=reason)
            case Held(reason, after):
                self._settle(promise, fence, "held", error=reason, after=after, told=True)
            case _:
                assert_never(outcome)

    def _failed(self, promise: Promise, fence: str, failure: CallFailed, *, ours: bool = False) -> None:
        log.warning("relay: %s %s: %s (%s)", promise.kind, promise.id, type(failure).__name__, failure.reason)
        if not isinstance(failure, (SurelyNot, Doubtful)):
            self._patience.answered(promise)
        elif not ours:
            self._patience.unanswered(promise, self._wall())
        match failure:
            case TryLater():
                until = self._patience.limited(promise, failure, self._wall())
                self._again(promise, fence, until, failure.reason, counts=False)
            case Revoked():
                until = self._patience.refused(promise, failure.reason, self._wall())
                self.pausing.turned_away(SERVICES[promise.kind], failure.reason)
                self._again(promise, fence, until, failure.reason, counts=False)
            case Never() | Gone():
                self._patience.ended(promise)
                self._settle(promise, fence, "held", error=failure.reason, told=True)
            case SurelyNot() | Doubtful() if self._patience.failures(promise, ours=ours) < TRIES:
                retry_at = self._wall() + _backoff(promise.attempt)
                self._again(promise, fence, retry_at, failure.reason, doubtful=isinstance(failure, Doubtful))
            case _:
                self._patience.ended(promise)
                self._settle(promise, fence, "failed", error=failure.reason, told=True)

    def _settle(
        self,
        promise: Promise,
        fence: str,
        state: str,
        *,
        error: str | None = None,
        after: Callable[[Tx], None] | None = None,
        told: bool = False,
    ) -> None:
        def settle(tx: Tx) -> None:
            if claims.settle(tx, promise.id, state, fence=fence, error=error):
                if after is not None:
                    after(tx)
                if told:
                    self._tell(tx, outbox.get(tx, promise.id))

        self._write(settle)

    def _again(
        self,
        promise: Promise,
        fence: str,
        retry_at: datetime,
        error: str,
        *,
        doubtful: bool | None = None,
        counts: bool = True,
    ) -> None:
        in_doubt = promise.state == "unknown" if doubtful is None else doubtful
        self._write(
            lambda tx: claims.again(
                tx, promise.id, fence=fence, retry_at=retry_at, error=error, doubtful=in_doubt, counts=counts
            )
        )

    def _write(self, work: Callable[[Tx], object]) -> None:
        """Keep what we know of the world now: a busy database is asked again, for as long as the claim is ours."""
        patience = self._wall() + LEASE
        while True:
            try:
                with self._db.begin() as tx:
                    work(tx)
            except OperationalError:
                if self._wall() >= patience or self._stopped.wait(0.2):
                    raise
            else:
                return

    def _until_retry(self) -> float:
        """Seconds until something that was given back may be tried again, at least 0.05."""
        with self._db.read() as tx:
            soonest = claims.next_retry(tx)
        return max(0.05, (soonest - self._wall()).total_seconds()) if soonest else 3600


def _is_covered(tx: Tx, promise: Promise) -> bool:
    """Whether a held one before it will show the same state of then: people need not be told twice."""
    return promise.kind != "mail" and outbox.follows_a_stuck_one(tx, promise)


def _backoff(attempt: int) -> timedelta:
    """0.5 s, 1 s, 2 s … two minutes, with up to a fifth of jitter."""
    plain = min(timedelta(seconds=0.5 * 2 ** min(attempt - 1, 20)), BACKOFF_CAP)
    return plain * (1 + secrets.randbelow(20) / 100)
