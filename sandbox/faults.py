"""Faults on demand: what goes wrong with the next call, and how."""

import threading
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
    kind: Kind
    seconds: float = 1.0


class Faults:
    """Plans by call name. `*` matches any.

    Slack: "chat.postMessage"; Google: "events.insert", "drafts.send"; mail: "smtp.data".
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._plans: list[tuple[str, Fault, int]] = []
        self.met: list[tuple[str, Fault]] = []

    def plan(self, call: str, kind: Kind, *, times: int = 1, seconds: float = 1.0) -> None:
        with self._changed:
            self._plans.append((call, Fault(kind, seconds), times))

    def clear(self) -> None:
        with self._changed:
            self._plans.clear()

    def waits_until_met(self, number: int = 1, timeout: float = 10) -> None:
        """Until *number* calls met a fault. Raises TimeoutError."""
        wait_until(self._changed, lambda: len(self.met) >= number, timeout)

    def take(self, call: str) -> Fault | None:
        """The fault planned for this *call*, used up once; servers ask it for every call they serve."""
        with self._changed:
            for position, (pattern, fault, times) in enumerate(self._plans):
                if fnmatchcase(call, pattern):
                    self._plans[position : position + 1] = [(pattern, fault, times - 1)] if times > 1 else []
                    self.met.append((call, fault))
                    self._changed.notify_all()
                    return fault
        return None
