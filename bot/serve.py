"""Slack reaches the bot through one of two doors: a socket that we open, or HTTP requests that Slack signs."""

import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from sqlalchemy.exc import SQLAlchemyError
from waitress import wasyncore
from waitress.server import create_server

from bot.app import Bot
from bot.http_door import HttpDoor
from bot.ports import Never, Revoked
from integrations.slack_answers import outcome
from storage.pauses import LISTENING

log = logging.getLogger(__name__)

PATIENCE = 10.0  # seconds that what is under way may take once we were asked to stop
THREADS = 10
LINES = 500  # open at once; whoever holds some in vain does not keep Slack out
PING_EVERY = 3.0  # seconds; slack_sdk gives a line up after five pings that nobody took


class Served(Protocol):
    """*port* is where HTTP requests are taken; None in Socket Mode."""

    @property
    def port(self) -> int | None: ...

    def stop(self) -> None:
        """Finish what is under way, then close the door."""
        ...


def serve(bot: Bot) -> Served:
    """Let Slack in: connected, or listening, when this returns."""
    return _Socket(bot) if bot.settings.socket_mode else _Http(bot)


class _Socket:
    port = None

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        handler = SocketModeHandler(
            bot.app, bot.settings.slack_app_token, concurrency=THREADS, ping_interval=PING_EVERY
        )
        self._client = handler.client
        self._requests = _Counted(handler.handle)
        self._client.socket_mode_request_listeners = [self._requests]
        self._ask = self._client.issue_new_wss_url
        self._client.issue_new_wss_url = self._new_line  # type: ignore[method-assign]
        self._client.connect()

    def stop(self) -> None:
        self._client.auto_reconnect_enabled = self._client.default_auto_reconnect_enabled = False
        self._requests.wait_until_none(PATIENCE)
        _finish_lazy_listeners(self._bot)
        self._client.current_session_state.terminated = True
        _stop_waiting(self._client)
        with suppress(AttributeError):  # the connection was lost, and slack_sdk's own thread was quicker to clear it
            self._client.disconnect()
        self._client.close()

    def _new_line(self) -> str:
        """Slack gives an address for every connection. Where it refuses, nobody reaches us: admins are told."""
        try:
            address = self._ask()
        except SlackApiError as error:
            refusal = outcome(error)
            if isinstance(refusal, (Revoked, Never)):
                _noted(lambda: self._bot.relay.pausing.turned_away(LISTENING, refusal.reason))
            raise
        _noted(lambda: self._bot.relay.pausing.let_in(LISTENING))
        return address


class _Counted:
    """Knows how many requests are under way, so that a stop need not cut off an answer."""

    def __init__(self, handle: Callable[..., None]) -> None:
        self._handle = handle
        self._under_way = 0
        self._changed = threading.Condition()

    def __call__(self, client: BaseSocketModeClient, req: SocketModeRequest) -> None:
        with self._changed:
            self._under_way += 1
        try:
            self._handle(client, req)
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def wait_until_none(self, timeout: float) -> None:
        with self._changed:
            if not self._changed.wait_for(lambda: self._under_way == 0, timeout):
                log.warning("stopping while %s requests are under way", self._under_way)


class _Http:
    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        _noted(lambda: bot.relay.pausing.let_in(LISTENING))  # no socket is needed any more
        self._server = create_server(
            HttpDoor(bot), host="0.0.0.0", port=bot.settings.port, threads=THREADS, ident=None,  # noqa: S104  # Slack comes from outside
            connection_limit=LINES, max_request_body_size=HttpDoor.LARGEST, log_untrusted_proxy_headers=False,
        )  # fmt: skip
        self.port: int | None = int(self._server.effective_port)
        self._thread = threading.Thread(target=self._server.run, name="http", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """No longer reached first, so that a balancer turns to another bot; then what is under way is finished."""
        with suppress(OSError):
            self._server.trigger.pull_trigger(self._stop_listening)
        self._server.task_dispatcher.shutdown(timeout=PATIENCE)
        _finish_lazy_listeners(self._bot)
        with suppress(OSError):  # woken by an answer just then, the server closed before this call had to wake it
            self._server.trigger.pull_trigger(self._close)
        self._thread.join(timeout=PATIENCE)

    def _stop_listening(self) -> None:
        """In the server's own thread: nobody gets in any more, and lines that wait for a next request are closed."""
        wasyncore.dispatcher.close(self._server)
        for channel in list(self._server.active_channels.values()):
            if not channel.requests:
                channel.close_when_flushed = True

    def _close(self) -> None:
        """In the server's own thread: what was answered is still written, then its loop has nothing left to watch."""
        for channel in list(self._server.active_channels.values()):
            channel.close_when_flushed = True
        self._server.close()


def _noted(note: Callable[[], None]) -> None:
    """A database that does not answer keeps nobody from the line."""
    try:
        note()
    except SQLAlchemyError:
        log.exception("could not note whether Slack lets us listen")


def _stop_waiting(client: SocketModeClient) -> None:
    """Slack's client waits up to three seconds for input and one for its queue; an end of both wakes it."""
    session = client.current_session
    if session is not None and session.sock is not None:
        with suppress(OSError):  # closed already
            session.sock.shutdown(socket.SHUT_RD)
    client.closed = True
    client.message_queue.put(None)


def _finish_lazy_listeners(bot: Bot) -> None:
    """Calendar look-ups that a form waits for end; they hold the process no longer than PATIENCE."""
    executor = bot.app.listener_runner.listener_executor
    ending = threading.Thread(target=executor.shutdown, name="lazy listeners end", daemon=True)
    ending.start()
    ending.join(timeout=PATIENCE)
