"""[Cancel interview]: the event goes, the messages say so, the candidate is told."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.interview import Interview, InterviewState
from bot.hiring.person import Person
from handlers import candidate_reminder, headline, schedule_mail, schedule_note, window
from handlers import schedule_change_view as show
from handlers.schedule_guard import locked_for, unchanged
from handlers.schedule_note_view import CANCEL, of_value
from storage import applications, audit, events, interviews
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(CANCEL)(open_form)
    app.view(show.CANCELLED)(cancel)


def open_form(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    number, version, _ = of_value(action["value"])
    with db.read() as tx:
        application = applications.get(tx, interviews.get(tx, number).application)
        access.require(actor, CANCEL, headline.about(tx, application))
        interview = unchanged(tx, number, version)
        view = show.cancel_form(interview, application, tx.book.get(tx, application.process))
    window.show(client, body, view)
    ack()


def cancel(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    number, version, word = show.read_cancellation(view)
    with db.begin(once=once) as tx:
        application, interview = locked_for(tx, actor, show.CANCELLED, number, version)
        gone = _cancel(tx, application, interview, by=actor.id)
        process = tx.book.get(tx, application.process)
        # braces would look like a place in the letter that was left empty
        next_step = word.replace("{", "(").replace("}", ")")
        schedule_mail.cancelled(tx, application, gone, process, next_step=next_step)
    ack(response_action="clear")


def cancel_upcoming(tx: Tx, application: Application, *, by: str) -> None:
    """Every booked interview that has not begun is cancelled; the candidate gets no mail of its own about it.

    What still asks for a scorecard about the others is made current.
    """
    for interview in interviews.of_application(tx, application.id):
        if interview.is_booked and interview.has_begun(tx.now):
            schedule_note.refresh(tx, application, interview)
        elif interview.is_booked:
            _cancel(tx, application, interview, by=by)


def _cancel(tx: Tx, application: Application, interview: Interview, *, by: str) -> Interview:
    gone = cancelled(tx, application, interview, by=by)
    events.show(tx, gone.id)
    return gone


def cancelled(tx: Tx, application: Application, interview: Interview, *, by: str) -> Interview:
    """Note that it does not take place; whoever shows it is made current. The calendar is not touched."""
    gone = replace(interview, state=InterviewState.CANCELLED, version=interview.version + 1)
    interviews.save(tx, gone)
    candidate_reminder.take_back(tx, interview)
    name = tx.book.get(tx, application.process).session(gone.session).name
    audit.add(
        tx,
        actor=by,
        action="interview.cancelled",
        application=application.id,
        interview=gone.id,
        said=f"cancelled the {name}",
    )
    schedule_note.refresh(tx, application, gone)
    return gone
