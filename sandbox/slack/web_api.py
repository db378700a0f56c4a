"""What comes back over HTTP for a call of the Web API or a response_url, faults included; whatever carries it."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

from sandbox.faults import Fault, Kind
from sandbox.slack.answers import said_by_url
from sandbox.slack.api import Api
from sandbox.slack.events import Events
from sandbox.slack.shapes import JSON, SlackError
from sandbox.slack.workspace import Workspace

TEXT = "text/plain; charset=utf-8"
AS_JSON = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": TEXT})


class WebApi:
    def __init__(self, workspace: Workspace, events: Events) -> None:
        self._workspace = workspace
        self._api = Api(workspace, events)

    def answer(self, method: str, args: JSON, authorization: str, fault: Fault | None = None) -> Answer | None:
        """None: the line drops. Whoever carries it waits where *fault* is SLOW."""
        token = str(args.pop("token", "") or authorization.removeprefix("Bearer "))
        kind = fault.kind if fault else None
        if kind is Kind.LOSE_BEFORE:
            return None
        broken = _broken_before(fault)
        if broken is not None:
            return broken
        answer = self._api.call(method, args, token)
        if kind is Kind.LOSE_AFTER:
            return None
        if kind is Kind.SERVER_ERROR_AFTER:
            return Answer(500, "internal error")
        return self._as_json(answer)

    def said(self, key: str, text: str) -> Answer:
        """A message sent to the response_url that ends in *key*."""
        try:
            url = self._workspace.response_urls.spend(key)
            said_by_url(self._workspace, url, json.loads(text))
        except SlackError as refusal:
            return _json({"ok": False, "error": refusal.error}, status=404)
        return Answer(200, "ok")

    def _as_json(self, answer: JSON) -> Answer:
        scopes = ",".join(sorted(self._workspace.manifest.scopes))
        date = format_datetime(datetime.now(UTC) + self._workspace.clock_ahead, usegmt=True)
        return _json(answer, headers={"x-oauth-scopes": scopes, "Date": date})


def _broken_before(fault: Fault | None) -> Answer | None:
    """The answer of a call that failed before it did anything."""
    match fault.kind if fault else None:
        case Kind.RATE_LIMITED:
            wait = str(max(1, round(fault.seconds))) if fault else "1"
            return _json({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": wait})
        case Kind.SERVER_ERROR:
            return Answer(500, "internal error")
        case Kind.REVOKED:
            return _json({"ok": False, "error": "invalid_auth"})
        case _:
            return None


def _json(body: JSON, *, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    return Answer(status, json.dumps(body), {"Content-Type": AS_JSON} | (headers or {}))
