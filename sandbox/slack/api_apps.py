"""api.test, auth.test, bots.info, team.info and apps.connections.open."""

import secrets

from sandbox.slack.asking import refuse_for_scope
from sandbox.slack.shapes import JSON, SlackError
from sandbox.slack.workspace import Workspace

__all__ = ["api_test", "auth_test", "bots_info", "open_connection", "refuse_for_scope", "team_info"]


def api_test(workspace: Workspace, args: JSON) -> JSON:
    if args.get("error"):
        raise SlackError(str(args["error"]), args=args)
    return {"args": args}


def auth_test(workspace: Workspace, args: JSON) -> JSON:
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.domain,
        "user": workspace.bot.name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot.bot_id,
        "is_enterprise_install": False,
    }


def bots_info(workspace: Workspace, args: JSON) -> JSON:
    bot = workspace.bot
    if args.get("bot") not in (None, "", bot.bot_id):
        raise SlackError("bot_not_found")
    shown = {"id": bot.bot_id, "deleted": False, "name": bot.real_name, "user_id": bot.id, "app_id": workspace.app_id}
    return {"bot": shown}


def team_info(workspace: Workspace, args: JSON) -> JSON:
    if args.get("team") not in (None, "", workspace.team_id):
        raise SlackError("team_not_found")
    return {"team": {"id": workspace.team_id, "name": workspace.domain.title(), "domain": workspace.domain}}


def open_connection(workspace: Workspace, token: str) -> JSON:
    """The address of a new Socket Mode connection; only the app-level token opens one."""
    if not token:
        raise SlackError("not_authed")
    if token == workspace.bot_token:
        raise SlackError("not_allowed_token_type")
    if token != workspace.app_token:
        raise SlackError("invalid_auth")
    ticket = secrets.token_urlsafe(12)
    return {"url": f"{workspace.base_url.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={workspace.app_id}"}
