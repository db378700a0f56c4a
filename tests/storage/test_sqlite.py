"""SQLite as it has to be: private, durable, whole; and every query that grows finds its rows by an index."""

import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, text

from bot.hiring.person import Role
from storage import (
    applications,
    audit,
    claims,
    events,
    inbox,
    interviews,
    letters,
    messages,
    migrate,
    outbox,
    people,
    standings,
)
from storage.database import Database, Tx
from storage.engine import DatabaseUnusable, open_engine
from tests.storage.given import ANA, an_application, an_interview

WALL = datetime(2027, 3, 1, 8, tzinfo=UTC)


def test_the_settings_that_keep_what_was_handed_in_are_on(db: Database):
    with db.read() as tx:
        settings = {
            name: tx.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 2000,
    }


def test_nobody_else_can_read_the_file(tmp_path: Path):
    path = tmp_path / "bot.db"
    path.touch(mode=0o644)
    migrate.upgrade(f"sqlite:///{path}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_path_with_a_percent_sign_and_a_blank_is_a_path(tmp_path: Path):
    path = tmp_path / "100% ours" / "bot.db"
    path.parent.mkdir()
    migrate.upgrade(f"sqlite:///{path.as_posix().replace('%', '%25')}")
    assert path.is_file()


def test_a_damaged_file_is_not_started_with_and_the_cure_is_told(database_url: str, tmp_path: Path):
    path = tmp_path / "bot.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * 8192 + whole[12288:])
    with pytest.raises(DatabaseUnusable, match=r"damaged.*backup"):
        open_engine(database_url)
    path.write_bytes(b"this is a letter, not a database" * 200)
    with pytest.raises(DatabaseUnusable, match=r"damaged.*backup"):
        migrate.upgrade(database_url)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(DatabaseUnusable, match="No such file"):
        open_engine(f"sqlite:///{tmp_path}/nowhere/bot.db")


def test_a_database_without_a_file_is_refused():
    with pytest.raises(DatabaseUnusable, match="needs a file"):
        open_engine("sqlite://")


def test_an_error_never_repeats_what_was_written(db: Database):
    with pytest.raises(Exception, match="parameters hidden") as caught, db.begin() as tx:
        tx.execute(text("INSERT INTO candidate (name, email) VALUES (:name, NULL)"), {"name": "Ada Secret"})
    assert "Ada Secret" not in str(caught.value)


GROWING: dict[str, Callable[[Tx, int, int], object]] = {
    "who applied under this address": lambda tx, a, i: applications.of_email(tx, "ada@example.com"),
    "open applications": lambda tx, a, i: applications.all_open(tx),
    "who waits for a rejection": lambda tx, a, i: applications.with_letter_waiting(tx),
    "a page of the pipeline": lambda tx, a, i: applications.open_by_stage(tx, ["screening"], limit=40, offset=0),
    "decisions": lambda tx, a, i: applications.decisions(tx, a),
    "a colleague by address": lambda tx, a, i: people.find_by_email(tx, "ana@example.org"),
    "interviews of a candidate": lambda tx, a, i: interviews.of_application(tx, a),
    "interviews of a day": lambda tx, a, i: interviews.booked_between(tx, tx.now, tx.now + timedelta(days=1)),
    "my interviews": lambda tx, a, i: interviews.of_person(tx, ANA.id, since=tx.now),
    "scorecards I owe": lambda tx, a, i: interviews.missing_scorecards(tx, person=ANA.id),
    "scorecards owed on a candidate": lambda tx, a, i: interviews.missing_scorecards(tx, of=[a]),
    "how busy everybody was": lambda tx, a, i: interviews.recent_counts(tx, weeks=4),
    "an event somebody changed": lambda tx, a, i: events.by_remote_id(tx, "abc"),
    "letters of a candidate": lambda tx, a, i: letters.of_application(tx, a),
    "a letter by its meaning": lambda tx, a, i: letters.find(tx, "rejection:1"),
    "a message by its place": lambda tx, a, i: messages.at(tx, "C1", "11.5"),
    "messages of an interview": lambda tx, a, i: messages.refresh_all(tx, f"ask:{i}:"),
    "what happened to a candidate": lambda tx, a, i: audit.of_application(tx, a),
    "the last step": lambda tx, a, i: audit.last_step(tx, a),
    "where a candidate stands": lambda tx, a, i: standings.of(tx, applications.get(tx, a)),
    "promises that are due": lambda tx, a, i: claims.claim(tx, fence="f", wall=WALL, lease=timedelta(seconds=30)),
    "promises that wait": lambda tx, a, i: outbox.waiting(tx),
    "the next retry": lambda tx, a, i: claims.next_retry(tx),
    "what is stuck": lambda tx, a, i: outbox.stuck(tx),
    "what was promised to one target": lambda tx, a, i: outbox.of_group(tx, "home:U1"),
    "undoing a letter": lambda tx, a, i: outbox.of_group(tx, "mail:rejection:1"),
    "calling a promise off": lambda tx, a, i: outbox.cancel(tx, 1),
    "one more Home": lambda tx, a, i: messages.home(tx, "U1"),
    "deliveries to forget": lambda tx, a, i: inbox.forget_old(tx, now=tx.now),
}

SMALL = {"person", "process", "cursor"}  # a company has hundreds of people, not millions


@pytest.mark.parametrize("what", GROWING)
def test_what_grows_is_found_by_an_index(db: Database, what: str):
    with db.begin() as tx:
        application = an_application(tx)
        interview = an_interview(tx, application)
        messages.post(tx, f"ask:{interview.id}:U3", "ask", to="U3")
        people.with_role(tx, Role.RECRUITER)
    asked: list[tuple[str, object]] = []
    event.listen(
        db.engine,
        "before_cursor_execute",
        lambda c, cur, statement, values, ctx, many: asked.append((statement, values)),
    )
    with db.begin() as tx:
        GROWING[what](tx, application.id, interview.id)
    assert asked
    scans = [f"{step} in: {statement}" for statement, values in asked for step in plan(db, statement, values)]
    assert scans == []


def plan(db: Database, statement: str, values: object) -> list[str]:
    """The steps that read a whole table that grows."""
    if not statement.startswith(("SELECT", "UPDATE", "DELETE")):
        return []
    with db.engine.connect() as connection:
        steps = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]  # type: ignore[arg-type]  # as recorded
    return [step for step in steps if step.startswith("SCAN") and step.split()[1] not in SMALL]
