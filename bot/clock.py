"""What time it is: the machine's clock, or in the sandbox the one at CLOCK_URL."""

import json
import threading
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import httplib2

MILLISECONDS = 1e11  # as seconds this would be the year 5138
LONG_AGO = 1e8  # March 1973: a smaller number is a speed, a count or a yes
NAMES = ("now", "time", "utc", "iso", "datetime", "ts", "unix", "epoch")


def now() -> datetime:
    """The machine's."""
    return datetime.now(UTC)


class SystemClock:
    def now(self) -> datetime:
        return now()


class RemoteClock:
    """Asks *url* each time, every thread on a line of its own that stays open.

    The answer is an ISO time or Unix seconds, bare or in a JSON object, best as its "now".
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._lines = threading.local()

    def now(self) -> datetime:
        answer, said = self._line().request(self._url)
        if answer.status != HTTPStatus.OK:
            raise OSError(f"the clock answers {answer.status}")
        return read_time(said.decode())

    def _line(self) -> httplib2.Http:
        if not hasattr(self._lines, "http"):
            self._lines.http = httplib2.Http(timeout=5)
        return self._lines.http


def read_time(text: str) -> datetime:
    """Raises ValueError when *text* is no time."""
    try:
        said: Any = json.loads(text)
    except json.JSONDecodeError:
        said = text.strip()
    if not isinstance(said, dict):
        return _instant(said)
    for word in (*(said[name] for name in NAMES if name in said), *said.values()):
        with suppress(ValueError):
            return _instant(word)
    raise ValueError(text)


def _instant(said: Any) -> datetime:
    with suppress(TypeError, ValueError, OverflowError):
        seconds = float(said)
        if not isinstance(said, bool) and seconds >= LONG_AGO:
            return datetime.fromtimestamp(seconds / 1000 if seconds > MILLISECONDS else seconds, UTC)
    at = datetime.fromisoformat(said if isinstance(said, str) else "")
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
