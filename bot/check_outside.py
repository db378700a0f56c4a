"""Looking at Slack and the mail server without changing anything there."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError

from bot import channels
from bot.app import slack_client
from bot.check_gmail import look_at_gmail
from bot.findings import Finding, look_out, ok, wrong
from bot.hiring.process import Process
from bot.manifest import bot_scopes
from bot.ports import CallFailed, Revoked
from bot.settings import Settings
from integrations.slack_directory import SlackDirectory
from integrations.smtp import IN_THE_CLEAR, SmtpMailer

OWN_CHANNELS = "groups:write"
LOOKS_UP = "users:read.email"
SKEW = timedelta(minutes=1)  # Slack refuses and is refused at five


def look_at_slack(settings: Settings, process: Process | None) -> Iterator[Finding]:
    client = slack_client(settings)
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        name = error.response.get("error")
        yield wrong("slack", f"it refuses SLACK_BOT_TOKEN ({name}). Copy it again from OAuth & Permissions.")
        return
    except (SlackClientError, OSError) as error:
        yield wrong(
            "slack", f"{settings.slack_api_url} does not answer ({type(error).__name__}). Is it reachable from here?"
        )
        return
    yield ok("slack", f"connected to {answer.get('team')} as {answer.get('user')}")
    headers = {name.lower(): value for name, value in dict(answer.headers).items()}
    granted = _text(headers.get("x-oauth-scopes"))
    yield _scopes(granted, settings, process)
    yield _clock(_text(headers.get("date")))
    if settings.slack_app_token is not None:
        yield _socket_mode(client, settings.slack_app_token)
    directory = SlackDirectory(client)
    named = channels.wanted(settings, process) if process else {settings.hiring_channel: "HIRING_CHANNEL"}
    for channel, setting in named.items():
        if channel:
            yield _channel(client, directory, channel, setting)
    if not granted or LOOKS_UP in granted:
        yield from _admins(directory, settings.admins)


def look_at_mail(settings: Settings) -> Finding:
    if settings.over_gmail:
        return look_at_gmail(settings)
    try:
        SmtpMailer(settings.smtp_url, settings.mail_from).try_login()
    except Revoked as refusal:
        return wrong(
            "mail", f"the server in SMTP_URL refuses user or password ({refusal.reason}). Write both percent-encoded."
        )
    except CallFailed as failure:
        return wrong("mail", f"the server in SMTP_URL does not let us in ({failure.reason}). {_mail_cure(failure)}")
    return ok("mail", "the server in SMTP_URL lets us in")


def _mail_cure(failure: CallFailed) -> str:
    if failure.reason == IN_THE_CLEAR:
        return "Password and letters would go in the clear: use smtps://, or a server that offers STARTTLS."
    if "SSLCert" in failure.reason:
        return "Nobody vouches for its certificate: use the host name it was made for, or name its CA in SSL_CERT_FILE."
    if "SSL" in failure.reason:
        return "It does not speak TLS there: smtps:// is for port 465, smtp:// turns to TLS by itself."
    return "Check host and port, and that this machine may reach them."


def _scopes(granted: str, settings: Settings, process: Process | None) -> Finding:
    """A scope that only a choice in the process needs is not missed without it."""
    source = "app.yaml" if settings.socket_mode else "what `interview-bot manifest --url …` prints"
    cure = f"Import {source} again and reinstall the app."
    if not granted:
        return look_out("scopes", "Slack did not say what is granted. app.yaml names what I need.")
    missing = sorted(set(bot_scopes()) - {scope.strip() for scope in granted.split(",")})
    if process is not None and not process.candidate_channels:
        missing = [scope for scope in missing if scope != OWN_CHANNELS]
    elif missing == [OWN_CHANNELS]:
        return wrong(
            "scopes",
            f"missing: {OWN_CHANNELS}, for the channel per candidate that the process asks for (candidate_channels). "
            + cure,
        )
    if missing:
        return wrong("scopes", f"missing: {', '.join(missing)}. {cure}")
    return ok("scopes", "all granted")


def _clock(date: str) -> Finding:
    if not date:
        return look_out("clock", "Slack did not say what time it is.")
    skew = abs(datetime.now(UTC) - parsedate_to_datetime(date).astimezone(UTC))
    if skew > SKEW:
        return wrong(
            "clock", f"this machine's clock is {skew.total_seconds():.0f} s off. Turn on time synchronisation."
        )
    return ok("clock", "agrees with Slack's")


def _socket_mode(client: Any, app_token: str) -> Finding:
    try:
        client.apps_connections_open(app_token=app_token)
    except (SlackApiError, SlackClientError, OSError) as error:
        name = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
        return wrong(
            "socket",
            f"Slack refuses SLACK_APP_TOKEN ({name}). It needs the scope connections:write, "
            "from Basic Information, App-Level Tokens, and Socket Mode has to be on.",
        )
    return ok("socket", "Socket Mode is open to us")


def _channel(client: Any, directory: SlackDirectory, channel: str, setting: str) -> Finding:
    try:
        found = channels.look(client, directory, channel)
    except (CallFailed, SlackApiError, SlackClientError, OSError):
        return wrong("channel", channels.unseen(channel, setting))
    if found["is_archived"]:
        return wrong("channel", f"{setting}: #{found['name']} is archived. Choose another channel.")
    if found["is_private"] and not found["is_member"]:
        return wrong("channel", channels.unseen(channel, setting))
    if found["is_shared"]:
        return look_out(
            "channel",
            f"{setting}: #{found['name']} is shared with another company, or about to be: its people can read who "
            "applies. Choose a channel of your own.",
        )
    if not found["is_private"]:
        return look_out(
            "channel", f"#{found['name']} is public: everybody can read who applies. A private channel is better."
        )
    return ok("channel", f"#{found['name']}: I am in it")


def _admins(directory: SlackDirectory, admins: tuple[str, ...]) -> Iterator[Finding]:
    """Whoever is no full member of the workspace can open nothing, so nobody could add the team."""
    for admin in admins:
        try:
            member = directory.by_email(admin)
        except CallFailed as failure:
            yield wrong("admins", f"Slack does not say who {admin} is ({failure.reason}). Run check again.")
            continue
        if member is None:
            yield wrong("admins", f"ADMINS: nobody in Slack has {admin}. Use the address in their Slack profile.")
        elif not member.welcome:
            yield wrong("admins", f"ADMINS: {admin} is a guest or deactivated. Name a full member of the workspace.")
        else:
            yield ok("admins", f"{member.name} may use /hiring team")


def _text(value: Any) -> str:
    return str(value[0] if isinstance(value, list) and value else value or "")
