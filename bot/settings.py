"""Settings from the environment, `.env`, or NAME_FILE for secrets. Every problem is reported at once."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values

T = TypeVar("T")

SLACK = "https://slack.com/api/"
GOOGLE_CALENDAR = "https://www.googleapis.com/calendar/v3/"
GMAIL = "https://gmail.googleapis.com/"
OVER_GMAIL = "gmail:"  # the SMTP_URL of those who have no SMTP


class WrongSettings(Exception):
    """*problems* are sentences for whoever sets the bot up; *so_far* is what could be read, the rest blank."""

    def __init__(self, problems: list[str], so_far: "Settings | None" = None) -> None:
        super().__init__("\n".join(problems))
        self.problems, self.so_far = problems, so_far


@dataclass(frozen=True)
class Settings:
    """Secrets are kept out of `repr`."""

    slack_bot_token: str = field(repr=False)
    slack_app_token: str | None = field(repr=False)
    slack_signing_secret: str | None = field(repr=False)
    port: int
    slack_api_url: str
    hiring_channel: str
    google_credentials: Path | None
    google_access_token: str | None = field(repr=False)
    google_calendar_url: str
    recruiting_calendar: str
    smtp_url: str = field(repr=False)
    gmail_url: str
    mail_from: str
    database_url: str = field(repr=False)
    process_file: Path
    admins: tuple[str, ...]
    company_timezone: str
    tick: timedelta
    clock_url: str | None

    @property
    def socket_mode(self) -> bool:
        return self.slack_app_token is not None

    @property
    def over_gmail(self) -> bool:
        return self.smtp_url.lower() == OVER_GMAIL


def read_settings(environ: Mapping[str, str] | None = None, *, env_file: Path | None = None) -> Settings:
    """The settings, or WrongSettings with every problem. The environment wins over *env_file* (default `.env`)."""
    path = env_file or Path(".env")
    try:
        from_file = {k: v for k, v in dotenv_values(path).items() if v is not None}
    except UnicodeDecodeError:  # whatever else is missing probably stands there
        raise WrongSettings([f"{path} is not text in UTF-8."]) from None
    reader = _Reader(os.environ if environ is None else environ, from_file)
    settings = _read(reader)
    if reader.problems:
        raise WrongSettings(reader.problems, settings)
    return settings


class _Reader:
    """Collects problems instead of stopping at the first."""

    def __init__(self, *places: Mapping[str, str]) -> None:
        self._places = places
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        values = self._where_said(name)
        path = values.get(f"{name}_FILE", "").strip()
        if path and not values.get(name):
            try:
                return Path(path).read_text(encoding="utf-8").strip()
            except OSError as error:
                self.problems.append(f"{name}_FILE: cannot read {path} ({error.strerror}).")
            except UnicodeDecodeError:
                self.problems.append(f"{name}_FILE: {path} is not text in UTF-8.")
            return default
        return values.get(name, "").strip() or default

    def _where_said(self, name: str) -> Mapping[str, str]:
        """The first place that says NAME or NAME_FILE: a secret of .env must not beat a file the environment names."""
        said = (values for values in self._places if name in values or values.get(f"{name}_FILE", "").strip())
        return next(said, {})

    def needed(self, name: str, why: str) -> str:
        value = self.text(name)
        if not value:
            self.problems.append(f"{name} is missing: {why}")
        return value

    def several(self, name: str, why: str) -> list[str]:
        """At least one word: they may stand with commas, as in most lists, or one a line, as in a file of their own."""
        words = re.split(r"[,;\s]+", self.text(name))
        found = [word for word in words if word]
        if not found:
            self.problems.append(f"{name} is missing: {why}")
        return found

    def parsed(self, name: str, default: str, parse: Callable[[str], T], expected: str, fallback: T) -> T:
        value = self.text(name, default)
        try:
            return parse(value)
        except (ValueError, KeyError, OSError):
            self.problems.append(f"{name}: {value!r} is not {expected}.")
            return fallback

    def web_address(self, name: str, default: str = "") -> str:
        return self.parsed(name, default, _web_address, "a web address that begins with https:// or http://", "")


def _read(r: _Reader) -> Settings:
    credentials = r.text("GOOGLE_CREDENTIALS")
    settings = Settings(
        slack_bot_token=r.needed("SLACK_BOT_TOKEN", "the bot token that begins with xoxb-, from OAuth & Permissions."),
        slack_app_token=r.text("SLACK_APP_TOKEN") or None,
        slack_signing_secret=r.text("SLACK_SIGNING_SECRET") or None,
        port=r.parsed("PORT", "3000", _port, "a port number from 0 to 65535", 3000),
        slack_api_url=_with_slash(r.web_address("SLACK_API_URL", SLACK)),
        hiring_channel=r.needed("HIRING_CHANNEL", "the id or name of the channel where hiring is talked about.").lstrip(
            "#"
        ),
        google_credentials=Path(credentials) if credentials else None,
        google_access_token=r.text("GOOGLE_ACCESS_TOKEN") or None,
        google_calendar_url=r.web_address("GOOGLE_CALENDAR_URL", GOOGLE_CALENDAR),
        recruiting_calendar=r.text("RECRUITING_CALENDAR", "primary"),
        smtp_url=r.needed("SMTP_URL", "where mail leaves, e.g. smtp://user:password@mail.example.com:587, or gmail:."),
        gmail_url=_with_slash(r.web_address("GMAIL_URL", GMAIL)).removesuffix("gmail/v1/"),
        mail_from=r.needed("MAIL_FROM", "the address that letters come from."),
        database_url=r.text("DATABASE_URL", "sqlite:///interview-bot.db"),
        process_file=Path(r.text("PROCESS_FILE", "process.yaml")),
        admins=tuple(admin.lower() for admin in r.several("ADMINS", "e-mail addresses of the first admins.")),
        company_timezone=r.parsed(
            "COMPANY_TIMEZONE", "UTC", lambda z: ZoneInfo(z).key, "an IANA time zone such as Europe/Berlin", "UTC"
        ),
        tick=r.parsed("TICK_SECONDS", "15", _seconds, "a number of seconds above 0", timedelta(seconds=15)),
        clock_url=r.web_address("CLOCK_URL") or None,
    )
    r.problems.extend(_contradictions(settings))
    return settings


def _contradictions(s: Settings) -> list[str]:
    return [*_about_slack(s), *_about_google(s), *_about_the_rest(s)]


def _about_slack(s: Settings) -> Iterator[str]:
    if not s.slack_app_token and not s.slack_signing_secret:
        yield "Neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP mode) is set: one is needed."
    is_real = (urlsplit(s.slack_api_url).hostname or "").endswith("slack.com")
    if _is_of_another_kind(s.slack_bot_token, "xoxb-", is_real=is_real):
        yield "SLACK_BOT_TOKEN does not look like a bot token (xoxb-…). It stands in OAuth & Permissions."
    if _is_of_another_kind(s.slack_app_token, "xapp-", is_real=is_real):
        yield "SLACK_APP_TOKEN does not look like an app-level token (xapp-…). It stands in Basic Information."
    if s.clock_url and is_real:
        yield "CLOCK_URL is for the sandbox only; with Slack's real address the real time is used."


def _is_of_another_kind(token: str | None, begins: str, *, is_real: bool) -> bool:
    """Whether *token* is of another kind; one that is none of Slack's is its own affair where the address is not."""
    if not token or token.startswith(begins):
        return False
    return is_real or token.startswith(("xox", "xapp-"))


def _about_google(s: Settings) -> Iterator[str]:
    if s.google_credentials is None and s.google_access_token is None:
        yield "Neither GOOGLE_CREDENTIALS (a file) nor GOOGLE_ACCESS_TOKEN is set: calendars cannot be read."
    if s.google_credentials is not None and not s.google_credentials.is_file():
        yield f"GOOGLE_CREDENTIALS: there is no file {s.google_credentials}."
    if s.google_calendar_url and not s.google_calendar_url.endswith("/calendar/v3/"):
        yield "GOOGLE_CALENDAR_URL must end in /calendar/v3/."


def _about_the_rest(s: Settings) -> Iterator[str]:
    yield from _about_mail(s)
    if not s.process_file.is_file():
        yield f"PROCESS_FILE: there is no file {s.process_file}."
    yield from (f"ADMINS: {admin!r} is not an e-mail address." for admin in s.admins if "@" not in admin)


def _about_mail(s: Settings) -> Iterator[str]:
    if s.smtp_url and not s.over_gmail and not _is_mail_server(s.smtp_url):
        yield (
            "SMTP_URL must look like smtp://user:password@host:port or smtps://…, or be gmail: for the Gmail API. "
            "In a password % is written %25, / %2F, # %23, ? %3F and [ %5B."
        )
    if s.mail_from and "@" not in s.mail_from:
        yield "MAIL_FROM is not an e-mail address."


def _is_mail_server(url: str) -> bool:
    """A sign in the password that ends a host's name leaves an @ behind it, or a port that is no number."""
    try:
        smtp = urlsplit(url)
        return (
            smtp.scheme in {"smtp", "smtps"}
            and bool(smtp.hostname)
            and smtp.port != 0
            and "@" not in (smtp.path + smtp.query + smtp.fragment)
        )
    except ValueError:
        return False


def _with_slash(url: str) -> str:
    return url if not url or url.endswith("/") else url + "/"


def _web_address(text: str) -> str:
    """*text*, or nothing where nothing is asked for. Raises ValueError, as `urlsplit` does for half a bracket."""
    parts = urlsplit(text)
    if text and (
        parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0 or text.split() != [text]
    ):
        raise ValueError(text)
    return text


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError(text)
    return port


def _seconds(text: str) -> timedelta:
    seconds = float(text)
    if not 0 < seconds < 86400:
        raise ValueError(text)
    return timedelta(seconds=seconds)
