"""Short-lived permissions: a trigger opens one modal within three seconds, a response_url answers five times."""

import secrets
import threading
import time
from dataclasses import dataclass

from sandbox.slack.shapes import SlackError

RESPONSE_URL_USES = 5
RESPONSE_URL_SECONDS = 30 * 60


@dataclass
class Trigger:
    user: str
    view_id: str  # the modal it was pressed in, or ""
    expires: float
    used: bool = False


class Triggers:
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, view_id: str = "") -> str:
        with self._lock:
            trigger_id = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
            self._issued[trigger_id] = Trigger(user, view_id, time.monotonic() + self.seconds)
            return trigger_id

    def spend(self, trigger_id: str) -> Trigger:
        """Use it up. Raises invalid_trigger_id, exchanged_trigger_id or expired_trigger_id."""
        with self._lock:
            trigger = self._issued.get(trigger_id)
            if trigger is None:
                raise SlackError("invalid_trigger_id")
            if trigger.used:
                raise SlackError("exchanged_trigger_id")
            if time.monotonic() > trigger.expires:
                raise SlackError("expired_trigger_id")
            trigger.used = True
            return trigger


@dataclass
class ResponseUrl:
    channel: str
    user: str
    message_ts: str  # the message it came from, or "" after a slash command
    thread_ts: str
    expires: float
    uses_left: int = RESPONSE_URL_USES


class ResponseUrls:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._issued: dict[str, ResponseUrl] = {}

    def issue(self, channel: str, user: str, message_ts: str = "", thread_ts: str = "") -> str:
        """The secret last part of a new response_url."""
        with self._lock:
            key = secrets.token_urlsafe(24)
            self._issued[key] = ResponseUrl(
                channel, user, message_ts, thread_ts, time.monotonic() + RESPONSE_URL_SECONDS
            )
            return key

    def spend(self, key: str) -> ResponseUrl:
        """Use it once. Raises no_such_url, expired_url or used_url."""
        with self._lock:
            url = self._issued.get(key)
            if url is None:
                raise SlackError("no_such_url")
            if time.monotonic() > url.expires:
                raise SlackError("expired_url")
            if url.uses_left == 0:
                raise SlackError("used_url")
            url.uses_left -= 1
            return url
