"""A recruiting account consents once, in a browser; the file that remembers it is what GOOGLE_CREDENTIALS names."""

import os
from collections.abc import Sequence
from pathlib import Path

from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
from oauthlib.oauth2 import OAuth2Error

from integrations.google_credentials import MAIL_SCOPES, SCOPES

PATIENCE = 600  # seconds for somebody to read and consent
THANKS = "Thank you. Interview Bot may use this account's {what} now; you can close this window."


class NoConsent(Exception):
    """The words say why there is no file, and what to do."""


def consent(
    client_file: Path, to: Path, *, port: int, open_browser: bool, mail: bool = False, patience: float = PATIENCE
) -> None:
    """Ask in a browser, and write the authorized user's file, readable for its owner only. Raises NoConsent.

    *client_file* is the JSON that Google's console gives for an OAuth client of type "Desktop app". The browser comes
    back to *port* of this machine. With *mail* it is asked for the account's mail too, not only for its calendars.
    """
    if to.exists():
        raise NoConsent(f"{to} is there already. Move it away first.")
    try:
        flow = InstalledAppFlow.from_client_secrets_file(str(client_file), scopes=_scopes(mail=mail))
    except (OSError, ValueError, TypeError, AttributeError):  # what it is told by what is no client's file
        raise NoConsent(
            f"{client_file} is not an OAuth client's file. In Google's console: Credentials, Create OAuth client ID, "
            "Desktop app, Download JSON."
        ) from None
    try:
        credentials = flow.run_local_server(
            port=port,
            open_browser=open_browser,
            success_message=THANKS.format(what="calendars and mail" if mail else "calendars"),
            timeout_seconds=patience,
            access_type="offline",
            prompt="consent",
        )
    except WSGITimeoutError:
        raise NoConsent("Nobody consented in time. Please start again.") from None
    except OAuth2Error as error:
        raise NoConsent(f"Google says {error.error}: there is no consent. Please start again.") from None
    except OSError as error:
        raise NoConsent(f"Port {port} is taken, or Google does not answer ({error.strerror or error}).") from None
    if not credentials.refresh_token:
        raise NoConsent("Google gave no lasting consent. Take the app's access back in the account, and start again.")
    with os.fdopen(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(credentials.to_json())


def _scopes(*, mail: bool) -> Sequence[str]:
    return (*SCOPES, *MAIL_SCOPES) if mail else SCOPES
