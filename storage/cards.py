"""Remembering scorecards as they stand side by side: each with its interview, and whether it was independent."""

from datetime import datetime

from bot.hiring.application import Application
from bot.hiring.debrief import Card, is_independent
from bot.hiring.scorecard import is_late
from storage import debriefs, forgone, interviews, scorecards, stays
from storage.database import Tx


def of(tx: Tx, application: Application) -> list[Card]:
    """Every scorecard handed in about a booked interview, in the order of the interviews.

    One that the others did not wait for is late, whatever the process calls late.
    """
    process = tx.book.get(tx, application.process)
    booked = [i for i in interviews.of_application(tx, application.id) if i.is_booked]
    read_at, left_at = dict(debriefs.readers(tx, application.id)), stays.passed(tx, application.id)
    handed_in = scorecards.of_application(tx, application.id)
    went_on = {(it.interview, it.person) for it in forgone.of_application(tx, application.id)}
    return [
        Card(
            interview,
            card,
            independent=is_independent(
                card,
                process.stage(interview.stage),
                read_at=read_at.get(card.interviewer),
                left_at=left_at.get(interview.stage),
            ),
            corrected_after_reading=_before(read_at.get(card.interviewer), card.corrected_at),
            late=is_late(card, interview, process.scorecards) or (card.interview, card.interviewer) in went_on,
        )
        for interview in booked
        for card in handed_in
        if card.interview == interview.id
    ]


def _before(read: datetime | None, at: datetime | None) -> bool:
    return read is not None and at is not None and read < at
