"""What is due by time and what a person hands in take turns at a candidate: neither has to be given up (PostgreSQL)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest

from handlers import headline, reminder
from storage import applications, messages
from tests.storage.given import an_application, an_interview

pytestmark = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
WAITING = """SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"""


def an_interview_that_is_over(db):
    with db.begin() as tx:
        application = an_application(tx)
        interview = an_interview(tx, application)
        messages.post(tx, headline.key(application.id), "candidate.headline", application.id, to="C1")
        messages.post(tx, f"interview:{interview.id}:thread", "schedule.note", interview.id, to="C1")
    return application, interview


def until_it_waits(job, url):
    with psycopg.connect(url, autocommit=True) as connection:
        while not job.done() and connection.execute(WAITING).fetchone() == (0,):
            pass


def test_a_reminder_waits_for_whoever_is_changing_the_candidate(db, clock, database_url):
    application, interview = an_interview_that_is_over(db)
    clock.advance(timedelta(hours=2, minutes=1))
    with ThreadPoolExecutor(1) as timetable:
        with db.begin() as tx:
            applications.lock(tx, application.id)
            messages.refresh(tx, f"interview:{interview.id}:thread")
            reminding = timetable.submit(reminder.remind, db)
            until_it_waits(reminding, database_url)
            messages.refresh(tx, headline.key(application.id))
        reminding.result()
    with db.read() as tx:
        assert messages.find(tx, f"bell:{interview.id}:U3")
