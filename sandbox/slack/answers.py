"""What the bot may say to a command, a form or a response_url, and what Slack then shows."""

from typing import Any

from sandbox.slack.channels import Channel, Post
from sandbox.slack.checks import refuse_bad_message
from sandbox.slack.elements import with_ids
from sandbox.slack.people import Member
from sandbox.slack.shapes import JSON, SlackError
from sandbox.slack.tickets import ResponseUrl
from sandbox.slack.windows import View
from sandbox.slack.workspace import Workspace


def said_to_command(workspace: Workspace, member: Member, channel: Channel, body: Any) -> None:
    """The body of a slash command's acknowledgement: nothing, a text, or a message."""
    if not body:
        return
    message: JSON = body if isinstance(body, dict) else {"text": str(body)}
    _show(workspace, member, channel, message, thread_ts="")


def said_by_url(workspace: Workspace, url: ResponseUrl, message: JSON) -> None:
    """A message sent to a response_url. Raises SlackError (invalid_blocks, no_text, ...)."""
    with workspace.change():
        channel, member = workspace.channels[url.channel], workspace.members[url.user]
        origin = channel.find(url.message_ts, reader=url.user) if url.message_ts else None
        if message.get("delete_original"):
            if origin:
                origin.deleted = True
        elif message.get("replace_original") and origin:
            _replace(workspace, origin, message)
        else:
            thread_ts = str(message.get("thread_ts") or "")
            _show(workspace, member, channel, message, thread_ts=thread_ts)


def _show(workspace: Workspace, member: Member, channel: Channel, message: JSON, *, thread_ts: str) -> None:
    _refuse(workspace, message)
    reader = "" if message.get("response_type") == "in_channel" else member.id
    blocks = message.get("blocks") or []
    text = str(message.get("text") or "")
    workspace.post(channel, workspace.bot, text, blocks=blocks, reader=reader, thread_ts=thread_ts)


def _replace(workspace: Workspace, origin: Post, message: JSON) -> None:
    _refuse(workspace, message)
    origin.text = str(message.get("text") or "")
    origin.blocks = with_ids(message.get("blocks") or [])
    origin.edited_ts = workspace.stamps.next()
    workspace.note_mentions(origin)


def _refuse(workspace: Workspace, message: JSON) -> None:
    if not message.get("text") and not message.get("blocks"):
        raise SlackError("no_text")
    refuse_bad_message(message, unknown=workspace.unknown_blocks)


def said_to_form(workspace: Workspace, view: View, body: Any) -> dict[str, str]:
    """The answer to a submitted form: it closes, changes, is covered, or keeps standing with errors by block_id.

    Raises SlackError for an answer Slack does not understand.
    """
    windows = workspace.windows
    with workspace.change():
        if not body:
            windows.close(view.user, view.id)
            return {}
        match body.get("response_action") if isinstance(body, dict) else None:
            case "errors":
                return _errors(view, body.get("errors"))
            case "update":
                windows.update(_view_in(body), view_id=view.id)
            case "push":
                windows.push(view.user, _view_in(body), on=view.id)
            case "clear":
                windows.close(view.user)
            case other:
                raise SlackError("invalid_response_action", said=other)
        return {}


def _view_in(body: JSON) -> JSON:
    if not isinstance(body.get("view"), dict):
        raise SlackError("invalid_arguments")
    return dict(body["view"])


def _errors(view: View, errors: Any) -> dict[str, str]:
    """Every key must be the block_id of an input, or Slack shows nothing but a failure."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not inputs.issuperset(errors):
        raise SlackError("invalid_errors", said=errors, inputs=sorted(inputs))
    view.errors = {str(block): str(words) for block, words in errors.items()}
    return view.errors
