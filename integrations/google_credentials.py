"""Who we are at Google."""

import json
from collections.abc import Sequence
from email.utils import parseaddr
from pathlib import Path

from google.auth.credentials import Credentials
from google.oauth2 import credentials as oauth2
from google.oauth2 import service_account

SCOPES = (
    "https://www.googleapis.com/auth/calendar.events",
    "https://www.googleapis.com/auth/calendar.freebusy",
)
COMPOSE = "https://www.googleapis.com/auth/gmail.compose"  # write drafts, look at them, send them
METADATA = "https://www.googleapis.com/auth/gmail.metadata"  # see headers of what was sent, never a text
MAIL_SCOPES = (COMPOSE, METADATA)
SHARED = "calendar.google.com"  # ends the ids of calendars that belong to no person


def credentials_of(credentials_file: Path | None, access_token: str | None, *, calendar_id: str) -> Credentials:
    """The file's service account or authorized user; without a file the bearer of *access_token*, until it expires.

    A service account acts for the person whose own calendar *calendar_id* is: that takes domain-wide delegation, and
    without it Google lets no service account invite guests. On a shared calendar it acts as itself. An authorized user
    has what they consented to. Raises ValueError when there is neither, or the file is something else.
    """
    return _credentials(credentials_file, access_token, SCOPES, _subject(calendar_id))


def mail_credentials_of(credentials_file: Path | None, access_token: str | None, *, mail_from: str) -> Credentials:
    """As `credentials_of`, for mail: a service account acts for the person whose mailbox *mail_from* is."""
    return _credentials(credentials_file, access_token, MAIL_SCOPES, parseaddr(mail_from)[1])


def _credentials(
    credentials_file: Path | None, access_token: str | None, scopes: Sequence[str], subject: str | None
) -> Credentials:
    if credentials_file is None:
        if not access_token:
            raise ValueError("Google needs a credentials file or an access token")
        return oauth2.Credentials(token=access_token)  # type: ignore[no-untyped-call]  # google-auth has few types
    try:
        found = json.loads(credentials_file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{credentials_file} cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise _no_key(credentials_file) from error
    try:
        return _service_account(found, scopes, subject) if found.get("type") == "service_account" else _user(found)
    except (ValueError, AttributeError) as error:
        raise _no_key(credentials_file) from error


def acts_for_nobody(credentials_file: Path | None, calendar_id: str) -> bool:
    """Whether it is a service account without somebody whose calendar it is: Google lets it invite nobody."""
    if credentials_file is None or _subject(calendar_id):
        return False
    try:
        return bool(json.loads(credentials_file.read_text(encoding="utf-8")).get("type") == "service_account")
    except (OSError, ValueError, AttributeError):
        return False


def _subject(calendar_id: str) -> str | None:
    return calendar_id if "@" in calendar_id and not calendar_id.endswith(SHARED) else None


def _no_key(credentials_file: Path) -> ValueError:
    return ValueError(f"{credentials_file} is neither a service account's key nor an authorized user's")


def _service_account(found: dict[str, str], scopes: Sequence[str], subject: str | None) -> Credentials:
    read = service_account.Credentials.from_service_account_info
    return read(found, scopes=scopes, subject=subject)  # type: ignore[no-untyped-call,no-any-return]  # as above


def _user(found: dict[str, str]) -> Credentials:
    return oauth2.Credentials.from_authorized_user_info(found)  # type: ignore[no-untyped-call,no-any-return]  # as above
