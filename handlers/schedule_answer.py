"""[I'll be there] [I can't]: each for their own seat. Whoever can't is replaced at the same time, if anybody can."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.errors import NotAllowed, NotNow
from bot.hiring.interview import Answer, Interview
from bot.hiring.person import Person
from bot.ports import Calendar
from handlers import headline, schedule_note
from handlers import schedule_note_view as show
from handlers.schedule_replace import look_for_replacement
from storage import applications, audit, interviews
from storage.database import Database, Tx

MISSING = "seat that was declined"


def register(app: App) -> None:
    app.action(show.ACCEPT)(accept)
    app.action(show.DECLINE)(ack=decline, lazy=[suggest])


def accept(ack: Ack, action: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    _say(action, actor, db, once, Answer.ACCEPTED, show.ACCEPT)
    ack()


def decline(ack: Ack, action: dict[str, Any], context: BoltContext, actor: Person, db: Database, once: str) -> None:
    interview = _say(action, actor, db, once, Answer.DECLINED, show.DECLINE)
    context[MISSING] = interview
    ack()


def suggest(context: BoltContext, actor: Person, db: Database, calendar: Calendar) -> None:
    """The coordinator's message gets the best replacement; without it, [Replace] looks anew."""
    interview = context.get(MISSING)
    if interview is not None:
        look_for_replacement(db, calendar, interview, actor.id)


def answer(tx: Tx, application: Application, interview: Interview, person: str, said: Answer, *, where: str) -> None:
    """Keep an answer and show it; the coordinator hears of a no. *where* it was given: "slack" or "calendar"."""
    if not interviews.answer(tx, interview.id, person, said):
        return
    audit.add(
        tx,
        actor=person,
        action=f"interview.{said}",
        application=application.id,
        interview=interview.id,
        where=where,
        said="said they come" if said is Answer.ACCEPTED else "said they can't come",
    )
    if said is Answer.DECLINED:
        schedule_note.tell_declined(tx, application, interview, person)
    schedule_note.refresh(tx, application, interview)


def _say(action: dict[str, Any], actor: Person, db: Database, once: str, said: Answer, asked: str) -> int:
    number, _, _ = show.of_value(action["value"])
    with db.begin(once=once) as tx:
        application = applications.lock(tx, interviews.get(tx, number).application)
        interview = interviews.get(tx, number)
        access.require(actor, asked, headline.about(tx, application))
        if interview.seat(actor.id) is None:
            raise NotAllowed("You are not on this panel (any more). Nothing was changed.")
        if not interview.is_booked or interview.is_over(tx.now):
            raise NotNow("This interview is over or cancelled. Nothing was changed.")
        answer(tx, application, interview, actor.id, said, where="slack")
    return number
