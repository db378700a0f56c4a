"""What is said about a candidate's own channel."""

from collections.abc import Mapping

from bot.hiring.application import Application
from bot.hiring.person import Person
from bot.ports import Message
from handlers.blocks import esc, message, section
from handlers.headline_view import name_of

REFUSED = "channel.refused"

WHY = {
    "cant_invite": "Slack does not let me invite them",
    "no_permission": "Slack does not let me invite them",
    "user_not_found": "Slack does not know them any more",
    "user_is_restricted": "guests are kept to their own channels",
    "ura_max_channels": "guests are kept to their own channels",
}


def place(channel: str | None) -> str:
    return f"<#{channel}>" if channel else "their own channel, which is being made"


def refused(application: Application, where: str, persons: Mapping[str, str], people: Mapping[str, Person]) -> Message:
    """*persons* are ids with Slack's reason; *where* is mrkdwn."""
    text = f"I could not invite everybody to the channel about {esc(application.name)}."
    lines = [
        f"• *{name_of(person, people)}*: {WHY.get(reason) or f'Slack said “{esc(reason)}”'}"
        for person, reason in persons.items()
    ]
    return message(
        text, section("\n".join([text, *lines, f"Please invite them to {where} yourself, or ask an admin."]))
    )
