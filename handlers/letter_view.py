"""A letter's living messages: the one to whoever writes it, and the note in the candidate's thread."""

from bot.hiring.application import Application
from bot.hiring.letter import Letter
from bot.ports import Block, Message
from handlers import headline_view
from handlers.blocks import actions, button, context, esc, message, section, when

FORM = "letter.form"
OFFER_FORM = "offer.form"
LOOK = "letter.look"
UNDO = "letter.undo"
MESSAGE = "letter.message"
NOTE = "letter.note"

REFUSED = "It could not be sent. The coordinator, or an admin, was asked what to do; you can also call it back."


def message_key(letter: int, person: str = "") -> str:
    """The message to whoever was asked to write it; *person* is somebody else who sent it."""
    return f"letter:{letter}:{person}" if person else f"letter:{letter}"


def note_key(letter: int) -> str:
    return f"letter:{letter}:thread"


def value_of(letter: Letter, application: Application) -> str:
    """A button's value: this letter of this candidate."""
    return f"{headline_view.value_of(application)}.{letter.id}"


def meant(value: str) -> tuple[int, int | None]:
    """(application, letter) that a button means; without a letter the one that their application calls for."""
    application, *rest = value.split(".")
    return int(application), int(rest[1]) if len(rest) > 1 else None


def to_write(letter: Letter, application: Application, *, refused: bool) -> Message:
    """What its writer sees: [Preview] [Write letter], then when it leaves with [Undo], then that it left."""
    title = f"*{letter.called.capitalize()} to {esc(application.name)}*"
    words = f"{title}\n{REFUSED if refused else _stands(letter, application)}"
    return message(
        f"{letter.called.capitalize()} to {esc(application.name)}", section(words), *_next(letter, application)
    )


def note(letter: Letter, *, refused: bool) -> Message:
    """For the thread: that it goes, never what stands in it."""
    what = letter.called
    match letter.state:
        case "approved" if refused:
            return message(f"The {what} could not be sent. The coordinator, or an admin, was asked what to do.")
        case "sent":
            return message(f"The {what} has been sent.")
        case "approved":
            return message(f"The {what} is on its way.")
        case "reading":
            return message(f"The {what} waits for a second reader.")
        case "held":
            return message(f"We cannot tell whether the {what} arrived. Whoever sent it has been asked to look.")
        case "cancelled":
            return message(f"The {what} is not needed any more.")
        case _:
            return message(f"The {what} was called back and is being written.")


def undo_button(letter: Letter) -> Block:
    return button("Undo", action=UNDO, value=f"{letter.application}.{letter.id}")


def _stands(letter: Letter, application: Application) -> str:
    match letter.state:
        case "draft":
            return f"Nothing has gone to {esc(application.name)} yet. It is yours to write; nothing leaves by itself."
        case "reading":
            return "It waits for a second reader; it leaves after they found it right. Until then you can call it back."
        case "approved":
            at = when(letter.send_at) if letter.send_at else "soon"
            return f"It leaves {at}. Until then you can call it back."
        case "sent":
            return f"It has been sent{' ' + when(letter.sent_at) if letter.sent_at else ''}."
        case "held":
            return "We cannot tell whether it left; another message asks what to do."
        case _:
            return "It is not needed any more."


def _next(letter: Letter, application: Application) -> list[Block]:
    if letter.state in {"approved", "reading"}:
        return [actions(undo_button(letter))]
    if letter.state == "draft":
        label, action = ("Write the offer", OFFER_FORM) if letter.is_offer else ("Write letter", FORM)
        value = value_of(letter, application)
        made = button("Preview", action=LOOK, value=value, style="primary"), button(label, action=action, value=value)
        return [actions(*made), context("What you write is checked and shown to you before it leaves.")]
    return []
