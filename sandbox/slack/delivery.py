"""Handing payloads to the bot, over a socket or as a signed request, and its answer within three seconds."""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from sandbox.slack.shapes import JSON

Envelope = Literal["slash_commands", "interactive", "events_api"]
TOO_LATE = "operation_timeout"  # "That took too long" in people's words
NOT_REACHED = "dispatch_failed"


@dataclass(frozen=True)
class Ack:
    ok: bool
    body: Any = None  # JSON, a text, or nothing
    error: str = ""


@dataclass(frozen=True)
class Retry:
    number: int
    reason: str


class Line(Protocol):
    """One way to reach the bot."""

    def deliver(self, kind: Envelope, payload: JSON, *, seconds: float, retry: Retry | None = None) -> Ack: ...
