"""Whether the offer was accepted: the two small forms, and the reminder that follows."""

from datetime import date

from bot.hiring.application import Application
from bot.ports import Block, Message
from handlers.blocks import (
    actions,
    answers,
    button,
    checkboxes,
    context,
    day_in,
    esc,
    field,
    message,
    modal,
    section,
    text_input,
)
from handlers.headline_view import value_of

ACCEPTED = "offer.accepted"
ACCEPT = "offer.accept"
DECLINED = "offer.declined"
DECLINE = "offer.decline"
CLEARED = "offer.cleared"
CLEAR = "offer.clear"

UNSENT = "\nThe mail with the offer has not left yet; it will not leave any more."


def clear_key(application: int) -> str:
    return f"offer:{application}:clear"


def accept_form(application: Application, *, mail_left: bool) -> Block:
    words = f"*{esc(application.name)}* accepted the offer. They get a mail that says how glad you are."
    words += "" if mail_left else UNSENT
    first_day = field("first_day", "First day", {"type": "datepicker"}, optional=True)
    seen = value_of(application)
    return modal("Accepted", [section(words), first_day], callback=ACCEPT, metadata=seen, submit="Submit")


def decline_form(application: Application, *, mail_left: bool) -> Block:
    words = f"*{esc(application.name)}* declined the offer. Nothing is sent unless you tick it."
    words += "" if mail_left else UNSENT
    reason = field("reason", "What did they say?", text_input(multiline=True), optional=True)
    tick = checkboxes([("yes", "Send a short thank-you")])
    thanks = field("thanks", "A last word", tick, optional=True)
    return modal(
        "Declined", [section(words), reason, thanks], callback=DECLINE, metadata=value_of(application), submit="Submit"
    )


def first_day_of(view: Block) -> date | None:
    return day_in(answers(view), "first_day")


def reason_of(view: Block) -> str:
    return str(answers(view).get("reason", "")).strip()


def thanks(view: Block) -> bool:
    return bool(answers(view).get("thanks"))


def reminder(
    application: Application, first_day: date | None, *, cleared_by: str | None, own_channel: str | None = None
) -> Message:
    """*own_channel* is mrkdwn: where they alone were talked about."""
    name = esc(application.name)
    until = f"{first_day:%A}, {first_day.day} {first_day:%B %Y}" if first_day else "their first day"
    text = f"{name} accepted the offer."
    if cleared_by is not None:
        return message(text, section(f"*{text}*"), context(f"The thread is cleared, says {esc(cleared_by)}."))
    please = f"Please clear the thread in the hiring channel before {until}: a new colleague may be able to read it."
    if own_channel:
        please = f"Please look through {own_channel} before {until}; [Cleared] archives it."
    done = button("Cleared", action=CLEARED, value=str(application.id))
    return message(text, section(f"*{text}*\n{please}"), actions(done))
