"""The button on the card of somebody who was turned down and asked for more."""

from bot.hiring.application import Application
from bot.ports import Block
from handlers.blocks import button, confirm
from handlers.headline_view import value_of

ASKED = "letter.asked"


def asked_button(application: Application) -> Block:
    sure = confirm(
        "They asked for more?",
        "Only if they asked, in their own words. You then write a second, short letter: what they did well, and at "
        "most one thing that would have helped.",
        "Yes, they asked",
    )
    return button("They asked for more", action=ASKED, value=value_of(application), ask=sure)
