"""conversations.*: what the bot may see of channels, and what it may do with them."""

from typing import Any

from sandbox.slack.asking import known_channel, need_family, needed, page, refuse_for_scope
from sandbox.slack.channels import SCOPE_FAMILY, Channel, Post
from sandbox.slack.events import member_joined
from sandbox.slack.shapes import JSON, SlackError
from sandbox.slack.workspace import Workspace

_FAMILY: dict[str, str] = {"mpim": "mpim", **dict(SCOPE_FAMILY.items())}


def list_channels(workspace: Workspace, args: JSON) -> JSON:
    kinds = str(args.get("types") or "public_channel").replace(" ", "").split(",")
    for kind in kinds:
        if kind not in _FAMILY:
            raise SlackError("invalid_types")
        scope = f"{_FAMILY[kind]}:read"
        if scope not in workspace.manifest.scopes:
            refuse_for_scope(workspace, scope)
    visible = [it for it in workspace.channels.values() if it.kind in kinds and _sees(workspace, it)]
    if args.get("exclude_archived"):
        visible = [it for it in visible if not it.archived]
    shown, more = page(args, visible)
    return {"channels": [it.as_json(workspace.bot.id) for it in shown], **more}


def info(workspace: Workspace, args: JSON) -> JSON:
    channel = _seen(workspace, args, "read")
    return {"channel": channel.as_json(workspace.bot.id)}


def members(workspace: Workspace, args: JSON) -> JSON:
    channel = _seen(workspace, args, "read")
    inside, more = page(args, channel.members)
    return {"members": inside, **more}


def history(workspace: Workspace, args: JSON) -> JSON:
    """Newest first, no replies, no ephemerals; metadata only when asked for."""
    channel = _readable(workspace, args)
    posts = [it for it in channel.posts if (not it.is_reply or it.broadcast) and _public(it) and _within(it, args)]
    shown, more = page(args, posts[::-1])
    return {"messages": _messages(workspace, channel, shown, args), **_more(more)}


def replies(workspace: Workspace, args: JSON) -> JSON:
    """The parent, then its replies, oldest first."""
    channel = _readable(workspace, args)
    (ts,) = needed(args, "ts")
    parent = channel.find(str(ts))
    if parent is None or not _public(parent):
        raise SlackError("thread_not_found")
    told = [it for it in channel.replies(parent.ts) if _public(it) and _within(it, args)]
    shown, more = page(args, [parent, *told])
    return {"messages": _messages(workspace, channel, shown, args), **_more(more)}


def open_dm(workspace: Workspace, args: JSON) -> JSON:
    (users,) = needed(args, "users")
    ids = users if isinstance(users, list) else str(users).split(",")
    if len(ids) != 1:
        refuse_for_scope(workspace, "mpim:write")
    member = workspace.members.get(ids[0])
    if member is None or member.id == workspace.bot.id:
        raise SlackError("user_not_found")
    if member.deleted:
        raise SlackError("user_disabled")
    return {"channel": workspace.dm(member.id).as_json(workspace.bot.id) | {"is_open": True}}


def join(workspace: Workspace, args: JSON) -> JSON:
    (channel_id,) = needed(args, "channel")
    channel = known_channel(workspace, channel_id)
    if channel.kind != "public_channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    if workspace.joining_is_refused:
        raise SlackError("channel_is_limited_access")
    if workspace.bot.id in channel.members:
        return {"channel": channel.as_json(workspace.bot.id), "warning": "already_in_channel"}
    channel.members.append(workspace.bot.id)
    told = [member_joined(workspace, workspace.bot.id, channel.id)]
    return {"channel": channel.as_json(workspace.bot.id), "_events": told}


def _seen(workspace: Workspace, args: JSON, right: str) -> Channel:
    (channel_id,) = needed(args, "channel")
    channel = known_channel(workspace, channel_id)
    need_family(workspace, channel, right)
    return channel


def _readable(workspace: Workspace, args: JSON) -> Channel:
    channel = _seen(workspace, args, "history")
    if workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _sees(workspace: Workspace, channel: Channel) -> bool:
    return channel.kind == "public_channel" or workspace.bot.id in channel.members


def _public(post: Post) -> bool:
    return not post.deleted and not post.reader


def _within(post: Post, args: JSON) -> bool:
    oldest, latest = _moment(args, "oldest", "0"), _moment(args, "latest", "inf")
    if args.get("inclusive"):
        return oldest <= float(post.ts) <= latest
    return oldest < float(post.ts) < latest


def _moment(args: JSON, side: str, open_end: str) -> float:
    try:
        return float(args.get(side) or open_end)
    except ValueError as broken:
        raise SlackError(f"invalid_ts_{side}") from broken


def _messages(workspace: Workspace, channel: Channel, posts: list[Post], args: JSON) -> list[JSON]:
    with_metadata = bool(args.get("include_all_metadata"))
    shown = []
    for post in posts:
        message: JSON = post.as_json(app_id=workspace.app_id, team_id=workspace.team_id, with_metadata=with_metadata)
        told = [it for it in channel.replies(post.ts) if _public(it)]
        if told:
            message |= {"reply_count": len(told), "latest_reply": told[-1].ts}
        shown.append(message)
    return shown


def _more(more: JSON) -> dict[str, Any]:
    return {"has_more": bool(more["response_metadata"]["next_cursor"]), **more}
