"""views.open, views.push, views.update, views.publish."""

from typing import Any

from sandbox.slack.asking import needed
from sandbox.slack.shapes import JSON, SlackError
from sandbox.slack.windows import View
from sandbox.slack.workspace import Workspace


def open_view(workspace: Workspace, args: JSON) -> JSON:
    trigger_id, body = needed(_with_trigger(args), "trigger_id", "view")
    trigger = workspace.triggers.spend(trigger_id)
    return _shown(workspace, workspace.windows.open(trigger.user, _view(body)))


def push_view(workspace: Workspace, args: JSON) -> JSON:
    trigger_id, body = needed(_with_trigger(args), "trigger_id", "view")
    trigger = workspace.triggers.spend(trigger_id)
    if not trigger.view_id:
        raise SlackError("not_found")
    return _shown(workspace, workspace.windows.push(trigger.user, _view(body)))


def update_view(workspace: Workspace, args: JSON) -> JSON:
    (body,) = needed(args, "view")
    view_id, external_id = str(args.get("view_id") or ""), str(args.get("external_id") or "")
    if bool(view_id) == bool(external_id):
        raise SlackError("invalid_arguments")
    expected = str(args.get("hash") or "")
    view = workspace.windows.update(_view(body), view_id=view_id, external_id=external_id, expected_hash=expected)
    return _shown(workspace, view)


def publish_view(workspace: Workspace, args: JSON) -> JSON:
    user, body = needed(args, "user_id", "view")
    if not workspace.manifest.home_tab:
        raise SlackError("not_enabled")
    if user not in workspace.members:
        raise SlackError("invalid_arguments", response_metadata={"messages": ["[ERROR] no such user"]})
    view = workspace.windows.publish(user, _view(body), expected_hash=str(args.get("hash") or ""))
    return _shown(workspace, view)


def _with_trigger(args: JSON) -> JSON:
    return {**args, "trigger_id": args.get("trigger_id") or args.get("interactivity_pointer")}


def _view(body: Any) -> JSON:
    if not isinstance(body, dict) or not isinstance(body.get("blocks"), list):
        raise SlackError("invalid_arguments", response_metadata={"messages": ["[ERROR] view must be a view object"]})
    return body


def _shown(workspace: Workspace, view: View) -> JSON:
    shown = view.as_json(team_id=workspace.team_id, app_id=workspace.app_id, bot_id=workspace.bot.bot_id)
    return {"view": shown}
