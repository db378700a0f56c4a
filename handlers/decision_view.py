"""The forms behind [Advance] [Reject] [Make an offer] [One more conversation], and what the thread is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.hiring.application import THEIR_NAME, Application
from bot.hiring.decision import Verdict, needs_reason
from bot.hiring.process import Process
from bot.hiring.standing import EXTRA, Standing
from bot.ports import Block, Message
from handlers.blocks import actions, answers, button, esc, field, message, modal, section, text_input, when
from handlers.debrief_reading_view import READ
from handlers.headline_view import OPEN, value_of

NOTE = "decision.note"
CHANGES_SHOWN = 5

ASKED = {
    "decision.advance": Verdict.ADVANCE,
    "decision.reject": Verdict.REJECT,
    "decision.offer": Verdict.OFFER,
    "decision.one_more": Verdict.ONE_MORE,
}
DECIDED = {
    "decision.advanced": Verdict.ADVANCE,
    "decision.rejected": Verdict.REJECT,
    "decision.offered": Verdict.OFFER,
    "decision.one_more_asked": Verdict.ONE_MORE,
}
CALLBACKS = {verdict: callback for callback, verdict in DECIDED.items()}

TITLES = {
    Verdict.ADVANCE: "Advance",
    Verdict.REJECT: "Reject",
    Verdict.OFFER: "Make an offer",
    Verdict.ONE_MORE: "One more conversation",
}
SUBMITS = {Verdict.ONE_MORE: "Ask for it"}


@dataclass(frozen=True)
class Asked:
    """*version* is the application's as the person saw it, *seen* the last that had happened to its scorecards.

    A form that was drawn by an older version of the bot tells no *seen*.
    """

    verdict: Verdict
    application: int
    version: int
    reason: str
    seen: int | None


@dataclass(frozen=True)
class Change:
    """*who*, by name, did *what* to a scorecard."""

    who: str
    what: str
    at: datetime


def form(verdict: Verdict, standing: Standing, changes: Sequence[Change], *, seen: int, reason: str = "") -> Block:
    """*changes*: what happened to the cards since they were read."""
    application = standing.application
    optional = not needs_reason(verdict, standing)
    return modal(
        TITLES[verdict],
        [
            section(f"*{esc(application.name)}*\n{_what_it_means(verdict, standing)}"),
            *_to_be_read(application, changes),
            field(
                "reason",
                "Why?",
                text_input(multiline=True, initial=reason),
                optional=optional,
                hint="Kept for the record with your name. It is never sent, and never shown in the channel.",
            ),
        ],
        callback=CALLBACKS[verdict],
        metadata=f"{value_of(application)}.{seen}",
        submit=SUBMITS.get(verdict, TITLES[verdict]),
        close="Cancel",
    )


def read(view: Block) -> Asked:
    application, version, *seen = map(int, view["private_metadata"].split("."))
    reason = str(answers(view).get("reason", "")).strip()
    return Asked(DECIDED[view["callback_id"]], application, version, reason, seen[0] if seen else None)


def _to_be_read(application: Application, changes: Sequence[Change]) -> list[Block]:
    if not changes:
        return []
    words = "\n".join(f"*{esc(it.who)}* {it.what}, {when(it.at)}." for it in changes[-CHANGES_SHOWN:])
    read_it = button("Read the cards", action=READ, value=value_of(application))
    return [section(f"{words}\nPlease read it, then decide.", read_it)]


def said(verdict: Verdict, after: Application, process: Process) -> str:
    """For whoever comes second."""
    match verdict:
        case Verdict.ADVANCE:
            return f"advanced {THEIR_NAME} to {process.stage(after.stage).name}"
        case Verdict.REJECT:
            return f"turned {THEIR_NAME} down"
        case Verdict.OFFER:
            return f"decided to make {THEIR_NAME} an offer"
        case Verdict.ONE_MORE:
            return f"asked for one more conversation with {THEIR_NAME}"


def note(verdict: Verdict, application: Application, stage: str, by: str = "") -> Message:
    """For the thread. *stage* is where the decision took them, by name, *by* who decided, in mrkdwn.

    Tomorrow's colleagues read it: of who was turned down it says no more than that it is closed.
    """
    name = esc(application.name)
    words = {
        Verdict.ADVANCE: f"{name} moves on: {esc(stage)}.",
        Verdict.REJECT: f"Closed. Thank you all for your time with {name}.",
        Verdict.OFFER: f"{name} is to get an offer.",
        Verdict.ONE_MORE: f"One more conversation with {name} before this is decided.",
    }[verdict]
    words += f" Decided by {by}." if by and verdict is not Verdict.REJECT else ""
    return message(words, section(words), actions(button("Open", action=OPEN, value=value_of(application))))


def _what_it_means(verdict: Verdict, standing: Standing) -> str:
    name, process = esc(standing.application.name), standing.process
    following = process.after(standing.stage.id)
    match verdict:
        case Verdict.ADVANCE:
            return f"moves on to *{esc(following.name)}*." if following else ""
        case Verdict.ONE_MORE:
            extra = process.session(EXTRA)
            minutes = int(extra.duration.total_seconds() // 60)
            return (
                "One short conversation is prone to error. "
                f"This adds *{esc(extra.name)}* ({minutes} minutes), about what was seen least so far."
            )
        case _:
            return f"Nothing goes to {name} yet. Next: the letter."
