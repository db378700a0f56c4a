"""One Calendar service for all threads, a line to Google for each, and how a call ended in the words of `bot.ports`."""

import http.client
import json
import re
import threading
from collections.abc import Collection
from datetime import timedelta
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

LIMITS = {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"}
RETRY_AFTER = timedelta(seconds=2)  # where Google names no time


class Duplicate(Never):
    """The id is taken already, possibly by ourselves."""


class GoogleClient:
    """*url* ends in /calendar/v3/. *patience*: seconds for every wait on the line."""

    def __init__(self, url: str, credentials: Credentials, *, patience: float) -> None:
        self._credentials, self._patience = credentials, patience
        self._lines = threading.local()
        self.service: Any = build(
            "calendar",
            "v3",
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
        return TryLater(reason, _retry_after(error))
    if status >= 500:
        return Doubtful(reason)
    if status == 401:
        return Revoked(reason)
    if status in gone:
        return Gone(reason)
    if status == 412:
        return SurelyNot("precondition failed")
    return Duplicate(reason) if status == 409 else Never(reason)


def _reason(error: Any) -> str:
    """Google's word for what is wrong; its sentences may name people and are left out."""
    try:
        word = json.loads(error.content)["error"]["errors"][0]["reason"]
    except (ValueError, KeyError, IndexError, TypeError):
        return ""
    return word if isinstance(word, str) and re.fullmatch(r"\w{1,60}", word, re.ASCII) else ""


def _retry_after(error: Any) -> timedelta:
    seconds = str(error.resp.get("retry-after", ""))
    return timedelta(seconds=min(int(seconds), 3600)) if seconds.isdecimal() else RETRY_AFTER
