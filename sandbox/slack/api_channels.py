"""conversations.*: making channels, inviting people, archiving."""

import re

from sandbox.slack.asking import known_channel, needed, refuse_for_scope
from sandbox.slack.channels import Channel, Kind
from sandbox.slack.events import member_joined
from sandbox.slack.shapes import JSON, SlackError
from sandbox.slack.workspace import Workspace


def create(workspace: Workspace, args: JSON) -> JSON:
    (name,) = needed(args, "name")
    kind: Kind = "private_channel" if args.get("is_private") else "public_channel"
    _need_any(workspace, kind, "channels:manage")
    if workspace.making_channels_is_refused:
        raise SlackError("restricted_action")
    if len(name) > 80:
        raise SlackError("invalid_name_maxlength")
    if not re.fullmatch(r"[\w-]+", name) or name != name.lower():
        raise SlackError("invalid_name_specials")
    if any(it.name == name for it in workspace.channels.values()):
        raise SlackError("name_taken")  # archived channels keep their names
    channel = workspace.new_channel(name, kind, [workspace.bot.id], creator=workspace.bot.id)
    return {"channel": channel.as_json(workspace.bot.id)}


def invite(workspace: Workspace, args: JSON) -> JSON:
    channel_id, users = needed(args, "channel", "users")
    channel = known_channel(workspace, channel_id)
    _need_any(workspace, channel.kind, "channels:manage", "channels:write.invites")
    if channel.archived:
        raise SlackError("is_archived")
    if workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    ids = users if isinstance(users, list) else str(users).split(",")
    refused = [
        {"user": user, "ok": False, "error": error} for user in ids if (error := _why_not(workspace, channel, user))
    ]
    if refused and not (args.get("force") and len(refused) < len(ids)):
        raise SlackError(str(refused[0]["error"]), errors=refused)
    invited = [user for user in ids if user not in {it["user"] for it in refused}]
    channel.members += invited
    told = [member_joined(workspace, user, channel.id) for user in invited]
    return {"channel": channel.as_json(workspace.bot.id), "_events": told}


def archive(workspace: Workspace, args: JSON) -> JSON:
    (channel_id,) = needed(args, "channel")
    channel = known_channel(workspace, channel_id)
    _need_any(workspace, channel.kind, "channels:manage")
    if channel.archived:
        raise SlackError("already_archived")
    if workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    if workspace.archiving_is_refused:
        raise SlackError("restricted_action")
    channel.archived = True
    channel.members.remove(workspace.bot.id)  # as Slack lets bots go from what is archived
    return {}


def unarchive(workspace: Workspace, args: JSON) -> JSON:
    """For people. A bot is in no archived channel, so Slack refuses it."""
    (channel_id,) = needed(args, "channel")
    channel = workspace.channels.get(channel_id)
    if channel is None:
        raise SlackError("channel_not_found")
    _need_any(workspace, channel.kind, "channels:manage")
    if not channel.archived:
        raise SlackError("not_archived")
    if workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    channel.archived = False
    return {}


def _need_any(workspace: Workspace, kind: Kind, *for_public: str) -> None:
    wanted = for_public if kind == "public_channel" else ("groups:write",)
    if not workspace.manifest.scopes.intersection(wanted):
        refuse_for_scope(workspace, wanted[0])


def _why_not(workspace: Workspace, channel: Channel, user: str) -> str:
    """Slack's error for this one person; empty when they may be invited."""
    if user not in workspace.members or workspace.members[user].deleted:
        return "user_not_found"
    if user == workspace.bot.id:
        return "cant_invite_self"
    if user in channel.members:
        return "already_in_channel"
    return "cant_invite" if user in workspace.kept_out else ""
