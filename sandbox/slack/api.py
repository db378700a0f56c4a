"""The Web API's front door: token, scopes, arguments; then the method, or Slack's name for what is wrong."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.slack import api_apps, api_channels, api_chat, api_conversations, api_people, api_views
from sandbox.slack.events import Events
from sandbox.slack.shapes import JSON, SlackError
from sandbox.slack.workspace import Call, Workspace

Method = Callable[[Workspace, JSON], JSON]
# What arrives as JSON inside a form field.
_NESTED = {"blocks", "attachments", "metadata", "view"}
_FLAGS = {
    "include_all_metadata",
    "inclusive",
    "exclude_archived",
    "is_private",
    "reply_broadcast",
    "return_im",
    "force",
}
_NEEDS_NO_TOKEN = {"api.test"}
_ANY: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Entry:
    run: Method
    scopes: tuple[str, ...] = _ANY  # any one of them is enough; those of conversations depend on the channel


_METHODS: dict[str, _Entry] = {
    "api.test": _Entry(api_apps.api_test),
    "auth.test": _Entry(api_apps.auth_test),
    "bots.info": _Entry(api_apps.bots_info, ("users:read",)),
    "team.info": _Entry(api_apps.team_info, ("team:read",)),
    "users.info": _Entry(api_people.users_info, ("users:read",)),
    "users.list": _Entry(api_people.users_list, ("users:read",)),
    "users.lookupByEmail": _Entry(api_people.users_lookup_by_email, ("users:read.email",)),
    "conversations.list": _Entry(api_conversations.list_channels),
    "conversations.info": _Entry(api_conversations.info),
    "conversations.members": _Entry(api_conversations.members),
    "conversations.history": _Entry(api_conversations.history),
    "conversations.replies": _Entry(api_conversations.replies),
    "conversations.open": _Entry(api_conversations.open_dm, ("im:write",)),
    "conversations.join": _Entry(api_conversations.join, ("channels:join",)),
    "conversations.create": _Entry(api_channels.create),
    "conversations.invite": _Entry(api_channels.invite),
    "conversations.archive": _Entry(api_channels.archive),
    "conversations.unarchive": _Entry(api_channels.unarchive),
    "chat.postMessage": _Entry(api_chat.post_message, ("chat:write",)),
    "chat.postEphemeral": _Entry(api_chat.post_ephemeral, ("chat:write",)),
    "chat.update": _Entry(api_chat.update, ("chat:write",)),
    "chat.delete": _Entry(api_chat.delete, ("chat:write",)),
    "chat.getPermalink": _Entry(api_chat.get_permalink),
    "views.open": _Entry(api_views.open_view),
    "views.push": _Entry(api_views.push_view),
    "views.update": _Entry(api_views.update_view),
    "views.publish": _Entry(api_views.publish_view),
}


class Api:
    def __init__(self, workspace: Workspace, events: Events) -> None:
        self._workspace = workspace
        self._events = events

    def call(self, method: str, raw: JSON, token: str) -> JSON:
        """The body of the answer, `ok` and all. Every call is logged in `workspace.calls`."""
        with self._workspace.change():
            try:
                args = _arguments(raw)
                answer = {"ok": True, **self._run(method, args, token)}
            except SlackError as refusal:
                args = raw
                answer = {"ok": False, "error": refusal.error, **refusal.more}
            self._workspace.calls.append(Call(method, args, str(answer.get("error", ""))))
        self._tell(answer.pop("_events", []))
        return answer

    def _run(self, method: str, args: JSON, token: str) -> JSON:
        if method == "apps.connections.open":
            return api_apps.open_connection(self._workspace, token)
        entry = _METHODS.get(method)
        if entry is None:
            raise SlackError("unknown_method", req_method=method)
        if method not in _NEEDS_NO_TOKEN:
            self._check(token, entry.scopes)
        return entry.run(self._workspace, args)

    def _check(self, token: str, scopes: tuple[str, ...]) -> None:
        workspace = self._workspace
        if not token:
            raise SlackError("not_authed")
        if token == workspace.app_token:
            raise SlackError("not_allowed_token_type")
        if token != workspace.bot_token:
            raise SlackError("invalid_auth")
        if workspace.revoked:
            raise SlackError("token_revoked")
        if scopes and not workspace.manifest.scopes.intersection(scopes):
            api_apps.refuse_for_scope(workspace, scopes[0])

    def _tell(self, events: list[JSON]) -> None:
        for event in events:
            self._events.tell(event, wait=False)


def _arguments(raw: JSON) -> JSON:
    """Arguments as JSON values, however they came: JSON as it is, forms as texts with JSON inside some."""
    args: JSON = {}
    for name, value in raw.items():
        args[name] = value
        if isinstance(value, str) and name in _NESTED:
            args[name] = _nested(name, value)
        elif isinstance(value, str) and name in _FLAGS:
            args[name] = value.lower() in ("1", "true")
    return args


def _nested(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError as broken:
        error = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}
        raise SlackError(error.get(name, "invalid_arguments")) from broken
