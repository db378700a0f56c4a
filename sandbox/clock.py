"""The sandbox's time: it stands still or runs, and can be moved forward."""

import threading
import time
from datetime import UTC, datetime, timedelta


class MovableClock:
    """Aware UTC time. With *runs* it goes on by itself from *start*; without, only when somebody moves it."""

    def __init__(self, start: datetime | None = None, *, runs: bool = False) -> None:
        self._lock = threading.Lock()
        self._base = (start or datetime.now(UTC)).astimezone(UTC)
        self._runs = runs
        self._started = time.monotonic()

    def now(self) -> datetime:
        with self._lock:
            return self._now()

    def advance(self, by: timedelta) -> datetime:
        """Move forward by *by* and return the new time."""
        with self._lock:
            self._base = self._now() + by
            self._started = time.monotonic()
            return self._base

    def move_to(self, when: datetime) -> datetime:
        """Move to *when* (aware). Backwards is allowed: tests ask what happens then."""
        with self._lock:
            self._base = when.astimezone(UTC)
            self._started = time.monotonic()
            return self._base

    def _now(self) -> datetime:
        return self._base + timedelta(seconds=time.monotonic() - self._started) if self._runs else self._base
