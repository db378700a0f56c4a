"""[Did not take place]: nobody came, or the line was dead. No scorecard is owed, and it can be scheduled again."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from bot.hiring import access
from bot.hiring.errors import NotNow
from bot.hiring.interview import Interview, InterviewState
from bot.hiring.person import Person
from handlers import headline, schedule_note
from handlers.schedule_note_view import MISSED, of_value
from storage import applications, audit, interviews, messages, scorecards
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(MISSED)(note)


def note(ack: Ack, action: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    number, version, _ = of_value(action["value"])
    with db.begin(once=once) as tx:
        application = applications.lock(tx, interviews.get(tx, number).application)
        access.require(actor, MISSED, headline.about(tx, application))
        interview = interviews.get(tx, number)
        _must_be_owed(tx, interview, version, open_=application.is_open)
        gone = replace(interview, state=InterviewState.CANCELLED, version=interview.version + 1)
        interviews.save(tx, gone)
        audit.add(
            tx,
            actor=actor.id,
            action=audit.MISSED,
            application=application.id,
            interview=gone.id,
            said="noted that it did not take place",
        )
        schedule_note.refresh(tx, application, gone)
        messages.refresh(tx, f"owed:{gone.id}")
        messages.refresh(tx, f"stand_in:{gone.id}")
    ack()


def _must_be_owed(tx: Tx, interview: Interview, version: int, *, open_: bool) -> None:
    if not open_ or not interview.is_booked or interview.version != version:
        raise NotNow("This interview was changed meanwhile. Nothing was noted.")
    if not interview.is_over(tx.now):
        raise NotNow("This interview is not over yet. Nothing was noted.")
    if any(scorecards.is_in(tx, interview.id, person) for person in interview.people):
        raise NotNow("A scorecard is in, so it took place. Nothing was noted.")
