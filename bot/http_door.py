"""The HTTP door: `POST /slack/events`, signed by Slack.

`GET /healthz` is for whoever watches over the bot: 503 when a person has to do something. `GET /readyz` is for a
balancer: 503 when this bot cannot answer people. A mail server that turns us down is no reason to send nobody here.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt import BoltRequest, BoltResponse

from bot import health
from bot.app import Bot

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]

REASONS = {
    200: "OK",
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    405: "Method Not Allowed",
    503: "Service Unavailable",
}


class HttpDoor:
    """A WSGI application. Bolt checks the signature before anything else reads a request."""

    LARGEST = 1_000_000  # bytes; Slack's largest view is 250 KB

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        response = self._answer(environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""), environ)
        headers = [(name, value) for name, values in response.headers.items() for value in values]
        start_response(f"{response.status} {REASONS.get(response.status, '')}".rstrip(), headers)
        return [response.body.encode()]

    def _answer(self, method: str, path: str, environ: Environ) -> BoltResponse:
        match method, path:
            case "POST", "/slack/events":
                return self._events(environ)
            case "GET" | "HEAD", "/healthz":
                return self._health()
            case "GET" | "HEAD", "/readyz":
                return self._readiness()
            case _, "/slack/events" | "/healthz" | "/readyz":
                return BoltResponse(status=405)
            case _:
                return BoltResponse(status=404)

    def _events(self, environ: Environ) -> BoltResponse:
        try:
            request = _request(environ)
        except (ValueError, TypeError, AttributeError):  # Bolt reads the body before it checks who signed it
            return BoltResponse(status=400)
        return self._bot.app.dispatch(request)

    def _health(self) -> BoltResponse:
        """Degraded when promises pause or the database does not answer: a person has to do something."""
        found = health.look(self._bot.db, self._bot.relay)
        code, status = (200, "ok") if found.is_well else (503, "degraded")
        return _json(code, status=status, waiting=found.waiting, lag=found.lag, stuck=found.stuck, paused=found.paused)

    def _readiness(self) -> BoltResponse:
        """Whether people can be answered; what pauses does not matter to them."""
        ready = health.look(self._bot.db, self._bot.relay).waiting is not None
        return _json(200 if ready else 503, ready=ready)


def _request(environ: Environ) -> BoltRequest:
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode("utf-8", "replace")
    headers: dict[str, str | Sequence[str]] = {
        name[5:].replace("_", "-").lower(): str(value) for name, value in environ.items() if name[:5] == "HTTP_"
    }
    headers["content-type"] = environ.get("CONTENT_TYPE", "")
    return BoltRequest(body=body, query=dict(parse_qsl(environ.get("QUERY_STRING", ""))), headers=headers)


def _json(code: int, **values: object) -> BoltResponse:
    headers: dict[str, str | Sequence[str]] = {"content-type": ["application/json"]}
    return BoltResponse(status=code, body=json.dumps(values), headers=headers)
