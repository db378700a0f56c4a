"""The recruiting calendar, watched by its sync token: answers, moves and deletions that people make there, and the
video link where Google made it only after it had taken the event.

What we wrote ourselves comes back too and must change nothing. So a difference in time counts only when the event was
read again while nothing of ours was on its way, and an answer only when it is another than the last one known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.hiring.application import Application
from bot.hiring.interview import Answer, Interview
from bot.hiring.slots_reasons import day_text
from bot.ports import Calendar, Changes, Gone, LiveEvent
from handlers import candidate_reminder, schedule_note, schedule_pointed
from handlers.schedule_answer import answer
from handlers.schedule_cancel import cancelled
from handlers.schedule_event import event_linked
from handlers.schedule_replace import look_for_replacement
from storage import applications, audit, events, interviews, people, restores
from storage.database import Database, Tx
from storage.events import Booked

SAID = {"accepted": Answer.ACCEPTED, "declined": Answer.DECLINED}


@dataclass(frozen=True)
class Looked:
    """An event of ours and its interview as they were before the calendar was read again, and what it showed."""

    booked: Booked
    interview: Interview
    live: LiveEvent | None  # None: nothing is left of it


def watch_calendar(db: Database, calendar: Calendar) -> None:
    """Take over what people changed in the calendar since the last look.

    While something of ours is on its way to an event, what changed there stays to be looked at.
    """
    with db.read() as tx:
        token = events.sync_token(tx)
    changes, whole = _changes(calendar, token)
    ours = _ours(db, changes, whole=whole)
    for seen in _differing(calendar, [looked for looked in ours if looked.booked.settled]):
        with db.begin() as tx:
            missing = _take_over(tx, seen)
        for person in missing:
            look_for_replacement(db, calendar, seen.interview.id, person)
    everything = all(looked.booked.settled for looked in ours)
    if everything and changes.sync_token and changes.sync_token != token:
        with db.begin() as tx:
            events.keep_sync_token(tx, changes.sync_token)


def _changes(calendar: Calendar, token: str | None) -> tuple[Changes, bool]:
    """What changed, and whether it is all there is instead, because the token was too old."""
    try:
        return calendar.changes(token), token is None
    except Gone:
        return calendar.changes(None), True


def _ours(db: Database, changes: Changes, *, whole: bool) -> list[Looked]:
    """Events of ours that should stand there; after a whole listing those missing from it, too."""
    listed = {live.id: live for live in changes.events}
    with db.read() as tx:
        found = [booked for event_id in listed if (booked := events.by_remote_id(tx, event_id))]
        if whole:
            found += [booked for booked in events.upcoming(tx) if booked.remote_id not in listed]
        looked = [Looked(it, interviews.get(tx, it.interview), listed.get(it.remote_id)) for it in found]
    return [it for it in looked if it.interview.is_booked and not it.booked.gone]


def _differing(calendar: Calendar, ours: Iterable[Looked]) -> Iterable[Looked]:
    """Those that are not as we know them, read again where it would mean a change of time or the end."""
    for looked in ours:
        live = looked.live
        if live is None or live.cancelled or _is_moved(live, looked.interview):
            live = calendar.get(looked.booked.remote_id)
        if live is None or _differs(live, looked.booked, looked.interview):
            yield replace(looked, live=live)


def _take_over(tx: Tx, seen: Looked) -> list[str]:
    """Who newly can't come. Nothing when something of ours changed the interview since it was looked at."""
    application = applications.lock(tx, seen.interview.application)
    interview = interviews.get(tx, seen.interview.id)
    booked = events.find(tx, interview.id)
    if interview.version != seen.interview.version or booked is None or booked.wanted != seen.booked.wanted:
        return []
    if seen.live is None or seen.live.cancelled:
        _removed(tx, application, interview, booked)
        return []
    moved = _is_moved(seen.live, interview)
    if seen.live.starts_at and seen.live.ends_at and moved:
        if _had_begun(tx, interview):
            return []
        interview = _moved(tx, application, interview, seen.live.starts_at, seen.live.ends_at)
    event_linked(tx, interview.id, seen.live)
    return _answered(tx, application, interview, booked, seen.live, moved=moved)


def _removed(tx: Tx, application: Application, interview: Interview, booked: Booked) -> None:
    """Somebody deleted the event: the interview does not take place, and the coordinator hears of it."""
    events.shows(tx, interview.id, etag=None, shown=booked.wanted, gone=True)
    if _had_begun(tx, interview):  # it takes place, or did: tidying a calendar does not undo that
        return
    gone = cancelled(tx, application, interview, by=audit.BOT)
    if application.is_open:
        schedule_note.tell_removed(tx, application, gone)


def _had_begun(tx: Tx, interview: Interview) -> bool:
    """When the calendar was changed: now; after a restore, in the hours that are lost."""
    restore = restores.waits_for_the_calendar(tx)
    return interview.has_begun(restore.since if restore else tx.now)


def _moved(tx: Tx, application: Application, interview: Interview, starts: datetime, ends: datetime) -> Interview:
    """Somebody dragged the event: the interview follows. The calendar told the guests; nobody is told twice."""
    after = replace(interview, starts_at=starts, ends_at=ends, version=interview.version + 1)
    interviews.save(tx, after)
    audit.add(
        tx,
        actor=audit.BOT,
        action="interview.moved",
        application=application.id,
        interview=after.id,
        where="calendar",
        said=f"took over its new time, {day_text(starts, after.zone)}, from the calendar",
    )
    candidate_reminder.take_back(tx, interview)
    schedule_note.refresh(tx, application, after)
    schedule_pointed.point_out(tx, application, after)
    return after


def _answered(
    tx: Tx, application: Application, interview: Interview, booked: Booked, live: LiveEvent, *, moved: bool
) -> list[str]:
    """Who newly can't come. A candidate's no that stands at the new time of a *moved* event is said to that one too."""
    said = _answers(live)
    events.heard(tx, interview.id, said)
    candidate = application.candidate.email.lower()
    before, now = booked.answers.get(candidate), said.get(candidate)
    if interview.is_over(tx.now):
        if before != now and "declined" in {before, now}:
            schedule_note.refresh(tx, application, interview)
        return []
    new = {email: SAID[words] for email, words in said.items() if words in SAID and booked.answers.get(email) != words}
    missing = []
    for seat in interview.panel:
        given = new.get(people.get(tx, seat.person).email.lower())
        if given is not None and given is not seat.answer:
            answer(tx, application, interview, seat.person, given, where="calendar")
            missing += [seat.person] if given is Answer.DECLINED else []
    if now == "declined" and (moved or before != now) and application.is_open:
        schedule_note.tell_candidate_declined(tx, application, interview)
    elif before != now and "declined" in {before, now}:
        schedule_note.refresh(tx, application, interview)
    return missing


def _differs(live: LiveEvent, booked: Booked, interview: Interview) -> bool:
    new_link = live.meet_url is not None and live.meet_url != interview.meet_url
    return live.cancelled or new_link or _is_moved(live, interview) or _answers(live) != booked.answers


def _answers(live: LiveEvent) -> dict[str, str]:
    return {guest.email.lower(): guest.answer for guest in live.guests}


def _is_moved(live: LiveEvent, interview: Interview) -> bool:
    """An event that lasts whole days has no times: it stays as we know it."""
    shown = (live.starts_at, live.ends_at)
    return None not in shown and shown != (interview.starts_at, interview.ends_at)
