"""Putting the bot together. The only module that knows every part."""

import logging
import ssl
import threading
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

import handlers
from bot import apologies, channels, health, timetable
from bot.clock import RemoteClock, SystemClock, now
from bot.gate import Gate
from bot.hiring.process import Process
from bot.ports import Calendar, Clock, Mailer
from bot.process_file import load_process, read_kept
from bot.relay import Relay
from bot.relay.channels import ChannelDelivery
from bot.relay.events import EventDelivery
from bot.relay.mails import MailDelivery
from bot.relay.messages import HomeDelivery, MessageDelivery
from bot.settings import Settings, WrongSettings
from integrations.gmail import GmailMailer
from integrations.google_calendar import GoogleCalendar
from integrations.slack import SlackMessenger
from integrations.slack_channels import SlackChannels
from integrations.slack_directory import SlackDirectory
from integrations.slack_limits import PatientClient
from integrations.smtp import SmtpMailer
from storage import anchor, migrate, processes
from storage.database import Database
from storage.presence import Presence
from storage.processes import ProcessBook

log = logging.getLogger(__name__)


class Bot:
    """The whole bot: `start()` begins its own work (relay, timetable); `app` answers Slack.

    *wall* is the machine's time, by which leases and pauses end.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        calendar: Calendar | None = None,
        mailer: Mailer | None = None,
        wall: Callable[[], datetime] = now,
    ) -> None:
        self.settings = settings
        self._wall = wall
        self.clock = clock_of(settings)
        self.process: Process = load_process(settings.process_file)
        self._presence = Presence(settings.database_url)
        migrate.upgrade(settings.database_url)
        self.db = Database(settings.database_url, self.clock, ProcessBook(self.process, read_kept))
        anchor.must_hold(self.db)
        with self.db.begin() as tx:
            processes.keep(tx, self.process, at=tx.now)
        self.client = slack_client(settings)
        self.directory = SlackDirectory(self.client, zone=settings.company_timezone)
        self.calendar = calendar or google_calendar(settings)
        self.mailer = mailer or mailer_of(settings)
        self.relay = self._relay()
        if self._presence.alone:
            self.relay.recover()
        self._presence.settled()
        self.app = self._app()
        self._threads: list[threading.Thread] = []
        self._timetable: timetable.Timetable | None = None

    def enter_channels(self) -> None:
        """Join those where hiring is talked about. Raises WrongSettings for one it cannot see, CallFailed."""
        channels.join_all(self.client, self.directory, self.settings, self.process)

    def start(self) -> None:
        """Begin keeping promises and doing what is due by time."""
        worker = threading.Thread(target=self.relay.run, args=(self.settings.tick,), name="relay", daemon=True)
        worker.start()
        self._threads.append(worker)
        self._timetable = timetable.start(
            self.settings.tick,
            db=self.db,
            calendar=self.calendar,
            doors=self.relay.pausing,
            watch=health.watched(self.db, self.relay),
            hold=self._presence.hold,
            ask=handlers.RollCall(self.db, self.directory).ask,
        )

    def stop(self) -> None:
        """Finish what is under way, take on nothing new."""
        if self._timetable is not None:
            self._timetable.stop()
        self.relay.stop()
        for thread in self._threads:
            thread.join(timeout=15)
        self.db.close()
        self._presence.end()

    def _relay(self) -> Relay:
        slack = SlackMessenger(self.client)
        return Relay(
            self.db,
            {
                "message": MessageDelivery(self.db, slack, handlers.RENDERERS, wall=self._wall),
                "home": HomeDelivery(self.db, slack, handlers.home_blocks),
                "channel": ChannelDelivery(
                    self.db,
                    SlackChannels(self.client),
                    handlers.channel_wanted,
                    handlers.channel_refused,
                    wall=self._wall,
                ),
                "event": EventDelivery(self.db, self.calendar, handlers.event_of, handlers.event_linked),
                "mail": MailDelivery(
                    self.db, self.mailer, sent=handlers.letter_sent, held=handlers.letter_held, wall=self._wall
                ),
            },
            tell=handlers.tell_stuck,
            tell_pause=handlers.tell_pause,
            wall=self._wall,
        )

    def _app(self) -> App:
        app = App(
            name="interview-bot",  # else Bolt reads the whole stack for the name of this file
            client=self.client,
            logger=logging.getLogger("slack_bolt"),
            signing_secret=self.settings.slack_signing_secret or "only-socket-mode",
            request_verification_enabled=not self.settings.socket_mode,
            process_before_response=True,
            raise_error_for_unhandled_request=True,
        )
        app.use(_provide({"client": self.client} | self._tools()))  # not Bolt's copy of it, which hears of no limit
        app.use(Gate(self.db, self.directory, self.settings.admins, handlers.has_left, handlers.has_come_back))
        handlers.register(app)
        app.error(apologies.apologise)
        return app

    def _tools(self) -> dict[str, Any]:
        """What a listener may ask for by name."""
        return {
            "db": self.db,
            "calendar": self.calendar,
            "directory": self.directory,
            "company": handlers.Company(zone=self.settings.company_timezone, channel=self.settings.hiring_channel),
        }


def clock_of(settings: Settings) -> Clock:
    return RemoteClock(settings.clock_url) if settings.clock_url else SystemClock()


def slack_client(settings: Settings) -> WebClient:
    """No library retries: whether a lost answer means "done" is for the relay to find out."""
    return PatientClient(
        token=settings.slack_bot_token,
        base_url=settings.slack_api_url,
        timeout=10,
        ssl=_trusted(),
        retry_handlers=[],
    )


class _Trust(ssl.SSLContext):
    def __deepcopy__(self, memo: object) -> "_Trust":
        """Bolt copies what a lazy listener gets, its client too."""
        return self


@cache
def _trusted() -> ssl.SSLContext:
    """Whom the machine trusts. slack_sdk would read its hundred certificates anew for every call."""
    trust = _Trust(ssl.PROTOCOL_TLS_CLIENT)
    trust.load_default_certs()
    return trust


def google_calendar(settings: Settings) -> GoogleCalendar:
    """Raises WrongSettings when the credentials are none."""
    try:
        return GoogleCalendar(
            url=settings.google_calendar_url,
            calendar_id=settings.recruiting_calendar,
            credentials_file=settings.google_credentials,
            access_token=settings.google_access_token,
        )
    except ValueError as error:
        raise WrongSettings([f"GOOGLE_CREDENTIALS: {error}."]) from None


def mailer_of(settings: Settings) -> Mailer:
    """Raises WrongSettings when the credentials are none."""
    return gmail(settings) if settings.over_gmail else SmtpMailer(settings.smtp_url, settings.mail_from)


def gmail(settings: Settings) -> GmailMailer:
    """Raises WrongSettings when the credentials are none."""
    try:
        return GmailMailer(
            url=settings.gmail_url,
            mail_from=settings.mail_from,
            credentials_file=settings.google_credentials,
            access_token=settings.google_access_token,
        )
    except ValueError as error:
        raise WrongSettings([f"GOOGLE_CREDENTIALS: {error}."]) from None


def _provide(tools: dict[str, Any]) -> Callable[..., None]:
    def provide(context: BoltContext, next: Callable[[], None]) -> None:  # noqa: A002  # Bolt's name
        context.update(tools)
        next()

    return provide
