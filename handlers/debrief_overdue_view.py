"""The one message to whoever decides, when the time for it has passed: with the buttons that settle it."""

from bot.hiring.application import Application
from bot.hiring.standing import Next, Standing
from bot.ports import Message
from handlers.blocks import actions, button, esc, message, section
from handlers.debrief_reading_view import READ
from handlers.headline_view import MANAGER, STEPS, value_of

OVERDUE = "debrief.overdue"


def overdue(standing: Standing, place: str) -> Message:
    """*place* is where it is talked about, as a link. Nothing of what is in the cards."""
    application, value = standing.application, value_of(standing.application)
    name, stage = esc(application.name), esc(standing.stage.name)
    words = f"*{name}* waits for a decision ({stage}). The time for it has passed; the debate is in {place}."
    if standing.next is Next.DECIDE_STAGE:
        words = f"*{name}* waits for a decision ({stage}). All scorecards are in, in {place}; the time has passed."
    if standing.next is Next.DECIDE and application.hiring_manager is None:
        words += " It needs a hiring manager first."
        return message(words, section(words), actions(button("Set hiring manager", action=MANAGER, value=value)))
    steps = [it for it in STEPS[standing.next] if it[1] != READ]
    return message(
        f"{name} waits for a decision.",
        section(words),
        actions(
            button("Read the cards", action=READ, value=value),
            *(button(label, action=action, value=value, style=style) for label, action, style in steps),
        ),
    )


def settled(application: Application) -> Message:
    words = f"{esc(application.name)}: this is settled, nothing is left to do."
    return message(words, section(words))
