"""A small company with the real Bolt as its bot, for the tests of the sandbox's Slack."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from socketserver import ThreadingMixIn
from threading import Event, Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from sandbox.clock import MovableClock
from sandbox.faults import Faults
from sandbox.person import Person
from sandbox.slack.server import SlackServer
from sandbox.slack.workspace import Workspace

SCOPES = [
    "commands", "chat:write", "im:write", "im:history", "groups:read", "groups:history",
    "channels:read", "channels:history", "users:read", "users:read.email",
]  # fmt: skip
MANIFEST = {
    "display_information": {"name": "Interview Bot"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [{"command": "/candidate"}, {"command": "/escaped", "should_escape": True}],
        "shortcuts": [
            {"name": "Open an application", "callback_id": "open", "type": "global"},
            {"name": "Quote this", "callback_id": "quote", "type": "message"},
        ],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.groups", "user_change", "tokens_revoked"]},
        "socket_mode_enabled": True,
    },
}


def manifest_without(*scopes: str) -> dict:
    return {**MANIFEST, "oauth_config": {"scopes": {"bot": [it for it in SCOPES if it not in scopes]}}}


def words(text: str) -> dict:
    return {"type": "plain_text", "text": text}


def button(label: str, action_id: str, **more) -> dict:
    return {"type": "button", "text": words(label), "action_id": action_id, **more}


def text_field(
    label: str, block_id: str, *, optional: bool = False, typed: str = "", told: bool = False, **element
) -> dict:
    box = {"type": "plain_text_input", "action_id": "it", **element}
    if typed:
        box["initial_value"] = typed
    if told:
        box["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return {
        "type": "input",
        "block_id": block_id,
        "label": words(label),
        "element": box,
        "optional": optional,
        "dispatch_action": told,
    }


def form(*blocks: dict, title: str = "Application", callback_id: str = "form", **more) -> dict:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": words(title),
        "submit": words("Save"),
        "blocks": list(blocks),
        **more,
    }


def option(label: str, value: str = "") -> dict:
    return {"text": words(label), "value": value or label.lower()}


@dataclass
class Company:
    workspace: Workspace
    server: SlackServer
    faults: Faults
    clock: MovableClock
    url: str

    def client(self, token: str = "") -> WebClient:
        return WebClient(token or self.workspace.bot_token, base_url=self.url)

    def person(self, name: str, **more) -> Person:
        return Person(self.workspace, name, **more)

    @contextmanager
    def bot(self, teach: Callable[[App], None]) -> Iterator[App]:
        """The real Bolt over the real Socket Mode, listening until the block ends."""
        app = App(client=self.client(), process_before_response=True)
        teach(app)
        handler = SocketModeHandler(app, self.workspace.app_token, ping_interval=1)
        handler.connect()
        assert self.workspace.waits_for_the_bot()
        try:
            yield app
        finally:
            self._hang_up(handler)
            Thread(target=handler.close, daemon=True).start()  # its message loop looks up once a second

    def _hang_up(self, handler: SocketModeHandler) -> None:
        """Close from Slack's side first: the client's own close waits up to three seconds for its read to end."""
        handler.client.auto_reconnect_enabled = False
        self.workspace.sockets.close()
        moment, deadline = Event(), time.monotonic() + 5
        while handler.client.is_connected() and time.monotonic() < deadline:
            moment.wait(0.002)

    @contextmanager
    def bot_behind_http(self, teach: Callable[[App], None], secret: str = "shh") -> Iterator[App]:
        """The real Bolt behind its WSGI adapter, listening until the block ends."""
        app = App(client=self.client(), signing_secret=secret, process_before_response=True)
        teach(app)
        server = make_server("127.0.0.1", 0, SlackRequestHandler(app), ThreadedServer, QuietHandler)
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            self.workspace.connect_http(f"http://127.0.0.1:{server.server_port}/slack/events", "shh")
            yield app
        finally:
            server.shutdown()
            server.server_close()


class ThreadedServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def a_company(manifest: dict | None = None, **settings) -> Iterator[Company]:
    clock, faults = MovableClock(datetime(2027, 3, 1, 9, tzinfo=UTC)), Faults()
    workspace = Workspace(manifest or MANIFEST, clock, **settings)
    ada = workspace.add_member("ada", "Ada Quill", tz="Europe/Berlin")
    bo = workspace.add_member("bo", "Bo Lindqvist", tz="America/New_York")
    workspace.add_member("gil", "Gil Guest", is_restricted=True)
    workspace.add_channel("hiring", private=True, members=[ada, bo])
    workspace.add_channel("general", members=[ada, bo], with_bot=False)
    server = SlackServer(workspace, faults)
    url = server.start()
    try:
        yield Company(workspace, server, faults, clock, url)
    finally:
        server.stop()
