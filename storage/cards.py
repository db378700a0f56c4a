"""Remembering scorecards as they stand side by side: each with its interview, and whether it was independent."""

from datetime import datetime

from bot.hiring.application import Application
from bot.hiring.debrief import Card
from bot.hiring.scorecard import is_late
from storage import debriefs, forgone, interviews, scorecards
from storage.database import Tx


def of(tx: Tx, application: Application) -> list[Card]:
    """Every scorecard handed in about a booked interview, in the order of the interviews.

    Whoever had read the others' before, or could follow the debate, did not judge independently.
    """
    process = tx.book.get(tx, application.process)
    booked = [i for i in interviews.of_application(tx, application.id) if i.is_booked]
    read_at = dict(debriefs.readers(tx, application.id))
    handed_in = scorecards.of_application(tx, application.id)
    found = []
    for interview in booked:
        debated = process.stage(interview.stage).kind == "debrief"
        for card in (card for card in handed_in if card.interview == interview.id):
            read = read_at.get(card.interviewer)
            found.append(
                Card(
                    interview,
                    card,
                    independent=not (_before(read, card.submitted_at) or debated),
                    corrected_after_reading=_before(read, card.corrected_at),
                    late=is_late(card, interview, process.scorecards),
                    after_the_others=forgone.find(tx, interview.id, card.interviewer) is not None,
                )
            )
    return found


def _before(read: datetime | None, at: datetime | None) -> bool:
    return read is not None and at is not None and read < at
