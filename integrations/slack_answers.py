"""What Slack's answers mean, in the words of `bot.ports`."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.ports import CallFailed, Doubtful, Gone, Never, Revoked, SurelyNot, TryLater
from integrations.slack_limits import retry_after

T = TypeVar("T")

REVOKED = {
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "account_inactive",
    "ekm_access_denied",
    "accesslimited",
    "team_access_not_granted",
}
PASSING = {"team_added_to_org", "org_login_required"}  # while the workspace moves to an organisation
IN_DOUBT = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}
GONE = {"message_not_found", "cant_update_message", "edit_window_closed"}
A_WHILE = timedelta(minutes=1)


def answered(call: Callable[[], T]) -> T:
    """Make the call and say how it ended."""
    try:
        return call()
    except SlackApiError as error:
        raise outcome(error) from None
    except (TimeoutError, URLError, ConnectionError, OSError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ConnectionRefusedError):
            raise SurelyNot("connection refused") from None
        raise Doubtful(type(error).__name__) from None
    except SlackClientError as error:
        raise Doubtful(type(error).__name__) from None


def outcome(error: SlackApiError) -> CallFailed:
    response: Any = error.response
    status = getattr(response, "status_code", 200)
    name = _error_name(response)
    wait = retry_after(response)
    if wait is not None:
        return TryLater("ratelimited", wait)
    if not name or status >= 500 or name in IN_DOUBT:  # no name: it is something between that answers, not Slack
        return Doubtful(name or f"http {status}")
    if name in PASSING:
        return TryLater(name, A_WHILE, everywhere=True)
    if name in REVOKED:
        return Revoked(name)
    if name in GONE:
        return Gone(name)
    return Never(name)


def _error_name(response: Any) -> str:
    """Slack's word for what is wrong. Where an answer is not Slack's, slack_sdk quotes it instead: that is left out."""
    said = getattr(response, "data", None)
    name = str(said.get("error", "")) if isinstance(said, dict) else ""
    return name if re.fullmatch(r"\w{1,80}", name, re.ASCII) else ""
