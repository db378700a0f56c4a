"""How a promise can end, as those who carry it out see it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from storage.database import Tx
from storage.outbox import Promise


@dataclass(frozen=True)
class Done:
    """It is so. *after* is kept in the same transaction that ends the promise."""

    after: Callable[[Tx], None] | None = None


@dataclass(frozen=True)
class AlreadySo:
    """It is so already; nobody was called."""


@dataclass(frozen=True)
class Unwanted:
    """What was promised is no longer wanted, or its time is over. *after* as in `Done`."""

    after: Callable[[Tx], None] | None = None


@dataclass(frozen=True)
class NotYet:
    """It has to wait for another promise (a thread for its headline). *pause*: how long until the next look."""

    pause: timedelta = timedelta(milliseconds=200)


@dataclass(frozen=True)
class Waits:
    """What it waits for is held: people were told of that one, and its release releases this one too."""

    reason: str


@dataclass(frozen=True)
class Held:
    """A person has to look. *after* tells them."""

    reason: str
    after: Callable[[Tx], None] | None = None


Outcome = Done | AlreadySo | Unwanted | NotYet | Waits | Held


class Delivery(Protocol):
    """How one kind of promise is kept. Raises CallFailed; a claim in state "unknown" asks for a look first."""

    def carry_out(self, promise: Promise, fence: str) -> Outcome: ...
