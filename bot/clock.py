"""What time it is: the machine's clock, or in the sandbox the one at CLOCK_URL."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.request import urlopen


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class RemoteClock:
    """Asks *url* each time. The answer is an ISO time or Unix seconds, bare or as a JSON object's "now"."""

    def __init__(self, url: str) -> None:
        self._url = url

    def now(self) -> datetime:
        with urlopen(self._url, timeout=5) as answer:  # noqa: S310  # refused together with Slack's real address
            return read_time(answer.read().decode())


def read_time(text: str) -> datetime:
    """Raises ValueError when *text* is no time."""
    try:
        said: Any = json.loads(text)
    except json.JSONDecodeError:
        said = text.strip()
    if isinstance(said, dict):
        said = next((said[key] for key in ("now", "time", "utc", "iso") if key in said), said)
    if isinstance(said, int | float):
        return datetime.fromtimestamp(said, UTC)
    at = datetime.fromisoformat(str(said))
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
