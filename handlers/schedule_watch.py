"""The recruiting calendar, watched by its sync token: answers, moves and deletions that people make there."""

from bot.ports import Calendar, Gone
from storage import events
from storage.database import Database


def watch_calendar(db: Database, calendar: Calendar) -> None:
    with db.read() as tx:
        token = events.sync_token(tx)
    try:
        changes = calendar.changes(token)
    except Gone:
        changes = calendar.changes(None)
    if changes.events or changes.sync_token != token:
        with db.begin() as tx:
            events.keep_sync_token(tx, changes.sync_token)
