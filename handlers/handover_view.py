"""What whoever looks after a candidate from now on is told."""

from collections.abc import Mapping

from bot.hiring.application import Application
from bot.hiring.person import Person
from bot.ports import Message
from handlers.blocks import actions, button, context, esc, message, section
from handlers.headline_view import MANAGER, OPEN, name_of, value_of

COORDINATOR = "handover.coordinator"
DECIDER = "handover.decider"


def coordinator(a: Application, people: Mapping[str, Person], left: str) -> Message:
    who, name = name_of(left, people), esc(a.name)
    text = f"{who} is no longer here. {name_of(a.coordinator, people)} looks after {name} now."
    return message(
        text,
        section(f"{who} is no longer here. {name_of(a.coordinator, people)} looks after *{name}* now."),
        actions(button("Open", action=OPEN, value=value_of(a))),
        context("Should somebody else? Open, then Edit."),
    )


def decider(a: Application, people: Mapping[str, Person], left: str) -> Message:
    who, name = name_of(left, people), esc(a.name)
    if a.hiring_manager or not a.is_open:
        says = f"{name_of(a.hiring_manager, people)} decides." if a.hiring_manager else "It is closed."
        return message(f"{name}: {says}", section(f"*{name}*: {says}"))
    return message(
        f"{who} is no longer here. Who decides about {name}?",
        section(f"{who} is no longer here. Who decides about *{name}* after the debrief?"),
        actions(button("Set hiring manager", action=MANAGER, value=value_of(a))),
    )
