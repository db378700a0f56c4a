"""The mail that reminds a candidate of tomorrow's interviews. Nobody starts this: bot.timetable does."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.hiring.application import Application
from bot.hiring.candidate_reminder import Day, day_of, due, key
from bot.hiring.interview import Interview
from bot.hiring.letter_facts import spelled
from handlers import mail, schedule_mail
from storage import applications, audit, interviews, letters
from storage.database import Database, Tx

MAIL = "interview_reminder"
AHEAD = timedelta(hours=26)  # a day, and the hour by which clocks may change
PLACED = ("application.booked", "interview.moved")


def remind_candidates(db: Database) -> None:
    """Whatever is due now and was not sent yet."""
    with db.read() as tx:
        waiting = [application for application, days in _due(tx) if _unsent(tx, days)]
    for application in waiting:
        with db.begin() as tx:
            locked = applications.lock(tx, application)
            for day in _unsent(tx, _days(tx, locked)):
                _send(tx, locked, day)


def take_back(tx: Tx, interview: Interview) -> None:
    """*interview* is not where it was any more: a reminder of it that has not left must not leave."""
    letter = letters.find(tx, key(interview.application, day_of(interview)))
    if letter is not None:
        letters.cancel(tx, letter.id)


def _due(tx: Tx) -> Iterable[tuple[int, list[Day]]]:
    around = interviews.booked_between(tx, tx.now, tx.now + AHEAD)
    for application in dict.fromkeys(interview.application for interview in around):
        yield application, _days(tx, applications.get(tx, application))


def _days(tx: Tx, application: Application) -> list[Day]:
    if not application.is_open or MAIL not in tx.book.get(tx, application.process).letters:
        return []
    coming = interviews.of_application(tx, application.id)
    return due(coming, _placed_at(tx, application, coming), tx.now)


def _unsent(tx: Tx, days: Iterable[Day]) -> list[Day]:
    return [day for day in days if letters.find(tx, day.key) is None]


def _placed_at(tx: Tx, application: Application, coming: Iterable[Interview]) -> dict[int, datetime]:
    """Since when each stands where it stands; what nobody knows is old."""
    placed = {interview.id: application.opened_at for interview in coming}
    for entry in audit.of_application(tx, application.id):
        if entry.action in PLACED:
            for interview in entry.detail.get("interviews") or [entry.interview]:
                placed[interview] = entry.at
    return placed


def _send(tx: Tx, application: Application, day: Day) -> None:
    process = tx.book.get(tx, application.process)
    links = dict.fromkeys(interview.meet_url for interview in day.interviews if interview.meet_url)
    mail.send(
        tx,
        application,
        MAIL,
        day.key,
        day.interviews[-1].starts_at,
        interview_date=spelled(day.day),
        agenda=schedule_mail.agenda(tx, day.interviews, process),
        meet_url=", ".join(links),
    )
    audit.add(
        tx, actor=audit.BOT, action="candidate.reminded", application=application.id, interview=day.interviews[0].id
    )
