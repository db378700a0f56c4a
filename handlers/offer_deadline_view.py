"""What is said when an offer's time is nearly up or over, and the two small forms behind it."""

from datetime import date

from bot.hiring.application import Application
from bot.hiring.errors import Incomplete
from bot.hiring.letter_facts import spelled
from bot.ports import Block, Message
from handlers.blocks import actions, answers, button, checkboxes, context, day_in, esc, field, message, modal, section
from handlers.headline_view import value_of
from handlers.offer_view import ACCEPTED, DECLINED

EXTEND = "offer.extend"
EXTENDED = "offer.extended"
UNANSWERED = "offer.unanswered"
EXPIRED = "offer.expired"
MESSAGE = "offer.deadline"
TOMORROW, PASSED = "tomorrow", "passed"
ENDED = {"accepted": "They accepted.", "declined": "They declined.", "expired": "It was not answered; closed."}


def key(application: int, which: str, day: date) -> str:
    return f"offer:{application}:{which}:{day.isoformat()}"


def read_key(key: str) -> tuple[str, date]:
    _, _, which, day = key.split(":")
    return which, date.fromisoformat(day)


def due(application: Application, which: str, day: date) -> Message:
    text = _told(application, which, day)
    value = value_of(application)
    steps = [
        button("Accepted", action=ACCEPTED, value=value, style="primary"),
        button("Declined", action=DECLINED, value=value),
        button("Extend", action=EXTEND, value=value),
    ]
    if which == PASSED:
        steps.append(button("Not answered", action=UNANSWERED, value=value))
    hint = "Ask them how they are before you close it." if which == PASSED else "A short call may help them decide."
    return message(text, section(f"*{text}*"), actions(*steps), context(hint))


def settled(application: Application, which: str, day: date, answer: str | None, *, extended: date | None) -> Message:
    text = _told(application, which, day)
    now = f"It stands until {spelled(extended)} now." if extended else ENDED.get(answer or "", "It is closed.")
    return message(text, section(text), context(now))


def extend_form(application: Application, proposed: date) -> Block:
    words = f"The offer to *{esc(application.name)}* stands longer. Nothing is sent: please tell them the new day."
    picker = {"type": "datepicker", "initial_date": proposed.isoformat()}
    return modal(
        "Extend",
        [section(words), field("answer_by", "Answer by", picker)],
        callback=EXTENDED,
        metadata=value_of(application),
        submit="Submit",
    )


def day_of(view: Block) -> date:
    """Raises Incomplete."""
    day = day_in(answers(view), "answer_by")
    if day is None:
        raise Incomplete({"answer_by": "Please choose a day."})
    return day


def expire_form(application: Application) -> Block:
    words = f"*{esc(application.name)}* did not answer the offer. The application is closed; nothing is sent by itself."
    tick = checkboxes([("yes", "I want to write them a short letter")])
    return modal(
        "Not answered",
        [section(words), field("letter", "A last word", tick, optional=True)],
        callback=EXPIRED,
        metadata=value_of(application),
        submit="Close",
    )


def wants_letter(view: Block) -> bool:
    return bool(answers(view).get("letter"))


def _told(application: Application, which: str, day: date) -> str:
    until = spelled(day)
    if which == PASSED:
        return f"{esc(application.name)} has not answered the offer; it stood until {until}."
    return f"{esc(application.name)} has until {until} to answer the offer."
