"""An event that was dragged to where it cannot stay: taken over all the same, and pointed out to the coordinator."""

from collections.abc import Callable, Iterator
from typing import Any

from slack_bolt import Ack, App

from bot.hiring.application import Application
from bot.hiring.errors import AlreadyDone
from bot.hiring.interview import Interview
from bot.hiring.person import Person
from bot.hiring.worktime import is_work_time
from bot.ports import Message
from handlers import schedule_pointed_view as show
from handlers.schedule_guard import locked_for
from handlers.schedule_note_view import of_value
from storage import applications, audit, interviews, messages, people
from storage.database import Database, Tx

KEPT = "interview.kept"


def register(app: App) -> None:
    app.action(show.KEEP)(keep)


def keep(ack: Ack, action: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """The coordinator knows, and it stays where it is."""
    number, version, _ = of_value(action["value"])
    with db.begin(once=once) as tx:
        application, interview = locked_for(tx, actor, show.KEEP, number, version)
        if _is_kept(tx, interview):
            raise AlreadyDone
        audit.add(
            tx,
            actor=actor.id,
            action=KEPT,
            application=application.id,
            interview=interview.id,
            version=interview.version,
            said="left it where it is",
        )
        messages.refresh_all(tx, f"pointed:{interview.id}:")
    ack()


def point_out(tx: Tx, application: Application, interview: Interview) -> None:
    """Tell the coordinator what stands in the way of the new time, if anything does."""
    if application.is_open and any(_obstacles(tx, interview)):
        key = f"pointed:{interview.id}:{interview.version}"
        messages.post(tx, key, show.POINTED, interview.id, interview.version, to=application.coordinator)


def _obstacles(tx: Tx, interview: Interview) -> Iterator[str]:
    at_once = [i for i in interviews.booked_between(tx, interview.starts_at, interview.ends_at) if i.id != interview.id]
    if any(other.application == interview.application for other in at_once):
        yield "The candidate has another interview then."
    for who in interview.people:
        person = people.get(tx, who)
        if any(who in other.people for other in at_once):
            yield f"{person.name} has another interview then."
        ends_at = interview.ends_at - show.MOMENT
        if not is_work_time(interview.starts_at, person.hours) or not is_work_time(ends_at, person.hours):
            yield f"It is outside the working hours of {person.name}."


def _is_kept(tx: Tx, interview: Interview) -> bool:
    return any(
        entry.action == KEPT and entry.interview == interview.id and entry.detail["version"] == interview.version
        for entry in audit.of_application(tx, interview.application)
    )


def _pointed(tx: Tx, interview_id: int, version: int) -> Message:
    interview = interviews.get(tx, interview_id)
    application = applications.get(tx, interview.application)
    changeable = application.is_open and interview.is_booked and not interview.has_begun(tx.now)
    is_open = changeable and interview.version == version and not _is_kept(tx, interview)
    obstacles = list(_obstacles(tx, interview)) if is_open else []
    return show.pointed(interview, application, tx.book.get(tx, application.process), obstacles)


RENDERERS: dict[str, Callable[..., Message | None]] = {show.POINTED: _pointed}
