"""What the bot does by itself, and how often.

APScheduler is the clock, nothing more: what is due is computed from rows.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from apscheduler.schedulers.background import BackgroundScheduler

import handlers
from bot.ports import Calendar, Never, Revoked
from storage import anchor, inbox, seals
from storage.database import Database
from storage.pauses import CALENDAR

log = logging.getLogger(__name__)

CALENDAR_EVERY = timedelta(seconds=30)  # one sync token sees every answer, move and deletion


def do_due(db: Database, calendar: Calendar) -> None:
    """Everything that is due now, once, in this thread."""
    handlers.after_restore(db, calendar)
    if not handlers.is_too_early(db):
        for work in handlers.DUE:
            work(db)
    handlers.watch_calendar(db, calendar)


def _unless_too_early(work: Callable[[Database], None], db: Database) -> None:
    if not handlers.is_too_early(db):
        work(db)


def seal_audit(db: Database) -> None:
    """What happened since the last time can no longer be changed unnoticed. The log is a place outside the database."""
    head = seals.seal(db)
    if head != anchor.noted(db.url):
        anchor.note(db.url, head)
        log.info("the audit's head is %s", head)


class Doors(Protocol):
    """Who remembers which services let us in: `bot.relay.pausing`."""

    def turned_away(self, service: str, reason: str, *, watching: bool = False) -> None: ...
    def let_in(self, service: str, *, watching: bool = False) -> None: ...


def watch_calendar(db: Database, calendar: Calendar, doors: Doors) -> None:
    """Admins are told while it cannot be read, as when it cannot be written: nobody hears what people do in it."""
    try:
        handlers.watch_calendar(db, calendar)
    except (Revoked, Never) as failure:
        log.warning("timetable: the calendar is not shown to us (%s)", failure.reason)
        doors.turned_away(CALENDAR, failure.reason, watching=True)
    else:
        doors.let_in(CALENDAR, watching=True)


class Timetable:
    def __init__(self, scheduler: BackgroundScheduler) -> None:
        self._scheduler = scheduler

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)


def start(
    tick: timedelta,
    *,
    db: Database,
    calendar: Calendar,
    doors: Doors,
    watch: Callable[[], None],
    hold: Callable[[], None],
    ask: Callable[[], None],
) -> Timetable:
    """*watch* looks after the bot's health; *hold* keeps us seen by other bots (see `storage.presence`); *ask* is the
    roll call (see `handlers.roll_call`).
    """
    scheduler = BackgroundScheduler(timezone="UTC")
    _every(scheduler, tick, _quietly("restored", handlers.after_restore, db, calendar))
    for work in handlers.DUE:
        _every(scheduler, tick, _quietly(work.__name__, _unless_too_early, work, db))
    _every(
        scheduler,
        min(max(tick, timedelta(seconds=0.2)), CALENDAR_EVERY),
        _quietly("calendar", watch_calendar, db, calendar, doors),
    )
    _every(scheduler, timedelta(minutes=1), _quietly("roll call", ask))
    _every(scheduler, timedelta(minutes=1), _quietly("health", watch))
    _every(scheduler, tick, _quietly("presence", hold))
    _every(scheduler, timedelta(hours=1), _quietly("inbox", _forget_old, db))
    _every(scheduler, timedelta(hours=1), _quietly("unheard", _unless_too_early, handlers.tell_again, db))
    _every(scheduler, timedelta(minutes=1), _quietly("seal", seal_audit, db))
    scheduler.start()
    return Timetable(scheduler)


def _every(scheduler: BackgroundScheduler, interval: timedelta, job: Callable[[], None]) -> None:
    scheduler.add_job(
        job, "interval", seconds=interval.total_seconds(), coalesce=True, max_instances=1,
        misfire_grace_time=None, next_run_time=datetime.now(UTC),
    )  # fmt: skip


def _quietly(name: str, work: Callable[..., None], *args: Any) -> Callable[[], None]:
    """One failed round must not stop the next; what was due stays due."""

    def run() -> None:
        try:
            work(*args)
        except Exception:
            log.exception("timetable: %s failed, it comes again", name)

    return run


def _forget_old(db: Database) -> None:
    with db.begin() as tx:
        inbox.forget_old(tx, now=tx.now)
