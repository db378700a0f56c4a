"""The other mode: signed requests to the bot's own address."""

import hashlib
import hmac
import json
import secrets
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

from sandbox.slack.delivery import NOT_REACHED, TOO_LATE, Ack, Envelope, Retry
from sandbox.slack.shapes import JSON, SlackError

# Loopback only: a proxy named in the environment has no business here.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class SignedHttp:
    url: str
    signing_secret: str

    def verify(self, *, seconds: float) -> None:
        """Slack's question when an address is entered. Raises url_verification_failed unless it is echoed."""
        challenge = secrets.token_urlsafe(16)
        ack = self.deliver("events_api", {"type": "url_verification", "challenge": challenge}, seconds=seconds)
        said = ack.body.get("challenge") if isinstance(ack.body, dict) else ack.body
        if not ack.ok or said != challenge:
            raise SlackError("url_verification_failed")

    def deliver(self, kind: Envelope, payload: JSON, *, seconds: float, retry: Retry | None = None) -> Ack:
        body, content_type = _encoded(kind, payload)
        request = urllib.request.Request(self.url, body.encode(), self._headers(body, content_type, retry))  # noqa: S310 - the tests' own loopback address
        try:
            with _OPENER.open(request, timeout=seconds) as response:
                return Ack(ok=True, body=_decoded(response.read().decode()))
        except TimeoutError:
            return Ack(ok=False, error=TOO_LATE)
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return Ack(ok=False, error=NOT_REACHED, body=refusal.code)
        except (urllib.error.URLError, OSError) as failure:
            late = isinstance(getattr(failure, "reason", None), TimeoutError)
            return Ack(ok=False, error=TOO_LATE if late else NOT_REACHED)

    def _headers(self, body: str, content_type: str, retry: Retry | None) -> dict[str, str]:
        stamp = str(int(time.time()))
        base = f"v0:{stamp}:{body}".encode()
        signature = hmac.new(self.signing_secret.encode(), base, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signature}",
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": retry.reason}
        return headers


def _encoded(kind: Envelope, payload: JSON) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urllib.parse.urlencode(form), "application/x-www-form-urlencoded"


def _decoded(body: str) -> Any:
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return body
