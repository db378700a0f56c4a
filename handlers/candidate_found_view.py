"""Whom a search found: a page of candidates, [Back] and [More]."""

from collections.abc import Sequence

from bot.hiring.application import Application
from bot.hiring.process import Process
from bot.ports import Block
from handlers.blocks import actions, button, context, esc, modal, section, when
from handlers.headline_view import OPEN, value_of

MORE = "candidate.more"
A_PAGE = 40
METADATA = 3000  # Slack's limit for what a window remembers


def found(applications: Sequence[Application], numbers: Sequence[int], page: int, process: Process) -> Block:
    """*numbers* are the ids of all that were found; *applications* those of this page."""
    rows = [
        section(
            f"*{esc(a.name)}* · {_where(a, process)} · since {when(a.stage_since, '{date_short}')}",
            button("Open", action=OPEN, value=value_of(a)),
        )
        for a in applications
    ]
    kept = _kept(numbers)
    return modal("Candidates", [*rows, *turns(MORE, page, len(kept), A_PAGE)], callback="candidate.note",
                 metadata=",".join(map(str, kept)))  # fmt: skip


def turns(action: str, page: int, number: int, size: int) -> list[Block]:
    """Where we are, [Back] and [More]; nothing when all stands on one page."""
    if number <= size:
        return []
    last = (number - 1) // size
    made = [context(f"{page * size + 1} to {min(number, (page + 1) * size)} of {number}")]
    if page > 0:
        made.append(actions(button("Back", action=action, value=str(page - 1))))
    if page < last:
        made.append(actions(button("More", action=action, value=str(page + 1))))
    return made


def read(view: Block, value: str) -> tuple[list[int], int]:
    """(ids of all that were found, page)."""
    return [int(number) for number in view["private_metadata"].split(",") if number], int(value)


def _kept(numbers: Sequence[int]) -> list[int]:
    """As many as a window can remember."""
    kept = list(numbers)
    while len(",".join(map(str, kept))) > METADATA:
        kept.pop()
    return kept


def _where(application: Application, process: Process) -> str:
    names = {stage.id: stage.name for stage in process.stages}
    return esc(names.get(application.stage, application.stage)) if application.is_open else "Closed"
