"""users.info, users.list, users.lookupByEmail."""

from sandbox.slack.asking import needed, page
from sandbox.slack.people import Member
from sandbox.slack.shapes import JSON, SlackError
from sandbox.slack.workspace import Workspace


def users_info(workspace: Workspace, args: JSON) -> JSON:
    (user,) = needed(args, "user")
    member = workspace.members.get(user)
    if member is None:
        raise SlackError("user_not_found")
    return {"user": _shown(workspace, member)}


def users_list(workspace: Workspace, args: JSON) -> JSON:
    members, more = page(args, list(workspace.members.values()), standard=200)
    return {"members": [_shown(workspace, member) for member in members], **more}


def users_lookup_by_email(workspace: Workspace, args: JSON) -> JSON:
    (email,) = needed(args, "email")
    for member in workspace.members.values():
        if member.email.lower() == str(email).lower() and not member.deleted and not member.is_bot:
            return {"user": _shown(workspace, member)}
    raise SlackError("users_not_found")


def _shown(workspace: Workspace, member: Member) -> JSON:
    with_email = "users:read.email" in workspace.manifest.scopes
    return member.as_json(workspace.clock.now(), with_email=with_email)
