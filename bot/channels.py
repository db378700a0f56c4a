"""The channels where hiring is talked about: the bot has to be in them, or it could not look for its own messages."""

import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.hiring.process import Process
from bot.ports import Directory, Never
from bot.settings import Settings, WrongSettings

log = logging.getLogger(__name__)

NOT_FOUND = "channel_not_found"


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
        if found["is_archived"]:
            return f"{setting}: #{found['name']} is archived. Choose another channel."
        if found["is_member"]:
            return None
        if not found["is_private"]:
            client.conversations_join(channel=str(found["id"]))
            log.info("joined channel %s", found["id"])
            return None
    except Never as failure:
        if failure.reason != NOT_FOUND:
            raise
    except SlackApiError as error:
        if error.response.get("error") != NOT_FOUND:
            raise
    return unseen(channel, setting)


def look(client: WebClient, directory: Directory, channel: str) -> dict[str, str | bool]:
    """id, name, is_private, is_member, is_archived. Raises CallFailed or SlackApiError."""
    answer = client.conversations_info(channel=directory.channel_id(channel))["channel"]
    flags = {name: bool(answer.get(name)) for name in ("is_private", "is_member", "is_archived")}
    return {"id": str(answer["id"]), "name": str(answer.get("name", channel)), **flags}


def unseen(channel: str, setting: str) -> str:
    shown = channel if channel[:1] in {"C", "G"} and channel.isupper() else f"#{channel}"
    return f"{setting}: I cannot see {shown}. Invite me there with /invite @Interview Bot"
