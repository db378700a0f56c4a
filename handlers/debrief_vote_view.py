"""The one direct message each voter gets, and the form behind [Change]."""

from dataclasses import dataclass

from bot.hiring.application import Application
from bot.hiring.debrief import Vote
from bot.hiring.errors import Incomplete
from bot.hiring.process import Process
from bot.ports import Block, Message
from handlers.blocks import actions, answers, button, esc, field, message, modal, radio, section, text_input

VOTE = "debrief.vote"
KEEP = "debrief.keep"
CHANGE = "debrief.change"
VOTED = "debrief.voted"


@dataclass(frozen=True)
class Ballot:
    """*view* is their own card's recommendation (id), *place* the decision thread as a link."""

    application: Application
    process: Process
    view: str
    vote: Vote | None
    is_open: bool
    place: str


def ballot(it: Ballot) -> Message:
    """Nothing of anybody else's card or vote."""
    name, value = esc(it.application.name), str(it.application.id)
    said = esc(label(it.process, it.vote.recommendation)) if it.vote else ""
    if not it.is_open:
        return message(f"The debrief on {name} is closed." + (f" Your vote: *{said}*." if said else ""))
    change = button("Change", action=CHANGE, value=value)
    if it.vote:
        words = f"Your vote on *{name}*: *{said}*. Thank you. The debate is in {it.place}."
        return message(f"Your vote on {name} is in.", section(words), actions(change))
    own = label(it.process, it.view)
    words = f"The debrief on *{name}* is open in {it.place}.\nYour scorecard says *{esc(own)}*. Is it still your view?"
    keep = button(f"Keep {own}", action=KEEP, value=value, style="primary")
    return message(f"The debrief on {name} is open: your vote, please.", section(words), actions(keep, change))


def form(application: Application, process: Process, *, chosen: str) -> Block:
    choices = [(choice.id, choice.label) for choice in process.recommendations]
    return modal(
        "Your vote",
        [
            section(f"*{esc(application.name)}*\nVotes show when all are in."),
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
