"""The mail that reminds a candidate of tomorrow's interviews. Nobody starts this: bot.timetable does."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.hiring.application import Application
from bot.hiring.candidate_reminder import Day, day_of, due, key
from bot.hiring.interview import Interview
from bot.hiring.letter_facts import spelled
from handlers import letter_start, mail, schedule_mail
from storage import applications, audit, interviews, letters
from storage.audit import Entry
from storage.database import Database, Tx

MAIL = "interview_reminder"
AHEAD = timedelta(hours=26)  # a day, and the hour by which clocks may change
PLACED = ("application.booked", "interview.moved")


def remind_candidates(db: Database) -> None:
    """Whatever is due now and was not sent yet."""
    with db.read() as tx:
        waiting = _due(tx)
    for application in waiting:
        with db.begin() as tx:
            locked = applications.lock(tx, application)
            for day in _unsent(tx, _days(tx, [locked])):
                _send(tx, locked, day)


def take_back(tx: Tx, interview: Interview) -> None:
    """*interview* is not where it was any more: a reminder of it that has not left must not leave."""
    letter = letters.find(tx, key(interview.application, day_of(interview)))
    if letter is not None:
        letters.cancel(tx, letter.id)
        letter_start.refresh(tx, letter)


def _due(tx: Tx) -> list[int]:
    """Applications with a day of which they were not reminded."""
    around = interviews.booked_between(tx, tx.now, tx.now + AHEAD)
    keys = [(key(interview.application, day_of(interview)), interview.application) for interview in around]
    known = letters.known(tx, [it for it, _ in keys])
    unsent = applications.of_ids(tx, list(dict.fromkeys(application for it, application in keys if it not in known)))
    return list(dict.fromkeys(day.application for day in _unsent(tx, _days(tx, unsent))))


def _days(tx: Tx, some: Sequence[Application]) -> list[Day]:
    told = [it for it in some if it.is_open and MAIL in tx.book.get(tx, it.process).letters]
    ids = [it.id for it in told]
    coming, placed = interviews.of_applications(tx, ids), audit.of_applications(tx, ids, PLACED)
    days = []
    for application in told:
        theirs = coming.get(application.id, [])
        days += due(theirs, _placed_at(application, theirs, placed.get(application.id, ())), tx.now)
    return days


def _unsent(tx: Tx, days: Sequence[Day]) -> list[Day]:
    known = letters.known(tx, [day.key for day in days])
    return [day for day in days if day.key not in known]


def _placed_at(application: Application, coming: Iterable[Interview], placings: Iterable[Entry]) -> dict[int, datetime]:
    """Since when each stands where it stands; what nobody knows is old."""
    placed: dict[int, datetime] = {interview.id: application.opened_at for interview in coming}
    for entry in placings:
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
