"""What the second reader of a letter sees, and what its writer hears from them."""

from bot.hiring.application import Application
from bot.hiring.letter import Letter
from bot.hiring.person import Person
from bot.ports import Block, Message
from handlers import letter_view
from handlers.blocks import (
    actions,
    answers,
    button,
    context,
    divider,
    esc,
    field,
    message,
    modal,
    section,
    text_input,
    when,
)
from handlers.letter_form_view import as_it_leaves, seen_by

AGREE = "letter.agree"
SEND_BACK = "letter.send_back"
SENT_BACK = "letter.sent_back"
MESSAGE = "letter.reading"
BACK = "letter.came_back"


def message_key(letter: int, version: int, person: str) -> str:
    return f"letter:{letter}:reading:{version}:{person}"


def back_key(letter: int, version: int) -> str:
    return f"letter:{letter}:back:{version}"


def preview(letter: Letter, application: Application, writer: Person | None) -> Block:
    """Word for word what leaves once this reader agrees."""
    leaves = (
        f"It leaves {when(letter.send_at)}; until then you can send it back."
        if letter.send_at
        else "It leaves only after somebody else found it right; then it can still be called back for a while."
    )
    note = section(f"{_name(writer)} wrote this {letter.called} to *{esc(application.name)}*. {leaves}")
    back = actions(button("Send back", action=SEND_BACK, value=seen_by(letter)))
    return modal(
        "Second reading",
        [note, *as_it_leaves(letter), divider(), back],
        callback=AGREE,
        metadata=seen_by(letter),
        submit="Looks right",
    )


def word_form(letter: Letter, application: Application) -> Block:
    word = field("word", "What should change?", text_input(multiline=True, limit=1000))
    words = f"The {letter.called} to *{esc(application.name)}* goes back to whoever wrote it, with what you write here."
    return modal("Send back", [section(words), word], callback=SENT_BACK, metadata=seen_by(letter), submit="Send back")


def word_of(view: Block) -> str:
    return str(answers(view).get("word", "")).strip()


def asks(letter: Letter, application: Application, writer: Person | None, *, open_still: bool) -> Message:
    leaves = f"before it leaves, {when(letter.send_at)}" if letter.send_at and open_still else "before it leaves"
    text = f"{_name(writer)} asks you to read the {letter.called} to {esc(application.name)} {leaves}."
    if not open_still:
        return message(text, section(text), context(_ended(letter)))
    look = button("Preview", action=letter_view.LOOK, value=letter_view.value_of(letter, application), style="primary")
    return message(text, section(text), actions(look), context("One second reader is enough."))


def came_back(letter: Letter, application: Application, reader: Person | None, *, open_still: bool) -> Message:
    text = f"{_name(reader)} read the {letter.called} to {esc(application.name)} and sent it back."
    if not open_still:
        return message(text, section(text), context("It was changed since."))
    write = button("Write letter", action=letter_view.FORM, value=letter_view.value_of(letter, application))
    return message(text, section(f"{text}\n>{esc(letter.remark).replace(chr(10), f'{chr(10)}>')}"), actions(write))


def _ended(letter: Letter) -> str:
    if letter.state in {"approved", "sent", "held"}:
        return "It was found right." if letter.reader else "It has left."
    return "It is being written again." if letter.state in {"draft", "reading"} else "It is not needed any more."


def _name(person: Person | None) -> str:
    return esc(person.name) if person else "Somebody"
