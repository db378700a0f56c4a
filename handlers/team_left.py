"""Somebody left, became a guest, or came back. Whose interviews they were to lead: their coordinators find others.

Candidates they looked after themself are handed over (`handlers.handover`), and nothing about anybody reaches them.

Slack tells of it by an event; it needs no scope beyond the one that says who people are.
"""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.hiring.interview import Answer, Interview
from bot.hiring.person import Person
from bot.ports import NOT_HERE_ANY_MORE, Calendar
from handlers import schedule_note, stuck_about
from handlers.schedule_replace import look_for_replacement
from storage import applications, audit, interviews, messages, outbox, people
from storage.database import Database, Tx

EVENT = "user_change"
NOT_HERE = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")  # guests may not take part
UNREACHED = (NOT_HERE_ANY_MORE, "user_disabled", "account_inactive", "user_not_found")  # why something was held
SEATS = "seats of somebody who left"


def register(app: App) -> None:
    app.event(EVENT)(ack=note, lazy=[suggest])


def note(ack: Ack, event: dict[str, Any], context: BoltContext, db: Database) -> None:
    """Most events are about a status or a picture: nothing is written then."""
    here = not any(event["user"].get(sign) for sign in NOT_HERE)
    context[SEATS] = _note_whereabouts(db, str(event["user"]["id"]), here=here)
    ack()


def suggest(event: dict[str, Any], context: BoltContext, db: Database, calendar: Calendar) -> None:
    for interview in context.get(SEATS) or ():
        look_for_replacement(db, calendar, interview, event["user"]["id"])


def has_left(db: Database, person: str) -> None:
    """What was learned without an event. Nobody is suggested: the coordinator looks for somebody."""
    _note_whereabouts(db, person, here=False)


def has_come_back(db: Database, person: str) -> None:
    """What was learned without an event, too."""
    _note_whereabouts(db, person, here=True)


def _note_whereabouts(db: Database, person: str, *, here: bool) -> list[int]:
    """The interviews that need somebody else. Writes only when it is news."""
    with db.read() as tx:
        known = people.find(tx, person)
    if known is None or known.active == here:
        return []
    with db.begin() as tx:
        return _change(tx, person, here=here)


def _change(tx: Tx, person: str, *, here: bool) -> list[int]:
    """Candidates are locked before people, as by whoever books."""
    applications.lock_all(tx, {it.application for it in interviews.of_person(tx, person, since=tx.now)})
    people.lock(tx, [person])
    known = people.get(tx, person)
    if known.active == here:
        return []
    people.save(tx, replace(known, active=here))
    audit.add(tx, actor=audit.BOT, action="team.back" if here else "team.left", person=known.id)
    messages.home(tx, known.id)  # a guest still sees what stands there
    if here:
        _catches_up(tx, known.id)
        return []
    coming = [i for i in interviews.of_person(tx, known.id, since=tx.now) if not i.has_begun(tx.now)]
    return [i.id for i in coming if _vacate(tx, i, known)]


def _catches_up(tx: Tx, person: str) -> None:
    """What was held for them goes on, and what stands with them is made current."""
    for released in outbox.release_to(tx, person, UNREACHED):
        stuck_about.refresh_notices(tx, released)
    messages.catch_up(tx, person)


def _vacate(tx: Tx, interview: Interview, person: Person) -> bool:
    """False when they had said no before: the coordinator knows."""
    application = applications.lock(tx, interview.application)
    if not interviews.answer(tx, interview.id, person.id, Answer.DECLINED):
        return False
    audit.add(
        tx,
        actor=audit.BOT,
        action="interview.vacated",
        application=application.id,
        interview=interview.id,
        person=person.id,
    )
    if application.coordinator != person.id:  # else whoever looks after the candidate next is told
        schedule_note.tell_declined(tx, application, interview, person.id)
    schedule_note.refresh(tx, application, interview)
    return True
