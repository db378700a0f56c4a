"""By when somebody hears from us: on the card, on Home, and what the coordinator is told when the day has passed."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.hiring.application import Application
from bot.hiring.contact import Contact, Why
from bot.hiring.errors import Incomplete
from bot.hiring.letter_facts import spelled
from bot.hiring.worktime import add_working_days
from bot.ports import Block, Message
from handlers.blocks import actions, answers, button, context, day_in, esc, field, message, modal, section, text_input
from handlers.headline_view import value_of

NOTE = "contact.note"
WAIVE = "contact.waive"
WAIVED = "contact.waived"
OVERDUE = "contact.overdue"
KIND = "holding_note"
HOLDS_FOR = 3  # working days proposed
SHOWN = 20
WHY = {
    Why.INTERVIEW: "the next interview",
    Why.OFFER: "their answer to the offer",
    Why.PROMISED: "somebody named this day",
    Why.LETTER: "the letter",
    Why.STAGE: "the time this stage takes",
}

Due = tuple[Application, Contact]


def key(application: int, day: date) -> str:
    return f"contact:{application}:{day.isoformat()}"


def meant(value: str) -> tuple[int, str]:
    """(application, day) that a button means."""
    application, _, day = value.partition(":")
    return int(application), day


def words(contact: Contact, now: datetime) -> str:
    """For the card."""
    late = " · *overdue*" if contact.is_overdue(now) else ""
    return f"They hear from us by {spelled(contact.day)} ({WHY[contact.why]}){late}"


def overdue(application: Application, contact: Contact) -> Message:
    text = f"{esc(application.name)} should have heard from us by {spelled(contact.day)}."
    return message(text, section(f"*{text}*\nNothing leaves by itself."), actions(*_steps(application, contact)))


def note_leaves(application: Application, day: str) -> Message:
    text = _was_due(application, day)
    return message(text, section(text), context("A note is on its way to them."))


def settled(application: Application, day: str, contact: Contact | None) -> Message:
    text = _was_due(application, day)
    now = f"They hear from us by {spelled(contact.day)}." if contact else "They heard from us."
    return message(text, section(text), context(now))


def waive_form(application: Application, contact: Contact, today: date) -> Block:
    told = f"*{esc(application.name)}* should have heard from us by {spelled(contact.day)}. Nothing is sent."
    proposed = add_working_days(today, HOLDS_FOR).isoformat()
    return modal(
        "No note needed",
        [
            section(told),
            field("reason", "Because …", text_input(limit=500, placeholder="We spoke on the phone.")),
            field("day", "They hear from us by", {"type": "datepicker", "initial_date": proposed}),
        ],
        callback=WAIVED,
        metadata=str(application.id),
        submit="Submit",
    )


def read_waiver(view: Block) -> tuple[int, str, date]:
    """(application id, reason, the day they hear from us). Raises Incomplete."""
    given = answers(view)
    reason, day = str(given.get("reason", "")).strip(), day_in(given, "day")
    if not reason or day is None:
        gaps = {} if reason else {"reason": "Please say why, in a few words."}
        raise Incomplete(gaps if day else {**gaps, "day": "Please choose a day."})
    return int(view["private_metadata"]), reason, day


def on_home(late: Sequence[Due]) -> list[Block]:
    """What is overdue, as rows of [what is mine to do]."""
    return [
        section(
            f"*{esc(application.name)}* should have heard from us by {spelled(contact.day)}",
            _steps(application, contact)[0],
        )
        for application, contact in late
    ]


def coming(promised: Sequence[Due]) -> list[Block]:
    """By when the others hear from us, soonest first."""
    soonest = sorted(promised, key=lambda due: due[1].day)[:SHOWN]
    lines = [f"{spelled(contact.day)}: {esc(application.name)}" for application, contact in soonest]
    return [context("*They hear from us by*\n" + "\n".join(lines))] if lines else []


def _steps(application: Application, contact: Contact) -> list[Block]:
    if contact.why is Why.LETTER:
        return [button("Write letter", action="letter.form", value=value_of(application), style="primary")]
    if contact.why is Why.OFFER:
        return [button("Open", action="candidate.open", value=value_of(application))]
    value = f"{application.id}:{contact.day.isoformat()}"
    note = button("Send a holding note", action=NOTE, value=value, style="primary")
    return [note, button("Not needed, because …", action=WAIVE, value=value)]


def _was_due(application: Application, day: str) -> str:
    return f"{esc(application.name)} should have heard from us by {spelled(date.fromisoformat(day))}."
