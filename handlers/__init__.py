"""Everything a person can do with the bot. One module per feature; start here."""

from collections.abc import Callable

from slack_bolt import App

from bot.ports import Message
from handlers import (
    candidate,
    candidate_channel,
    candidate_edit,
    candidate_found,
    candidate_manager,
    candidate_merge,
    candidate_note,
    candidate_reminder,
    candidate_reopen,
    candidate_timeline,
    contact,
    debrief,
    debrief_open,
    debrief_overdue,
    debrief_share,
    debrief_vote,
    decision,
    digest,
    erased,
    figures,
    handover,
    headline,
    hiring,
    home,
    kit,
    letter,
    letter_look,
    letter_more,
    letter_reader,
    offer,
    offer_clear,
    offer_deadline,
    paused,
    pipeline,
    reminder,
    restored,
    schedule,
    schedule_answer,
    schedule_book,
    schedule_cancel,
    schedule_find,
    schedule_missed,
    schedule_move,
    schedule_note,
    schedule_pointed,
    schedule_replace,
    scorecard,
    scorecard_clock,
    scorecard_without,
    stuck,
    stuck_channel,
    team,
    team_left,
)
from handlers.candidate_channel import tell_refused as channel_refused
from handlers.candidate_channel import wanted as channel_wanted
from handlers.company import Company
from handlers.home import home_blocks
from handlers.paused import tell_pause
from handlers.restored import after_restore, is_too_early
from handlers.roll_call import RollCall
from handlers.schedule_event import event_linked, event_of
from handlers.schedule_watch import watch_calendar
from handlers.stuck import letter_held, letter_sent, tell_stuck
from handlers.team_left import has_come_back, has_left
from handlers.unheard import tell_again
from storage.database import Database

__all__ = [
    "DUE",
    "RENDERERS",
    "Company",
    "RollCall",
    "after_restore",
    "channel_refused",
    "channel_wanted",
    "event_linked",
    "event_of",
    "has_come_back",
    "has_left",
    "home_blocks",
    "is_too_early",
    "letter_held",
    "letter_sent",
    "register",
    "tell_again",
    "tell_pause",
    "tell_stuck",
    "watch_calendar",
]

FEATURES = (
    candidate,
    candidate_edit,
    candidate_found,
    candidate_manager,
    contact,
    candidate_merge,
    candidate_note,
    candidate_reopen,
    candidate_timeline,
    debrief,
    debrief_share,
    debrief_vote,
    decision,
    digest,
    figures,
    hiring,
    home,
    letter,
    letter_look,
    letter_more,
    letter_reader,
    offer,
    offer_deadline,
    pipeline,
    restored,
    stuck,
    stuck_channel,
    schedule,
    schedule_answer,
    schedule_book,
    schedule_cancel,
    schedule_find,
    schedule_missed,
    schedule_move,
    schedule_pointed,
    schedule_replace,
    scorecard,
    scorecard_clock,
    scorecard_without,
    team,
    team_left,
)

RENDERERS: dict[str, Callable[..., Message | None]] = {
    **candidate_channel.RENDERERS,
    **contact.RENDERERS,
    **candidate_edit.RENDERERS,
    **debrief_open.RENDERERS,
    **debrief_overdue.RENDERERS,
    **debrief_share.RENDERERS,
    **debrief_vote.RENDERERS,
    **decision.RENDERERS,
    **digest.RENDERERS,
    **erased.RENDERERS,
    **handover.RENDERERS,
    **headline.RENDERERS,
    **kit.RENDERERS,
    **letter.RENDERERS,
    **letter_reader.RENDERERS,
    **offer.RENDERERS,
    **offer_deadline.RENDERERS,
    **offer_clear.RENDERERS,
    **paused.RENDERERS,
    **reminder.RENDERERS,
    **restored.RENDERERS,
    **schedule_note.RENDERERS,
    **schedule_pointed.RENDERERS,
    **scorecard.RENDERERS,
    **stuck.RENDERERS,
}
"""Draws the messages that the outbox promises, by name: (tx, *ids) -> Message, or None when no longer wanted."""

DUE: tuple[Callable[[Database], None], ...] = (
    handover.hand_over,
    debrief_open.open_due_debriefs,
    debrief_overdue.remind_to_decide,
    kit.send_kits,
    offer_clear.remind_to_clear,
    reminder.remind,
    digest.send_digests,
    contact.remind,
    offer_deadline.remind_of_offers,
    candidate_reminder.remind_candidates,
    scorecard_without.offer,
)
"""What is due by time: each computes it from rows and promises it; asked every tick."""


def register(app: App) -> None:
    for feature in FEATURES:
        feature.register(app)
