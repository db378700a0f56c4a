"""The payloads Slack sends when people act, field by field."""

import time
from dataclasses import dataclass

from sandbox.slack.channels import Channel, Post
from sandbox.slack.elements import Values, start_values
from sandbox.slack.people import Member
from sandbox.slack.shapes import JSON
from sandbox.slack.windows import View
from sandbox.slack.workspace import Workspace


@dataclass(frozen=True)
class Actor:
    """Who acts, and from which team (people of shared channels come from another one)."""

    member: Member
    team_id: str


@dataclass
class Payloads:
    workspace: Workspace

    def command(self, actor: Actor, channel: Channel, command: str, text: str) -> JSON:
        workspace, member = self.workspace, actor.member
        return {
            "token": "sandbox",
            "team_id": actor.team_id,
            "team_domain": self.domain(actor),
            "channel_id": channel.id,
            "channel_name": channel.name_in_payloads,
            "user_id": member.id,
            "user_name": member.name,
            "command": command,
            "text": text,
            "api_app_id": workspace.app_id,
            "is_enterprise_install": "false",
            "response_url": self.response_url(channel, member),
            "trigger_id": workspace.triggers.issue(member.id),
        }

    def on_message(self, actor: Actor, post: Post, action: JSON, values: Values | None = None) -> JSON:
        """block_actions of a message. Of an ephemeral one Slack tells only where it stood."""
        channel = self.workspace.channels[post.channel]
        container: JSON = {
            "type": "message",
            "message_ts": post.ts,
            "channel_id": channel.id,
            "is_ephemeral": bool(post.reader),
        }
        if post.thread_ts:
            container["thread_ts"] = post.thread_ts
        payload = self._common("block_actions", actor) | {
            "container": container,
            "trigger_id": self.workspace.triggers.issue(actor.member.id),
            "channel": {"id": channel.id, "name": channel.name_in_payloads},
            "state": {"values": values if values is not None else start_values(post.blocks)},
            "response_url": self.response_url(channel, actor.member, post),
            "actions": [action],
        }
        return payload if post.reader else payload | {"message": self.post_json(post)}

    def on_view(self, actor: Actor, view: View, action: JSON) -> JSON:
        """block_actions of a modal or of Home."""
        return self._common("block_actions", actor) | {
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": self.workspace.triggers.issue(actor.member.id, self._modal(view)),
            "view": self.view_json(view),
            "actions": [action],
        }

    def submission(self, actor: Actor, view: View) -> JSON:
        return self._common("view_submission", actor) | {
            "trigger_id": self.workspace.triggers.issue(actor.member.id, self._modal(view)),
            "view": self.view_json(view),
            "response_urls": [],
        }

    def closed(self, actor: Actor, view: View, *, cleared: bool) -> JSON:
        shown = self.view_json(view) | {"state": {"values": {}}}
        return self._common("view_closed", actor) | {"view": shown, "is_cleared": cleared}

    def global_shortcut(self, actor: Actor, callback_id: str) -> JSON:
        return self._common("shortcut", actor) | {
            "callback_id": callback_id,
            "trigger_id": self.workspace.triggers.issue(actor.member.id),
            "action_ts": action_ts(),
        }

    def message_shortcut(self, actor: Actor, callback_id: str, post: Post) -> JSON:
        channel = self.workspace.channels[post.channel]
        return self._common("message_action", actor) | {
            "callback_id": callback_id,
            "trigger_id": self.workspace.triggers.issue(actor.member.id),
            "action_ts": action_ts(),
            "message_ts": post.ts,
            "channel": {"id": channel.id, "name": channel.name_in_payloads},
            "message": self.post_json(post),
            "response_url": self.response_url(channel, actor.member, post),
        }

    def suggestion(self, actor: Actor, block_id: str, action_id: str, query: str, surface: View | Post) -> JSON:
        """block_suggestion: options asked for while somebody types into an external select."""
        payload = self._common("block_suggestion", actor) | {
            "block_id": block_id,
            "action_id": action_id,
            "value": query,
        }
        if isinstance(surface, View):
            return payload | {
                "container": {"type": "view", "view_id": surface.id},
                "view": self.view_json(surface),
            }
        container = {"type": "message", "message_ts": surface.ts, "channel_id": surface.channel}
        return payload | {"container": container, "message": self.post_json(surface)}

    def view_json(self, view: View) -> JSON:
        workspace = self.workspace
        return view.as_json(team_id=workspace.team_id, app_id=workspace.app_id, bot_id=workspace.bot.bot_id)

    def post_json(self, post: Post) -> JSON:
        return post.as_json(app_id=self.workspace.app_id, team_id=self.workspace.team_id, with_metadata=True)

    def response_url(self, channel: Channel, member: Member, post: Post | None = None) -> str:
        ts, thread = (post.ts, post.thread_ts) if post else ("", "")
        return f"{self.workspace.base_url}/actions/" + self.workspace.response_urls.issue(
            channel.id, member.id, ts, thread
        )

    def domain(self, actor: Actor) -> str:
        return self.workspace.domain if actor.team_id == self.workspace.team_id else "elsewhere"

    def _modal(self, view: View) -> str:
        return view.id if view.body["type"] == "modal" else ""

    def _common(self, kind: str, actor: Actor) -> JSON:
        member = actor.member
        user = {"id": member.id, "username": member.name, "name": member.name, "team_id": actor.team_id}
        return {
            "type": kind,
            "team": {"id": actor.team_id, "domain": self.domain(actor)},
            "user": user,
            "api_app_id": self.workspace.app_id,
            "token": "sandbox",
            "enterprise": None,
            "is_enterprise_install": False,
        }


def action_ts() -> str:
    return f"{time.time():.6f}"


def action_of(block: JSON, element: JSON, chosen: JSON) -> JSON:
    """One entry of `actions`: the element and what was done with it."""
    action: JSON = {
        "type": element["type"],
        "block_id": block["block_id"],
        "action_id": element["action_id"],
        "action_ts": action_ts(),
    }
    if element["type"] == "button":
        action |= {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    return action | chosen
