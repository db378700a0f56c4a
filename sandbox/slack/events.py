"""The Events API: what happened in the workspace, told to the bot and told again until it is acknowledged."""

import threading
from datetime import datetime, timedelta
from typing import Any

from sandbox.slack.delivery import Ack, Retry
from sandbox.slack.people import Member
from sandbox.slack.shapes import JSON, new_id
from sandbox.slack.workspace import Workspace

RETRIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
_LOOK_AT_THE_CLOCK = 0.2  # seconds; somebody else moves it, and nobody tells us


class Events:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def tell(self, event: JSON, *, subscribed_as: str = "", wait: bool = True) -> Ack | None:
        """Send *event* if the manifest subscribes to it. Returns the answer to the first attempt.

        With *wait* off all of it happens in the background (the server's own thread must not wait for itself).
        """
        if not self._workspace.manifest.subscribes(subscribed_as or event["type"]):
            return None
        body = self._body(event)
        if wait:
            return self._first(body)
        threading.Thread(target=self._first, args=(body,), daemon=True).start()
        return None

    def joins(self, member: Member, channel: str) -> Ack | None:
        """Somebody becomes a member of a channel (by id)."""
        with self._workspace.change():
            self._workspace.channels[channel].members.append(member.id)
        return self.tell(member_joined(self._workspace, member.id, channel))

    def changes(self, member: Member, **what: Any) -> Ack | None:
        """Something about a member changes: deleted=True, tz="Asia/Tokyo", ..."""
        with self._workspace.change():
            for name, value in what.items():
                setattr(member, name, value)
        return self.tell(user_changed(self._workspace, member))

    def uninstalls(self) -> None:
        """The app is taken away: its token dies, and it is told so."""
        with self._workspace.change():
            self._workspace.revoked = True
        self.tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self._workspace.bot.id]}})
        self.tell({"type": "app_uninstalled"})

    def _first(self, body: JSON) -> Ack:
        ack = self._workspace.deliver("events_api", body)
        if not ack.ok:
            threading.Thread(target=self._again, args=(body, ack), daemon=True).start()
        return ack

    def _again(self, body: JSON, ack: Ack) -> None:
        failed_at = self._workspace.clock.now()
        for number, pause in enumerate(RETRIES, 1):
            if not self._pause(failed_at, pause):
                return
            reason = "timeout" if ack.error == "operation_timeout" else "connection_failed"
            ack = self._workspace.deliver("events_api", body, Retry(number, reason))
            if ack.ok:
                return
        with self._workspace.change():
            self._workspace.unheard.append(body)

    def _pause(self, failed_at: datetime, pause: timedelta) -> bool:
        """Wait until *pause* is over on the workspace's clock, or the bot has connected anew. False: all is over."""
        workspace = self._workspace
        connections, due = workspace.sockets.connections_made, failed_at + pause

        def over() -> bool:
            back = workspace.sockets.connections_made > connections
            return workspace.stopped or back or workspace.clock.now() >= due

        with workspace.changed:
            while not workspace.changed.wait_for(over, _LOOK_AT_THE_CLOCK):
                pass
        return not workspace.stopped

    def _body(self, event: JSON) -> JSON:
        workspace = self._workspace
        authorization = {
            "enterprise_id": None,
            "team_id": workspace.team_id,
            "user_id": workspace.bot.id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": "sandbox",
            "team_id": workspace.team_id,
            "api_app_id": workspace.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": new_id("Ev"),
            "event_time": int(workspace.clock.now().timestamp()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
        }


def home_opened(workspace: Workspace, member: Member) -> JSON:
    event: JSON = {
        "type": "app_home_opened",
        "user": member.id,
        "channel": workspace.dm(member.id).id,
        "tab": "home",
        "event_ts": workspace.stamps.next(),
    }
    home = workspace.windows.home(member.id)
    if home:
        shown = home.as_json(team_id=workspace.team_id, app_id=workspace.app_id, bot_id=workspace.bot.bot_id)
        event["view"] = shown
    return event


def member_joined(workspace: Workspace, user: str, channel: str) -> JSON:
    return {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel,
        "channel_type": "C" if workspace.channels[channel].kind == "public_channel" else "G",
        "team": workspace.team_id,
        "event_ts": workspace.stamps.next(),
    }


def user_changed(workspace: Workspace, member: Member) -> JSON:
    now = workspace.clock.now()
    with_email = "users:read.email" in workspace.manifest.scopes
    return {
        "type": "user_change",
        "user": member.as_json(now, with_email=with_email),
        "event_ts": workspace.stamps.next(),
    }
