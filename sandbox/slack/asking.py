"""What every Web API method asks first: is the argument there, may the bot see this channel, which page."""

from typing import Any, NoReturn

from sandbox.slack.channels import SCOPE_FAMILY, Channel
from sandbox.slack.shapes import JSON, SlackError
from sandbox.slack.workspace import Workspace


def needed(args: JSON, *names: str) -> list[Any]:
    missing = [name for name in names if args.get(name) in (None, "")]
    if missing:
        messages = [f"[ERROR] missing required field: {name}" for name in missing]
        raise SlackError("invalid_arguments", response_metadata={"messages": messages})
    return [args[name] for name in names]


def refuse_for_scope(workspace: Workspace, scope: str) -> NoReturn:
    raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(workspace.manifest.scopes)))


def need_family(workspace: Workspace, channel: Channel, right: str) -> None:
    """*right* "read" or "history" for this kind of channel: channels:read, groups:history, ..."""
    scope = f"{SCOPE_FAMILY[channel.kind]}:{right}"
    if scope not in workspace.manifest.scopes:
        refuse_for_scope(workspace, scope)


def known_channel(workspace: Workspace, channel_id: str) -> Channel:
    """By id. What the bot cannot see does not exist for it."""
    channel = workspace.channels.get(channel_id)
    if channel is None or (channel.kind != "public_channel" and workspace.bot.id not in channel.members):
        raise SlackError("channel_not_found")
    return channel


def page(args: JSON, everything: list[Any], *, standard: int = 100) -> tuple[list[Any], JSON]:
    """One page of a list and its response_metadata. Cursors are positions. Raises invalid_cursor, invalid_limit."""
    try:
        limit = int(args.get("limit") or standard)
    except ValueError as broken:
        raise SlackError("invalid_limit") from broken
    if not 0 < limit <= 1000:
        raise SlackError("invalid_limit")
    start = str(args.get("cursor") or "") or "next:0"
    position = start.removeprefix("next:")
    if not start.startswith("next:") or not position.isdigit():
        raise SlackError("invalid_cursor")
    end = int(position) + limit
    cursor = f"next:{end}" if end < len(everything) else ""
    return everything[int(position) : end], {"response_metadata": {"next_cursor": cursor}}
