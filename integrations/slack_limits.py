"""What Slack asked us to leave alone for a while.

Slack limits posts by channel, and every other method for the whole workspace. Whoever would call too early is told how
long to wait, and Slack hears nothing of it.
"""

import time
from datetime import timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

POST = "chat.postMessage"
LIMITS = {"ratelimited", "rate_limited", "message_limit_exceeded"}
A_WHILE = timedelta(seconds=30)  # where Slack names no time
Bucket = tuple[str, str]  # a method, and a channel where that matters


class PatientClient(WebClient):
    """While Retry-After holds, the refusal that Slack would repeat is raised instead of calling."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self._quiet_until: dict[Bucket, float] = {}

    def __deepcopy__(self, memo: object) -> "PatientClient":
        """Bolt copies what a lazy listener gets."""
        return self

    def api_call(self, api_method: str, **how: Any) -> SlackResponse:
        bucket = _bucket(api_method, how.get("json") or {})
        left = self._quiet_until.get(bucket, 0.0) - time.monotonic()
        if left > 0:
            raise SlackApiError("Slack asked us to wait", self._refusal(api_method, left))  # type: ignore[no-untyped-call]
        try:
            return super().api_call(api_method, **how)
        except SlackApiError as refusal:
            wait = retry_after(refusal.response)
            if wait is not None:
                self._quiet_until[bucket] = time.monotonic() + wait.total_seconds()
            raise

    def _refusal(self, api_method: str, seconds: float) -> SlackResponse:
        return SlackResponse(
            client=self, http_verb="POST", api_url=api_method, req_args={}, status_code=429,
            data={"ok": False, "error": "ratelimited"}, headers={"Retry-After": str(seconds)},
        )  # fmt: skip


def retry_after(response: Any) -> timedelta | None:
    """How long Slack wants to be left alone; None when that is not what it says."""
    said = getattr(response, "data", None)
    limited = isinstance(said, dict) and said.get("error") in LIMITS
    if getattr(response, "status_code", 200) != 429 and not limited:
        return None
    headers = {key.lower(): value for key, value in (getattr(response, "headers", None) or {}).items()}
    value = headers.get("retry-after")
    value = value[0] if isinstance(value, list) and value else value
    try:
        return timedelta(seconds=float(value)) if value else A_WHILE
    except (ValueError, OverflowError):
        return A_WHILE


def _bucket(method: str, asked: dict[str, Any]) -> Bucket:
    return method, str(asked.get("channel", "")) if method == POST else ""
