"""Every step of an application ends one stay and begins the next; older databases begin with where everybody stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import text

from bot.hiring import application as steps
from bot.hiring.figures_stage import Outcome
from storage import applications, migrate, people, stays
from storage.engine import open_engine
from tests.databases import on_both
from tests.storage.given import an_application

pytestmark = on_both
DAY = timedelta(days=1)


def moves(db, clock, candidate, step, **more):
    clock.advance(DAY)
    with db.begin() as tx:
        now = applications.lock(tx, candidate)
        if "process" in more:
            more["process"] = tx.book.get(tx, now.process)
        applications.save(tx, step(now, now=tx.now, **more))


def told(db, start=None, **more):
    with db.read() as tx:
        found = stays.since(tx, start, **more)
    return [(it.stage, it.left_at and it.left_at - it.entered_at, it.outcome) for it in found]


def test_a_candidates_way_is_written_down_stage_by_stage(db, clock):
    with db.begin() as tx:
        ada = an_application(tx).id
    moves(db, clock, ada, steps.advance, process=True)
    with db.begin() as tx:  # an interview more: the same stage
        applications.save(tx, steps.look_again(applications.lock(tx, ada)))
    moves(db, clock, ada, steps.reject)
    assert told(db) == [("applied", DAY, Outcome.PASSED), ("screening", DAY, Outcome.REJECTED)]


@pytest.mark.parametrize(
    ("step", "outcome"),
    [
        (steps.withdraw, Outcome.WITHDREW),
        (steps.accept_offer, Outcome.PASSED),
        (steps.decline_offer, Outcome.WITHDREW),
    ],
)
def test_how_it_ends_is_told_apart(db, clock, step, outcome):
    with db.begin() as tx:
        ada = an_application(tx)
        applications.save(tx, replace(ada, stage="offer", version=2))
    needs_process = {} if step is steps.withdraw else {"process": True}
    moves(db, clock, ada.id, step, **needs_process)
    assert told(db)[-1] == ("offer", DAY, outcome)


def test_a_period_is_a_cohort_and_a_role_a_part_of_it(db, clock):
    with db.begin() as tx:
        an_application(tx)
        start = tx.now
        other = tx.book.current.roles[1].id
    clock.advance(DAY)
    with db.begin() as tx:
        an_application(tx, "Bea Example", "bea@example.com")
    assert len(told(db, start)) == 2
    assert len(told(db, start + DAY)) == 1
    assert told(db, role=other) == []


def test_days_off_a_pause_and_the_digest_are_kept(db):
    with db.begin() as tx:
        an_application(tx)
        ana = people.get(tx, "U3")
        day = datetime(2027, 3, 5, tzinfo=UTC).date()
        away = replace(ana, away=((day, day + DAY),), paused=True, back_on=day, digest=True)
        people.save(tx, away)
    with db.read() as tx:
        assert people.get(tx, "U3") == away


def test_in_an_older_database_everybody_is_where_they_are(empty_database_url):
    engine = open_engine(empty_database_url)
    with migrate._alone(engine) as connection:
        command.upgrade(migrate._config(connection), "0001")
        connection.execute(
            text("INSERT INTO process (digest, source, loaded_at) VALUES ('d', 's', '2027-03-01 08:00:00')")
        )
        connection.execute(
            text(
                "INSERT INTO person (id, name, email, zone, roles, sessions, starts, ends, days, paused, active)"
                " VALUES ('U1', 'Rita', 'r@example.org', 'UTC', '[]', '[]', '09:00', '17:00', '[0]', :no, :yes)"
            ),
            {"no": False, "yes": True},
        )
        connection.execute(text("INSERT INTO candidate (id, name, email) VALUES (1, 'Ada', 'ada@example.com')"))
        for number, state, closed in ((1, "open", None), (2, "rejected", "2027-03-01 08:00:00")):
            connection.execute(
                text(
                    "INSERT INTO application (id, candidate_id, role, process, stage, state, coordinator, channel,"
                    " opened_at, stage_since, closed_at, version) VALUES (:id, 1, 'r', 'd', 'screening', :state, 'U1',"
                    " 'C1', '2027-02-01 08:00:00', '2027-02-01 08:00:00', :closed, 1)"
                ),
                {"id": number, "state": state, "closed": closed},
            )
    migrate.upgrade(empty_database_url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT application_id, stage, outcome FROM stay ORDER BY application_id"))
        assert found.all() == [(1, "screening", None), (2, "screening", "rejected")]
        person = connection.execute(text("SELECT digest, back_on FROM person")).one()
        assert (bool(person[0]), person[1]) == (False, None)
    engine.dispose()
