"""What recruiters noted for each other about a candidate, oldest first, and the place for one more."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.hiring.application import Application
from bot.hiring.errors import Incomplete
from bot.hiring.person import Person
from bot.ports import Block
from handlers.blocks import actions, answers, button, context, esc, field, modal, section, text_input, when
from handlers.candidate_card_view import NOTES
from handlers.headline_view import name_of

PAGE = "candidate.notes_page"
ADDED = "candidate.note_added"
A_PAGE = 40
LONGEST = 2000

__all__ = ["ADDED", "NOTES", "PAGE", "page_of", "read", "shown"]


class Note(Protocol):
    @property
    def by(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def at(self) -> datetime: ...


def shown(a: Application, kept: Sequence[Note], people: Mapping[str, Person], page: int | None = None) -> Block:
    """*page* counts from 0, the oldest; without it the last."""
    last = max(0, (len(kept) - 1) // A_PAGE)
    page = last if page is None else min(page, last)
    rows = [_row(note, people) for note in kept[page * A_PAGE : (page + 1) * A_PAGE]]
    turns = [button("Earlier", action=PAGE, value=f"{a.id}.{page - 1}")] if page > 0 else []
    turns += [button("Show last", action=PAGE, value=f"{a.id}.{last}")] if page < last else []
    return modal(
        "Notes",
        [
            section(f"*{esc(a.name)}*"),
            context("Only recruiters see these notes. What speaks for or against somebody belongs on a scorecard."),
            *(rows or [section("No notes yet.")]),
            *(actions(turn) for turn in turns),
            field(f"note_{len(kept)}", "Add a note", text_input(multiline=True, limit=LONGEST)),
        ],
        callback=ADDED,
        metadata=str(a.id),
        submit="Add",
    )


def read(view: Block) -> tuple[int, str]:
    """(application id, text). Raises Incomplete. The field's name counts the notes: it is empty for the next one."""
    text = next((str(value).strip() for name, value in answers(view).items() if name.startswith("note_")), "")
    if not text:
        field_name = next(block["block_id"] for block in view["blocks"] if block["type"] == "input")
        raise Incomplete({field_name: "Please write something."})
    return int(view["private_metadata"]), text


def page_of(value: str) -> tuple[int, int]:
    number, _, page = value.partition(".")
    return int(number), int(page)


def _row(note: Note, people: Mapping[str, Person]) -> Block:
    return section(f"*{name_of(note.by, people)}*, {when(note.at)}\n{esc(note.text)}")
