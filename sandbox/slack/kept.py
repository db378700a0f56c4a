"""A workspace as JSON, and back: its people with their ids, what was said, and the Homes that the bot published.

What lasts only minutes is not kept: open modals, triggers, response_urls, events on their way.
"""

from copy import deepcopy
from dataclasses import asdict

from sandbox.slack.channels import Channel, Post
from sandbox.slack.people import Member
from sandbox.slack.shapes import JSON
from sandbox.slack.windows import View
from sandbox.slack.workspace import Workspace

_RULES = ("revoked", "joining_is_refused", "making_channels_is_refused", "archiving_is_refused")  # of its admins


def dump(workspace: Workspace) -> JSON:
    with workspace.changed:
        return {
            "last_stamp": workspace.stamps.last,
            "rules": {name: getattr(workspace, name) for name in _RULES},
            "kept_out": sorted(workspace.kept_out),
            "members": [asdict(member) for member in workspace.members.values()],
            "homes": [_home(view) for view in workspace.windows.homes.values()],
            "channels": [_channel(channel) for channel in workspace.channels.values()],
        }


def load(workspace: Workspace, kept: JSON) -> None:
    """Into a workspace where nothing happened yet. The bot is who the manifest says now."""
    with workspace.change():
        workspace.stamps.last = kept["last_stamp"]
        for name in _RULES:
            setattr(workspace, name, kept["rules"][name])
        workspace.kept_out = set(kept["kept_out"])
        people = [Member(**member) for member in kept["members"]]
        workspace.members |= {member.id: member for member in people if member.id != workspace.bot.id}
        workspace.windows.homes |= {home["user"]: View(**home) for home in kept["homes"]}
        for channel in kept["channels"]:
            posts = [Post(channel=channel["id"], **post) for post in channel["posts"]]
            workspace.channels[channel["id"]] = Channel(**channel | {"posts": posts})
            for post in posts:
                workspace.note_mentions(post)


def _home(view: View) -> JSON:
    return {"user": view.user, "id": view.id, "hash": view.hash, "body": view.body, "values": deepcopy(view.values)}


def _channel(channel: Channel) -> JSON:
    fields = {name: value for name, value in vars(channel).items() if name != "posts"}
    return fields | {"members": list(channel.members), "posts": [_post(post) for post in channel.posts]}


def _post(post: Post) -> JSON:
    """Without what is empty, which is most of it, and without the channel it stands in."""
    return {name: value for name, value in vars(post).items() if name == "text" or (value and name != "channel")}
