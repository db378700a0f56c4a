"""The form in which a letter is written, and the preview that shows exactly what will leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.hiring.application import Application
from bot.hiring.errors import Incomplete
from bot.hiring.letter import Letter
from bot.hiring.letter_edit import Strength, in_parts, standing_in
from bot.hiring.letter_text import places
from bot.ports import Block
from handlers.blocks import (
    actions,
    answers,
    button,
    checkboxes,
    context,
    day_in,
    divider,
    esc,
    field,
    modal,
    plain,
    section,
    text_input,
    when,
)
from handlers.letter_view import REFUSED, undo_button

PREVIEW = "letter.preview"
SEND = "letter.send"
EDIT = "letter.edit"
LIMIT = 3000  # of one text field and of one section
SHOWN = "letter.shown"
TYPED = "letter.typed"  # every keystroke, so that it can be kept


@dataclass(frozen=True)
class Written:
    """What stands in the form. *strengths* are ids of ticks, *asked* answers by the variable's name."""

    application: int
    letter: int
    version: int
    subject: str
    body: str
    strengths: tuple[str, ...]
    asked: dict[str, str]
    answer_by: date | None


def form(
    letter: Letter,
    application: Application,
    offered: Sequence[Strength],
    *,
    answer_by: date | None,
    kept: Mapping[str, str],
) -> Block:
    """*answer_by* is asked for in offers and holding notes. *kept* is what this person typed before, by field."""
    blocks: list[Block] = [context(f"To {esc(letter.to)} · signed and answered by {esc(letter.sender_name)}")]
    if letter.remark:
        blocks.append(section(f"*The second reader asks:* {esc(letter.remark)}"))
    if kept:
        blocks.append(context("Kept as a draft. Only you can see it."))
    blocks += _strengths(letter, offered)
    blocks += [
        _typed(f"ask_{name}", name.replace("_", " ").capitalize(), kept.get(f"ask_{name}", ""), limit=200)
        for name in places(f"{letter.subject}\n{letter.body}")
        if name != "answer_by" or answer_by is None
    ]
    if answer_by is not None:
        picker = {"type": "datepicker", "initial_date": answer_by.isoformat()}
        label = "They hear from us by" if letter.is_holding_note else "Answer by"
        blocks.append(field("answer_by", label, picker))
    blocks += _text(letter, kept)
    return modal(
        f"{letter.called.capitalize()} to {application.name}",
        blocks,
        callback=PREVIEW,
        metadata=seen_by(letter),
        submit="Preview",
        close="Cancel",
    )


def typed_in(view: Block) -> list[tuple[str, str, str]]:
    """(field, what stands in it, what it was drawn with) of every text field."""
    given = answers(view)
    boxes = [b for b in view["blocks"] if b["type"] == "input" and b["element"]["type"] == "plain_text_input"]
    return [(b["block_id"], str(given.get(b["block_id"], "")), b["element"].get("initial_value", "")) for b in boxes]


def read(view: Block) -> Written:
    """Raises Incomplete where the letter itself is missing: what is handed in replaces what was kept."""
    given = answers(view)
    application, letter, version = seen(view)
    empty = [name for name in ("subject", "body") if name not in given]
    if empty:
        raise Incomplete(dict.fromkeys(empty, "Please write something here."))
    bodies = sorted((name for name in given if name.partition("_")[0] == "body"), key=lambda name: (len(name), name))
    return Written(
        application,
        letter,
        version,
        subject=" ".join(str(given.get("subject", "")).split()),
        body="\n\n".join(str(given[name]).strip() for name in bodies),
        strengths=tuple(given.get("strengths", ())),
        asked={name.removeprefix("ask_"): str(text) for name, text in given.items() if name.startswith("ask_")},
        answer_by=day_in(given, "answer_by"),
    )


def preview(letter: Letter, note: str, *, alone: bool = False) -> Block:
    """*note* (mrkdwn) says when it leaves and why not at once. *alone*: nobody is there to read it a second time."""
    change = actions(button("Edit again", action=EDIT, value=seen_by(letter)))
    tick = field("alone", "Nobody else here may read it first", checkboxes([("yes", "I have read it once more")]))
    return modal(
        "Preview",
        [section(note), *as_it_leaves(letter), divider(), change, *([tick] if alone else [])],
        callback=SEND,
        metadata=seen_by(letter),
        submit="Send letter",
    )


def shown(letter: Letter, *, refused: bool) -> Block:
    """A letter that nobody can change any more, or not now."""
    at = when(letter.send_at) if letter.send_at else ""
    words = {
        "approved": REFUSED if refused else f"It is on its way: it leaves {at}.",
        "sent": "It has been sent.",
        "reading": "It waits for a second reader.",
        "held": "We cannot tell whether it left.",
    }
    blocks = [section(words.get(letter.state, "It is not needed any more.")), *as_it_leaves(letter)]
    if letter.state in {"approved", "reading"}:
        blocks.append(actions(undo_button(letter)))
    return modal(letter.called.capitalize(), blocks, callback=SHOWN)


def is_read_again(view: Block) -> bool:
    """Whether whoever is alone ticked that they have read it once more."""
    return bool(answers(view).get("alone"))


def seen(view: Block) -> tuple[int, int, int]:
    """(application, letter, version of the letter) that the form shows."""
    application, letter, version = (int(part) for part in view["private_metadata"].split("."))
    return application, letter, version


def letter_of(value: str) -> tuple[int, int]:
    """(application, letter) that a button means."""
    application, letter = value.split(".")[:2]
    return int(application), int(letter)


def seen_by(letter: Letter) -> str:
    """Application, letter and the version that the form or button shows."""
    return f"{letter.application}.{letter.id}.{letter.version}"


def _text(letter: Letter, kept: Mapping[str, str]) -> list[Block]:
    """Subject and body; a long body in several fields."""
    fields = [_typed("subject", "Subject", kept.get("subject", letter.subject), limit=200, optional=False)]
    for number, part in enumerate(in_parts(letter.body, LIMIT), 1):
        name, label = ("body", "Text") if number == 1 else (f"body_{number}", f"Text, part {number}")
        box = _typed(name, label, kept.get(name, part), limit=LIMIT, optional=number > 1)
        fields.append({**box, "element": {**box["element"], "multiline": True}})
    return fields


def _typed(name: str, label: str, text: str, *, limit: int, optional: bool = True) -> Block:
    box = {**text_input(initial=text, limit=limit), "action_id": TYPED}
    return field(name, label, box, optional=optional, live=True)


def _strengths(letter: Letter, offered: Sequence[Strength]) -> list[Block]:
    """The tick-list; what is too long for it is spelled out above."""
    if not offered:
        return []
    ticks = checkboxes([(s.id, s.text) for s in offered], initial=standing_in(letter.body, offered))
    hint = "Ticked ones are put into the letter; the preview shows where."
    listed = field("strengths", "What interviewers wrote for sending", ticks, optional=True, hint=hint)
    long = [f"• {esc(s.text)}" for s in offered[:10] if len(s.text) > 75]
    return [*([context(*long)] if long else []), listed]


def as_it_leaves(letter: Letter) -> list[Block]:
    """Word for word, as plain text: nothing in it becomes a link, a mention or an emoji."""
    sender = f"*From* {esc(letter.sender_name)}"
    if letter.reply_to:
        sender += f" · answers go to {esc(letter.reply_to)}"
    head = section(f"*To* {esc(letter.to)}\n{sender}\n*Subject*")
    return [head, _verbatim(letter.subject), divider(), *(_verbatim(part) for part in in_parts(letter.body, LIMIT))]


def _verbatim(text: str) -> Block:
    return {"type": "section", "text": {**plain(text, LIMIT), "emoji": False}}
