"""chat.postMessage, chat.postEphemeral, chat.update, chat.delete, chat.getPermalink."""

import json
from typing import Any

from sandbox.slack.asking import known_channel, needed
from sandbox.slack.channels import Channel, Post
from sandbox.slack.checks import refuse_bad_message
from sandbox.slack.elements import with_ids
from sandbox.slack.mrkdwn import with_loud_names
from sandbox.slack.shapes import JSON, SlackError
from sandbox.slack.workspace import Workspace

METADATA_BYTES = 16_000


def post_message(workspace: Workspace, args: JSON) -> JSON:
    (target,) = needed(args, "channel")
    channel = _place(workspace, str(target))
    content = _content(workspace, args)
    thread_ts = _thread(channel, args)
    post = workspace.post(
        channel,
        workspace.bot,
        thread_ts=thread_ts,
        broadcast=bool(args.get("reply_broadcast") and thread_ts),
        **content,
    )
    return {"channel": channel.id, "ts": post.ts, "message": _shown(workspace, post)}


def post_ephemeral(workspace: Workspace, args: JSON) -> JSON:
    target, user = needed(args, "channel", "user")
    channel = _place(workspace, str(target))
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    content = _content(workspace, args)
    post = workspace.post(channel, workspace.bot, reader=str(user), thread_ts=_thread(channel, args), **content)
    return {"message_ts": post.ts}


def update(workspace: Workspace, args: JSON) -> JSON:
    """Text without blocks removes the blocks; metadata stays unless new metadata comes."""
    channel_id, ts = needed(args, "channel", "ts")
    channel = known_channel(workspace, channel_id)
    post = _own(workspace, channel, str(ts), "cant_update_message")
    content = _content(workspace, args)
    post.text, post.blocks = content["text"], with_ids(content["blocks"])
    if args.get("metadata") is not None:
        post.metadata = content["metadata"]
    post.edited_ts = workspace.stamps.next()
    workspace.note_mentions(post)
    return {"channel": channel.id, "ts": post.ts, "text": post.text, "message": _shown(workspace, post)}


def delete(workspace: Workspace, args: JSON) -> JSON:
    channel_id, ts = needed(args, "channel", "ts")
    channel = known_channel(workspace, channel_id)
    _own(workspace, channel, str(ts), "cant_delete_message").deleted = True
    return {"channel": channel.id, "ts": ts}


def get_permalink(workspace: Workspace, args: JSON) -> JSON:
    channel_id, ts = needed(args, "channel", "message_ts")
    channel = known_channel(workspace, channel_id)
    post = channel.find(str(ts))
    if post is None:
        raise SlackError("message_not_found")
    link = f"https://{workspace.domain}.slack.com/archives/{channel.id}/p{post.ts.replace('.', '')}"
    if post.is_reply:
        link += f"?thread_ts={post.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _place(workspace: Workspace, target: str) -> Channel:
    """The channel to post in: by id, by name, or a person's id for their direct messages."""
    if target in workspace.members:
        if workspace.members[target].deleted:
            raise SlackError("channel_not_found")
        channel = workspace.dm(target)
    else:
        named = (it.id for it in workspace.channels.values() if it.name and it.name == target.removeprefix("#"))
        channel = known_channel(workspace, next(named, target))
    if channel.archived:
        raise SlackError("is_archived")
    if channel.kind == "im" and not workspace.manifest.messages_tab:
        raise SlackError("messages_tab_disabled")
    if workspace.bot.id not in channel.members and "chat:write.public" not in workspace.manifest.scopes:
        raise SlackError("not_in_channel")
    return channel


def _thread(channel: Channel, args: JSON) -> str:
    thread_ts = str(args.get("thread_ts") or "")
    if thread_ts and channel.find(thread_ts) is None:
        raise SlackError("thread_not_found")
    return thread_ts


def _content(workspace: Workspace, args: JSON) -> JSON:
    text, blocks = args.get("text") or "", args.get("blocks") or []
    if args.get("attachments"):
        raise SlackError("invalid_attachments")
    if not text and not blocks:
        raise SlackError("no_text")
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    refuse_bad_message(args, unknown=workspace.unknown_blocks)
    if args.get("link_names") or args.get("parse") == "full":
        text = with_loud_names(str(text))
    return {"text": str(text), "blocks": blocks, "metadata": _metadata(args.get("metadata"))}


def _metadata(given: Any) -> JSON:
    if not given:
        return {}
    if not isinstance(given, dict) or not given.get("event_type") or not isinstance(given.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(given)) > METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return given


def _own(workspace: Workspace, channel: Channel, ts: str, refusal: str) -> Post:
    post = channel.find(ts)
    if post is None:
        raise SlackError("message_not_found")
    if post.user != workspace.bot.id:
        raise SlackError(refusal)
    return post


def _shown(workspace: Workspace, post: Post) -> JSON:
    return post.as_json(app_id=workspace.app_id, team_id=workspace.team_id, with_metadata=True)
