"""After a backup was put back: what people see is made current, admins are told, and one of them says when it is over.

Until then mail to candidates of before is held for a person, each (`bot.relay.mails`, `handlers.stuck`).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from slack_bolt import Ack, App

from bot.hiring import access
from bot.hiring.errors import NotNow
from bot.hiring.person import Person, Role
from bot.ports import Calendar, Message
from handlers import headline, stuck_view
from handlers import restored_view as show
from handlers.schedule_watch import watch_calendar
from storage import applications, audit, letters, messages, outbox, people, restores
from storage.database import Database, Tx
from storage.restores import Restore

RECENT = timedelta(days=7)  # what was posted then may have been changed in the hours that are lost
AT_ONCE = 10  # messages refreshed in one transaction: people who act in between do not wait


def register(app: App) -> None:
    app.action(show.ENDED)(end)


def after_restore(db: Database, calendar: Calendar) -> None:
    """What a restore asks for first, once. What was begun before a crash is done again, and changes nothing then."""
    with db.read() as tx:
        restore = restores.waits_for_the_calendar(tx)
        on_its_way = restore is not None and any(
            it.kind == "event" and restores.is_of_the_backup(tx, it) for it in outbox.unfinished(tx)
        )
    _tell_admins(db)
    if restore is None or on_its_way:
        return
    watch_calendar(db, calendar)
    with db.begin() as tx:
        restores.look_at(tx, restore.id)
        refresh(tx)


def is_too_early(db: Database) -> bool:
    """Whether what is due by time has to wait: the calendar knows better which interviews take place, and when."""
    with db.read() as tx:
        return restores.waits_for_the_calendar(tx) is not None


def _tell_admins(db: Database) -> None:
    with db.read() as tx:
        restore = restores.last(tx)
        if restore is None or restore.told:
            return
        admins = people.with_role(tx, Role.ADMIN)
        if not admins:
            return
    _refresh_what_is_seen(db, restore)
    with db.begin() as tx:
        for admin in admins:
            messages.post(tx, show.key(restore.id, admin.id), show.MESSAGE, restore.id, to=admin.id)
        restores.tell(tx, restore.id)


def refresh(tx: Tx) -> None:
    """What is held has changed."""
    restore = restores.last(tx)
    if restore is not None and restore.told:
        messages.refresh_all(tx, show.key(restore.id))


def end(ack: Ack, action: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    access.require(actor, show.ENDED)
    with db.begin(once=once) as tx:
        number = int(action["value"])
        if not restores.end(tx, number, by=actor.id):
            raise NotNow(f"This is over: {_ended(tx, restores.get(tx, number))}")
        audit.add(tx, actor=actor.id, action=show.ENDED, restore=number)
        refresh(tx)
    ack()


def _refresh_what_is_seen(db: Database, restore: Restore) -> None:
    """Slack may show what was changed in the lost hours; held things have their buttons again."""
    with db.read() as tx:
        recent = messages.posted_since(tx, restore.since - RECENT)
        open_ones = applications.all_open(tx, limit=10_000)
        stuck = outbox.stuck(tx)
        everyone = [person.id for person in people.everyone(tx).values() if person.active]
    for first in range(0, len(recent), AT_ONCE):
        with db.begin() as tx:
            for key in recent[first : first + AT_ONCE]:
                messages.refresh(tx, key)
    for application in open_ones:
        with db.begin() as tx:
            headline.refresh(tx, application)
    with db.begin() as tx:
        for promise in stuck:
            messages.refresh(tx, stuck_view.key(promise.id))
            messages.refresh_all(tx, stuck_view.key(promise.id) + ":")
        messages.home(tx, *everyone)


def _told(tx: Tx, number: int) -> Message:
    restore = restores.get(tx, number)
    ended = _ended(tx, restore) if restore.ended_by else None
    held = [_held(tx, promise) for promise in outbox.stuck(tx) if promise.error == restores.IN_DOUBT]
    return show.told(restore.id, restore.since, restore.until, held, looked=restore.looked, ended=ended)


def _held(tx: Tx, promise: outbox.Promise) -> show.Held:
    letter = letters.get(tx, promise.args["letter"])
    asked = messages.find(tx, stuck_view.key(promise.id))
    name = applications.get(tx, letter.application).name
    return show.Held(name, letter.subject, asked.target if asked else None)


def _ended(tx: Tx, restore: Restore) -> str:
    person = people.find(tx, restore.ended_by or "")
    return f"All is settled, says {person.name if person else 'somebody'}."


RENDERERS: dict[str, Callable[..., Message | None]] = {show.MESSAGE: _told}
