"""Everything a person can do with the bot. One module per feature; start here."""

from collections.abc import Callable

from slack_bolt import App

from bot.ports import Message
from handlers import (
    candidate,
    candidate_manager,
    debrief,
    debrief_open,
    debrief_vote,
    decision,
    headline,
    hiring,
    home,
    kit,
    letter,
    letter_look,
    offer,
    reminder,
    schedule,
    schedule_answer,
    schedule_book,
    schedule_cancel,
    schedule_find,
    schedule_move,
    schedule_note,
    schedule_replace,
    scorecard,
    scorecard_clock,
    scorecard_without,
    stuck,
)
from handlers.company import Company
from handlers.home import home_blocks
from handlers.schedule_event import event_linked, event_of
from handlers.schedule_watch import watch_calendar
from handlers.stuck import letter_held, letter_sent, tell_stuck
from storage.database import Database

__all__ = [
    "DUE",
    "RENDERERS",
    "Company",
    "event_linked",
    "event_of",
    "home_blocks",
    "letter_held",
    "letter_sent",
    "register",
    "tell_stuck",
    "watch_calendar",
]

FEATURES = (
    candidate,
    candidate_manager,
    debrief,
    debrief_vote,
    decision,
    hiring,
    home,
    letter,
    letter_look,
    offer,
    stuck,
    schedule,
    schedule_answer,
    schedule_book,
    schedule_cancel,
    schedule_find,
    schedule_move,
    schedule_replace,
    scorecard,
    scorecard_clock,
    scorecard_without,
)

RENDERERS: dict[str, Callable[..., Message | None]] = {
    **debrief_open.RENDERERS,
    **debrief_vote.RENDERERS,
    **decision.RENDERERS,
    **headline.RENDERERS,
    **kit.RENDERERS,
    **letter.RENDERERS,
    **offer.RENDERERS,
    **reminder.RENDERERS,
    **schedule_note.RENDERERS,
    **scorecard.RENDERERS,
    **stuck.RENDERERS,
}
"""Draws the messages that the outbox promises, by name: (tx, *ids) -> Message, or None when no longer wanted."""

DUE: tuple[Callable[[Database], None], ...] = (
    debrief_open.open_due_debriefs,
    kit.send_kits,
    reminder.remind,
    scorecard_without.offer,
)
"""What is due by time: each computes it from rows and promises it; asked every tick."""


def register(app: App) -> None:
    for feature in FEATURES:
        feature.register(app)
