"""One Slack workspace: who is in it, what was said, and what the bot asked for. One lock guards all of it."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sandbox.clock import MovableClock
from sandbox.slack.channels import Channel, Kind, Post, Shared
from sandbox.slack.delivery import Ack, Envelope, Line, Retry
from sandbox.slack.manifest import load_manifest
from sandbox.slack.mrkdwn import Reader
from sandbox.slack.people import Member
from sandbox.slack.posting import Mention, Stamps, mentions_in, write
from sandbox.slack.shapes import JSON, new_id
from sandbox.slack.signed_http import SignedHttp
from sandbox.slack.sockets import Sockets
from sandbox.slack.tickets import ResponseUrls, Triggers
from sandbox.slack.windows import Windows


@dataclass(frozen=True)
class Call:
    """One Web API call of the bot, without its token; `error` is empty when it went well."""

    method: str
    args: JSON
    error: str = ""


class Workspace:
    """Built from the app's manifest; *ack_seconds* and *trigger_seconds* are real time, 3 as in Slack."""

    def __init__(
        self,
        manifest: str | Path | Mapping[str, Any],
        clock: MovableClock | None = None,
        *,
        ack_seconds: float = 3.0,
        trigger_seconds: float = 3.0,
        domain: str = "sandbox",
    ) -> None:
        self.manifest = load_manifest(manifest)
        self.clock = clock or MovableClock(runs=True)
        self.ack_seconds = ack_seconds
        self.domain, self.team_id, self.app_id = domain, "T0SANDBOX", "A0SANDBOX"
        self.bot_token, self.app_token = "xoxb-sandbox", "xapp-sandbox"
        self.revoked = False
        self.joining_is_refused = False  # by an admin's rule; people can still invite
        self.making_channels_is_refused = False  # by a preference of the workspace
        self.archiving_is_refused = False  # by another one
        self.kept_out: set[str] = set()  # member ids that nobody may invite
        self.clock_ahead = timedelta(0)  # of this machine's, in the Date of every answer
        self.base_url = ""  # set by the server
        self.changed = threading.Condition(threading.RLock())
        self.members: dict[str, Member] = {}
        self.channels: dict[str, Channel] = {}
        self.calls: list[Call] = []
        self.stamps = Stamps(self.clock)
        self.triggers = Triggers(trigger_seconds)
        self.response_urls = ResponseUrls()
        self.windows = Windows(self.changed)
        self.sockets = Sockets(self.changed, self.app_id)
        self.http: SignedHttp | None = None
        self.stopped = False
        self.unknown_blocks: set[str] = (
            set()
        )  # types that did not reach this workspace yet: Slack brings them in phases
        self.unheard: list[JSON] = []  # events that were never acknowledged, after all retries
        self._mentions: list[Mention] = []
        self.bot = self._new_bot()

    def is_patient(self, seconds: float) -> None:
        """Wait that long for every answer, and let windows be opened for as long, as Slack would not."""
        self.ack_seconds = self.triggers.seconds = seconds

    @contextmanager
    def change(self) -> Iterator[None]:
        """Hold the lock, then wake everyone who waits for something to become true."""
        with self.changed:
            yield
            self.changed.notify_all()

    def wait_until(self, predicate: Callable[[], object], timeout: float = 10) -> bool:
        """Wait, without polling, until *predicate* holds; it is asked after every change, under the lock."""
        with self.changed:
            return bool(self.changed.wait_for(lambda: bool(predicate()), timeout))

    def waits_for_the_bot(self, timeout: float = 10) -> bool:
        return self.wait_until(lambda: self.sockets.connections > 0, timeout)

    # people and places

    def add_member(
        self, name: str, real_name: str = "", *, email: str = "", tz: str = "Europe/Berlin", **standing: Any
    ) -> Member:
        """*standing*: deleted, is_bot, is_restricted, is_ultra_restricted, is_stranger, is_app_user, team_id, teams."""
        standing.setdefault("team_id", self.team_id)
        address = email or f"{name}@example.com"
        member = Member(new_id("U"), name, real_name or name.title(), address, tz=tz, **standing)
        with self.change():
            self.members[member.id] = member
        return member

    def add_channel(
        self,
        name: str,
        *,
        private: bool = False,
        members: Iterable[Member | str] = (),
        with_bot: bool = True,
        shared: Shared = "",
    ) -> Channel:
        inside = [self.member(who).id for who in members] + ([self.bot.id] if with_bot else [])
        channel = self.new_channel(name, "private_channel" if private else "public_channel", inside)
        channel.shared = shared
        return channel

    def new_channel(self, name: str, kind: Kind, members: list[str], *, creator: str = "") -> Channel:
        created = int(self.clock.now().timestamp())
        channel = Channel(new_id("D" if kind == "im" else "C"), name, kind, created, list(dict.fromkeys(members)))
        channel.creator = creator
        with self.change():
            self.channels[channel.id] = channel
        return channel

    def member(self, who: Member | str) -> Member:
        """By id, name or real name. Raises LookupError."""
        if isinstance(who, Member):
            return who
        for member in self.members.values():
            if who in (member.id, member.name, member.real_name):
                return member
        raise LookupError(f"nobody is called {who!r}; there are {sorted(it.real_name for it in self.members.values())}")

    def channel(self, name: Channel | str) -> Channel:
        """By id or name (with or without #). Raises LookupError."""
        if isinstance(name, Channel):
            return name
        for channel in self.channels.values():
            if name == channel.id or (channel.kind != "im" and name.removeprefix("#") == channel.name):
                return channel
        there_are = sorted(it.name for it in self.channels.values() if it.kind != "im")
        raise LookupError(f"No channel is called {name}; there are {', '.join(there_are)}")

    def dm(self, user: str) -> Channel:
        """The direct messages between the bot and this person."""
        for channel in self.channels.values():
            if channel.kind == "im" and set(channel.members) == {user, self.bot.id}:
                return channel
        return self.new_channel("", "im", [user, self.bot.id])

    def reader(self, member: Member) -> Reader:
        return Reader(member.tz, self.name_of)

    def name_of(self, some_id: str) -> str:
        if some_id in self.members:
            return self.members[some_id].real_name
        return self.channels[some_id].name if some_id in self.channels else some_id

    # messages

    def post(self, channel: Channel, author: Member, text: str, **more: Any) -> Post:
        """*more*: blocks, thread_ts, metadata, reader, broadcast."""
        with self.change():
            post = write(channel, self.stamps.next(), author, text, **more)
            self._mentions += mentions_in(post)
            return post

    def note_mentions(self, post: Post) -> None:
        """After an edit: whoever is called now is called."""
        with self.change():
            self._mentions += mentions_in(post)

    def mentions(self) -> list[Mention]:
        """Everyone a message of anybody ever called, in order."""
        with self.changed:
            return list(self._mentions)

    # reaching the bot

    @property
    def line(self) -> Line:
        return self.http or self.sockets

    def connect_http(self, url: str, signing_secret: str) -> None:
        """From now on payloads go to *url* as signed requests. Raises SlackError if it does not echo the challenge."""
        http = SignedHttp(url, signing_secret)
        http.verify(seconds=self.ack_seconds)
        self.http = http

    def deliver(self, kind: Envelope, payload: JSON, retry: Retry | None = None) -> Ack:
        return self.line.deliver(kind, payload, seconds=self.ack_seconds, retry=retry)

    def stop(self) -> None:
        with self.change():
            self.stopped = True

    def _new_bot(self) -> Member:
        name = self.manifest.name
        handle = name.lower().replace(" ", "-")
        bot = Member("U0SANDBOT", handle, name, "", team_id=self.team_id, is_bot=True, bot_id="B0SANDBOT")
        self.members[bot.id] = bot
        return bot
