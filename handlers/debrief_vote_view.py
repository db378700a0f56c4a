"""The one direct message each voter gets, and the form behind [Change]."""

from dataclasses import dataclass
from datetime import datetime

from bot.hiring.application import Application
from bot.hiring.debrief import Vote
from bot.hiring.errors import Incomplete
from bot.hiring.process import Process
from bot.ports import Block, Message
from handlers.blocks import actions, answers, button, esc, field, message, modal, radio, section, text_input, when

VOTE = "debrief.vote"
KEEP = "debrief.keep"
CHANGE = "debrief.change"
VOTED = "debrief.voted"


@dataclass(frozen=True)
class Ballot:
    """*view* is what they said last (a recommendation's id): their vote, or their card. *place* links to the thread.

    A vote of theirs from before one more conversation is owed again.
    """

    application: Application
    process: Process
    view: str
    vote: Vote | None
    is_owed: bool
    is_open: bool
    place: str
    shows_at: datetime | None = None


def ballot(it: Ballot) -> Message:
    """Nothing of anybody else's card or vote."""
    name, value = esc(it.application.name), str(it.application.id)
    said = esc(label(it.process, it.vote.recommendation)) if it.vote else ""
    if not it.is_open:
        return message(f"The debrief on {name} is closed." + (f" Your vote: *{said}*." if said else ""))
    change = button("Change", action=CHANGE, value=value)
    if not it.is_owed:
        words = f"Your vote on *{name}*: *{said}*. Thank you. The debate is in {it.place}."
        return message(f"Your vote on {name} is in.", section(words), actions(change))
    words = f"The debrief on *{name}* is open in {it.place}.{_until(it)}\n{_is_it_still(it)}"
    return message(f"The debrief on {name} is open: your vote, please.", section(words), actions(*_keep_or_change(it)))


def owed(it: Ballot) -> list[Block]:
    """On Home, until it is in."""
    words = f"*Your vote:* {esc(it.application.name)}, in {it.place}.{_until(it)} {_is_it_still(it)}"
    return [section(words), actions(*_keep_or_change(it))]


def _is_it_still(it: Ballot) -> str:
    own = esc(label(it.process, it.view))
    if it.vote:
        return f"Your vote was *{own}*. One more conversation was held since: is it still your view?"
    return f"Your scorecard says *{own}*. Is it still your view?"


def _until(it: Ballot) -> str:
    return f" Votes show when all are in, or {when(it.shows_at)}." if it.shows_at else ""


def _keep_or_change(it: Ballot) -> tuple[Block, Block]:
    value = str(it.application.id)
    keep = button(f"Keep {label(it.process, it.view)}", action=KEEP, value=value, style="primary")
    return keep, button("Change", action=CHANGE, value=value)


def form(application: Application, process: Process, *, chosen: str, shown: bool) -> Block:
    """*shown*: the votes show already."""
    told = "Votes show already. A change is marked as one, and your first vote is kept beside it."
    choices = [(choice.id, choice.label) for choice in process.recommendations]
    return modal(
        "Your vote",
        [
            section(f"*{esc(application.name)}*\n{told if shown else 'Votes show when all are in.'}"),
            field("recommendation", "Your view now", radio(choices, initial=chosen)),
            field("reason", "Why?", text_input(multiline=True), hint="What did you hear or read that counts for it?"),
        ],
        callback=VOTED,
        metadata=str(application.id),
        submit="Submit",
        close="Cancel",
    )


def read(view: Block, process: Process) -> tuple[str, str]:
    """The recommendation (id) and the reason. Raises Incomplete."""
    given = answers(view)
    chosen, reason = str(given.get("recommendation", "")), str(given.get("reason", "")).strip()
    gaps = {}
    if chosen not in {choice.id for choice in process.recommendations}:
        gaps["recommendation"] = "Please choose one."
    if not reason:
        gaps["reason"] = "Please write down why, in a sentence or two."
    if gaps:
        raise Incomplete(gaps)
    return chosen, reason


def label(process: Process, recommendation: str) -> str:
    return next((choice.label for choice in process.recommendations if choice.id == recommendation), recommendation)
