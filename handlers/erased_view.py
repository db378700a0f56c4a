"""What stands in Slack where something was about somebody whose data was erased."""

from dataclasses import replace
from datetime import date

from bot.ports import Message
from handlers.blocks import context, message

ERASED = "candidate.erased"


def erased(day: date) -> Message:
    text = f"This was about somebody whose data was erased on {day:%B} {day.day}, {day.year}."
    return replace(message(text, context(text)), harmless=True)
