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
from bot.ports import Message
from handlers import headline, stuck_view
from handlers import restored_view as show
from storage import applications, audit, letters, messages, outbox, people, restores
from storage.database import Database, Tx
from storage.restores import Restore

RECENT = timedelta(days=7)  # what was posted then may have been changed in the hours that are lost
AT_ONCE = 10  # messages refreshed in one transaction: people who act in between do not wait


def register(app: App) -> None:
    app.action(show.ENDED)(end)


def tell_admins(db: Database) -> None:
    """Once after a restore. What was begun before a crash is done again, and changes nothing then."""
    with db.read() as tx:
        restore = restores.last(tx)
        admins = people.with_role(tx, Role.ADMIN)
        if restore is None or restore.told or not admins:
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
    return show.told(restore.id, restore.since, restore.until, held, ended=ended)


def _held(tx: Tx, promise: outbox.Promise) -> show.Held:
    letter = letters.get(tx, promise.args["letter"])
    asked = messages.find(tx, stuck_view.key(promise.id))
    name = applications.get(tx, letter.application).name
    return show.Held(name, letter.subject, asked.target if asked else None)


def _ended(tx: Tx, restore: Restore) -> str:
    person = people.find(tx, restore.ended_by or "")
    return f"All is settled, says {person.name if person else 'somebody'}."


RENDERERS: dict[str, Callable[..., Message | None]] = {show.MESSAGE: _told}
