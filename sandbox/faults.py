"""Faults on demand: what goes wrong with the next call, and how."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from sandbox.waiting import wait_until


class Kind(StrEnum):
    LOSE_BEFORE = "lose_before"  # the connection drops before anything happened
    LOSE_AFTER = "lose_after"  # it happened, and the answer is lost
    RATE_LIMITED = (
        "rate_limited"  # 429 with Retry-After (Slack), 403 rateLimitExceeded (Calendar), 429 (Gmail), 451 (SMTP)
    )
    SERVER_ERROR = "server_error"  # 500 (or 554), nothing happened
    SERVER_ERROR_AFTER = "server_error_after"  # 500, although it happened
    SLOW = "slow"  # answers after `seconds`
    REVOKED = "revoked"  # invalid_auth (Slack), 401 (Google), 535 (SMTP)


@dataclass(frozen=True)
class Fault:
    """*lasting*: of an outage, not planned for some calls only."""

    kind: Kind
    seconds: float = 1.0
    lasting: bool = False


class Faults:
    """Plans by call name. `*` matches any.

    Slack: "chat.postMessage"; Google: "events.insert", "drafts.send"; mail: "smtp.data".
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._plans: list[tuple[str, Fault, float]] = []
        self._tell: list[Callable[[str, Fault], None]] = []
        self.met: list[tuple[str, Fault]] = []

    def plan(self, call: str, kind: Kind, *, times: int = 1, seconds: float = 1.0) -> None:
        with self._changed:
            self._plans.append((call, Fault(kind, seconds), times))

    def planned(self, call: str, kind: Kind) -> bool:
        """Whether exactly this is still to come."""
        with self._changed:
            return any((pattern, fault.kind) == (call, kind) for pattern, fault, _ in self._plans)

    def forget(self, call: str, kind: Kind) -> None:
        """What was planned so, and did not happen yet, will not."""
        with self._changed:
            self._plans = [it for it in self._plans if (it[0], it[1].kind) != (call, kind)]

    def outage(self, *calls: str, on: bool, kind: Kind = Kind.SERVER_ERROR) -> None:
        """While it is *on* every one of *calls* fails, whatever else is planned for it."""
        with self._changed:
            self._plans = [it for it in self._plans if not (it[1].lasting and it[0] in calls)]
            if on:
                self._plans[:0] = [(call, Fault(kind, lasting=True), math.inf) for call in calls]

    def is_out(self, call: str) -> bool:
        with self._changed:
            return any(fault.lasting and fnmatchcase(call, pattern) for pattern, fault, _ in self._plans)

    def tells(self, tell: Callable[[str, Fault], None]) -> None:
        """*tell* hears of every call that meets a fault, at that moment, in the server's thread: it must be quick."""
        self._tell.append(tell)

    def clear(self) -> None:
        with self._changed:
            self._plans.clear()

    def waits_until_met(self, number: int = 1, timeout: float = 10) -> None:
        """Until *number* calls met a fault. Raises TimeoutError."""
        wait_until(self._changed, lambda: len(self.met) >= number, timeout)

    def take(self, call: str) -> Fault | None:
        """The fault planned for this *call*, used up once; servers ask it for every call they serve."""
        fault = self._take(call)
        if fault:
            for tell in self._tell:
                tell(call, fault)
        return fault

    def _take(self, call: str) -> Fault | None:
        with self._changed:
            for position, (pattern, fault, times) in enumerate(self._plans):
                if fnmatchcase(call, pattern):
                    self._plans[position : position + 1] = [(pattern, fault, times - 1)] if times > 1 else []
                    self.met.append((call, fault))
                    self._changed.notify_all()
                    return fault
        return None
