"""The channels where hiring is talked about: the bot has to be in them, or it could not look for its own messages."""

import logging

from slack_sdk import WebClient

from bot.hiring.process import Process
from bot.ports import Directory, Doubtful, Never
from bot.settings import Settings, WrongSettings
from integrations.slack_answers import answered
from integrations.slack_directory import is_channel_id, is_shared_outside

log = logging.getLogger(__name__)

NOT_FOUND = "channel_not_found"
NO_METHOD = "unknown_method"
NO_SUCH_PAGE = "http 404"  # a gateway that does not pass on this method


def wanted(settings: Settings, process: Process) -> dict[str, str]:
    """Channel (id or name) -> the setting that names it."""
    roles = {role.channel: f"PROCESS_FILE, role {role.id}" for role in process.roles if role.channel}
    return {**roles, settings.hiring_channel: "HIRING_CHANNEL"}


def join_all(client: WebClient, directory: Directory, settings: Settings, process: Process) -> None:
    """Join the public ones. Raises WrongSettings with every channel that the bot cannot see or write to."""
    problems = [
        problem
        for channel, setting in wanted(settings, process).items()
        if (problem := join(client, directory, channel, setting)) is not None
    ]
    if problems:
        raise WrongSettings(problems)


def join(client: WebClient, directory: Directory, channel: str, setting: str) -> str | None:
    """None when the bot is in *channel* now, else what is wrong and how to mend it. Raises when Slack fails."""
    try:
        found = look(client, directory, channel)
    except Never as refusal:
        return _not_seen(refusal.reason, channel, setting)
    except Doubtful as failure:
        if failure.reason != NO_SUCH_PAGE:
            raise
        return _not_seen(failure.reason, channel, setting)
    if found["is_archived"]:
        return f"{setting}: #{found['name']} is archived. Choose another channel."
    if found["is_member"]:
        return None
    if found["is_private"]:
        return unseen(channel, setting)
    return _join(client, str(found["id"]), channel, setting)


def _join(client: WebClient, channel_id: str, channel: str, setting: str) -> str | None:
    try:
        answered(lambda: client.conversations_join(channel=channel_id))
    except Never as refusal:  # an admin reserved it, or the scope is missing: a person can still invite
        if refusal.reason == NO_METHOD:
            _unsure(refusal.reason, setting)
            return None
        return unseen(channel, setting)
    log.info("joined channel %s", channel_id)
    return None


def _not_seen(reason: str, channel: str, setting: str) -> str | None:
    if reason == NOT_FOUND:
        return unseen(channel, setting)
    if is_channel_id(channel):
        _unsure(reason, setting)
        return None
    return (
        f"{setting}: Slack does not let me look for #{channel} ({reason}). Import the manifest again and reinstall "
        "the app, or give the channel's id instead of its name."
    )


def _unsure(reason: str, setting: str) -> None:
    """Whether the bot is in it shows with the first post."""
    log.warning("%s: Slack does not say whether I am in it (%s)", setting, reason)


def look(client: WebClient, directory: Directory, channel: str) -> dict[str, str | bool]:
    """id, name, is_private, is_member, is_archived, is_shared (with another company). Raises CallFailed."""
    channel_id = directory.channel_id(channel)
    answer = answered(lambda: client.conversations_info(channel=channel_id))["channel"]
    flags = {name: bool(answer.get(name)) for name in ("is_private", "is_member", "is_archived")}
    flags["is_member"] |= flags["is_private"] and "is_member" not in answer  # only members are told of a private one
    return {
        "id": str(answer["id"]),
        "name": str(answer.get("name", channel)),
        "is_shared": is_shared_outside(answer),
        **flags,
    }


def unseen(channel: str, setting: str) -> str:
    shown = channel if is_channel_id(channel) else f"#{channel}"
    return f"{setting}: I cannot see {shown}. Invite me there with /invite @Interview Bot"
