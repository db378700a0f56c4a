"""One of Google's APIs for all threads, a line to it for each, and how a call ended in the words of `bot.ports`."""

import http.client
import json
import re
import threading
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

import google_auth_httplib2
import httplib2
from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError, TransportError
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from bot.ports import CallFailed, Doubtful, Gone, Never, Revoked, SurelyNot, TryLater
from integrations.google_transport import OneTryHttp

JSON = dict[str, Any]

CALENDAR, GMAIL = ("calendar", "v3"), ("gmail", "v1")
LIMITS = {
    "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded", "RATE_LIMIT_EXCEEDED",
}  # fmt: skip
TIMED_OUT = 408
RETRY_AFTER = timedelta(seconds=2)  # where Google names no time
LONGEST = timedelta(hours=1)  # a limit of a whole day is asked about now and then


class Duplicate(Never):
    """The id is taken already, possibly by ourselves."""


class GoogleClient:
    """*url* is where *api*'s own paths begin. *patience*: seconds for every wait on the line."""

    def __init__(self, url: str, credentials: Credentials, *, patience: float, api: tuple[str, str] = CALENDAR) -> None:
        self._credentials, self._patience = credentials, patience
        self._lines = threading.local()
        self.service: Any = build(
            *api,
            http=OneTryHttp(patience),  # never used: every call brings its own thread's line
            client_options={"api_endpoint": url},
            static_discovery=True,
            cache_discovery=False,
        )

    def call(self, request: Any, *, gone: Collection[int] = (), etag: str | None = None) -> JSON:
        """Google's answer to one request, empty for a deletion. Raises CallFailed; the statuses in *gone* mean Gone."""
        if etag is not None:
            request.headers["If-Match"] = etag
        try:
            answer = request.execute(http=self._line(), num_retries=0)
        except HttpError as error:
            raise _outcome(error, gone) from None
        except TransportError as error:  # the token could not be fetched: nothing was asked yet
            raise SurelyNot(type(error).__name__) from None
        except GoogleAuthError as error:
            raise SurelyNot("token") if getattr(error, "retryable", False) else Revoked("token") from None
        except (ConnectionRefusedError, httplib2.ServerNotFoundError) as error:
            raise SurelyNot(type(error).__name__) from None
        except (OSError, http.client.HTTPException, httplib2.HttpLib2Error, ValueError) as error:
            raise Doubtful(type(error).__name__) from None
        if request.method == "DELETE":
            return {}
        if not isinstance(answer, dict):
            raise Doubtful("unreadable answer")
        return answer

    def _line(self) -> Any:
        if not hasattr(self._lines, "http"):
            self._lines.http = google_auth_httplib2.AuthorizedHttp(self._credentials, http=OneTryHttp(self._patience))
        return self._lines.http


def _outcome(error: Any, gone: Collection[int]) -> CallFailed:
    status = int(error.resp.status)
    reason = _reason(error) or f"http {status}"
    if status == 429 or (status == 403 and reason in LIMITS):
        named = _retry_after(error)
        return TryLater(reason, named or RETRY_AFTER, everywhere=True, guessed=named is None)
    if status >= 500 or status == TIMED_OUT:
        return Doubtful(reason)
    if status == 401:
        return Revoked(reason)
    if status in gone:
        return Gone(reason)
    if status == 412:
        return SurelyNot("precondition failed")
    return Duplicate(reason) if status == 409 else Never(reason)


def _reason(error: Any) -> str:
    """Google's word for what is wrong; its sentences may name people and are left out.

    It stands in `errors`; in the newer shape, without them, somewhere in `details`.
    """
    try:
        told = json.loads(error.content)["error"]
        causes = [*(told.get("errors") or ())[:1], *(told.get("details") or ())]
        word = next((it["reason"] for it in causes if it.get("reason")), "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
    return word if isinstance(word, str) and re.fullmatch(r"\w{1,60}", word, re.ASCII) else ""


def _retry_after(error: Any) -> timedelta | None:
    """From the header, or from the end of Gmail's sentence: "Retry after 2027-03-01T08:00:00.000Z"."""
    seconds = str(error.resp.get("retry-after", ""))
    if seconds.isdecimal():
        return min(timedelta(seconds=int(seconds)), LONGEST)
    named = re.search(rb"Retry after (\d{4}-\d\d-\d\dT[\d:.]+Z)", error.content)
    try:
        until = datetime.fromisoformat(named[1].decode()) if named else None
    except ValueError:
        until = None
    return min(max(until - datetime.now(UTC), RETRY_AFTER), LONGEST) if until else None
