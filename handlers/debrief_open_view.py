"""What the hiring channel's thread shows of a debrief: topics, coverage and counts. Never marks, quotes or who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.hiring import debrief
from bot.hiring.debrief import Card
from bot.hiring.standing import Standing
from bot.ports import Block, Message
from handlers.blocks import actions, button, context, esc, mention, message, section, when
from handlers.debrief_reading_view import READ
from handlers.headline_view import value_of

OPENED = "debrief.opened"

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


@dataclass(frozen=True)
class Thread:
    """*cards* are those everybody authorised may read; *voted* of *voting* people have voted."""

    standing: Standing
    cards: Sequence[Card]
    voted: int
    voting: int
    votes_show_at: datetime | None = None


def opened(thread: Thread) -> Message:
    application = thread.standing.application
    value = value_of(application)
    text = f"{opening_words(debrief.conversations(thread.cards))} Start where views differ."
    return message(
        f"Debrief on {esc(application.name)}: {text}",
        section(f"*Debrief on {esc(application.name)}*\n{text}"),
        *_topics(thread),
        context(
            f"{thread.voted} of {thread.voting} votes are in{_until(thread)} · {_who_decides(thread.standing)}",
            "Marks and quotes stay behind [Read the cards].",
        ),
        actions(
            button("Read the cards", action=READ, value=value),
            button("Make an offer", action="decision.offer", value=value, style="primary"),
            button("Reject", action="decision.reject", value=value),
            button("One more conversation", action="decision.one_more", value=value),
        ),
    )


def closed(standing: Standing) -> Message:
    """Without the agenda: whoever talks to the candidate next is to look with eyes of their own."""
    application = standing.application
    words = f"The debrief on {esc(application.name)} is closed. Thank you."
    return message(words, section(words), actions(button("Read the cards", action=READ, value=value_of(application))))


def opening_words(conversations: int) -> str:
    number = NUMBERS[conversations] if conversations < len(NUMBERS) else str(conversations)
    return f"{number} conversation{'' if conversations == 1 else 's'} can mislead."


def _topics(thread: Thread) -> list[Block]:
    """Whoever still owes a card reads this thread too, and is to write it with eyes of their own."""
    if thread.standing.without:
        return [section("A scorecard may still come, so topics and coverage stay behind [Read the cards].")]
    return [section(_agenda(thread)), section(f"*How often each trait was seen*\n{_coverage(thread)}")]


def _agenda(thread: Thread) -> str:
    """Open questions are counted only: what somebody wrote is theirs to say."""
    process = thread.standing.process
    differing, thin = debrief.agenda(debrief.coverage(process, thread.cards))
    lines = []
    for label, traits in (("Where views differ", differing), ("Seen too little to be sure", thin)):
        names = ", ".join(esc(process.trait(trait).name) for trait in traits)
        lines.append(f"*{label}*: {names or 'nothing stands out'}")
    questions = len(debrief.open_questions(thread.cards))
    if questions:
        lines.append(f"*Open questions*: {questions}, behind [Read the cards]")
    return "\n".join(lines)


def _until(thread: Thread) -> str:
    return f", they show when all are or {when(thread.votes_show_at)}" if thread.votes_show_at else ""


def _coverage(thread: Thread) -> str:
    process = thread.standing.process
    return " · ".join(
        f"{esc(process.trait(c.trait).name)} {c.conversations}" for c in debrief.coverage(process, thread.cards)
    )


def _who_decides(standing: Standing) -> str:
    manager = standing.application.hiring_manager
    return f"{mention(manager)} decides, with a written reason" if manager else "a hiring manager has to be named"
