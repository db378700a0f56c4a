"""The database itself refuses what cannot be, whoever writes it."""

from datetime import timedelta

import pytest
from sqlalchemy import literal_column
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from storage.database import Database
from storage.tables import (
    ApplicationRow,
    DecisionRow,
    InterviewRow,
    LetterRow,
    OutboxRow,
    RatingRow,
    SeatRow,
)
from tests.databases import on_both
from tests.storage.given import ANA, an_application, an_interview

pytestmark = on_both

NONSENSE: dict[str, tuple[type[SQLModel], dict[str, object], str]] = {
    "a mark above ten": (RatingRow, {"trait": "craft", "mark": 11}, "mark_on_the_scale"),
    "a mark below one": (RatingRow, {"trait": "craft", "mark": 0}, "mark_on_the_scale"),
    "a state nobody knows": (ApplicationRow, {"state": "forgotten"}, "state"),
    "closed without a time": (ApplicationRow, {"state": "rejected", "closed_at": None}, "closed_has_a_time"),
    "open but closed": (ApplicationRow, {"closed_at": timedelta()}, "closed_has_a_time"),
    "a version before the first": (ApplicationRow, {"version": 0}, "version_counts"),
    "an interview that ends before it starts": (InterviewRow, {"ends_at": timedelta(hours=-1)}, "ends_after_it_starts"),
    "an interview that is neither booked nor cancelled": (InterviewRow, {"state": "maybe"}, "state"),
    "an answer nobody gives": (SeatRow, {"answer": "perhaps"}, "answer"),
    "a letter in no state": (LetterRow, {"state": "lost"}, "state_known"),
    "a promise in no state": (OutboxRow, {"state": "lost"}, "state_known"),
    "a promise of no kind": (OutboxRow, {"kind": "fax"}, "kind_known"),
    "a verdict nobody may give": (DecisionRow, {"verdict": "maybe"}, "verdict_known"),
}


@pytest.mark.parametrize("what", NONSENSE)
def test_nonsense_is_refused(db: Database, what: str):
    kind, wrong, rule = NONSENSE[what]
    with pytest.raises(IntegrityError, match=rule):
        write(db, kind, wrong)


def test_the_same_rows_without_the_nonsense_are_kept(db: Database):
    for kind in {kind for kind, _, _ in NONSENSE.values()}:
        write(db, kind, {})


def test_a_row_without_what_it_belongs_to_is_refused(db: Database):
    with pytest.raises(IntegrityError):
        write(db, SeatRow, {"interview_id": 99})


def write(db: Database, kind: type[SQLModel], wrong: dict[str, object]) -> None:
    """Insert one row as good as any, but for *wrong*, past everything that Python would check."""
    with db.begin() as tx:
        application = an_application(tx)
        interview = an_interview(tx, application)
        good: dict[type[SQLModel], dict[str, object]] = {
            RatingRow: {"interview_id": interview.id, "person": ANA.id, "trait": "craft", "mark": 7, "note": ""},
            ApplicationRow: {
                "candidate_id": application.candidate.id, "role": "r", "process": application.process, "stage": "s",
                "state": "open", "coordinator": ANA.id, "channel": "C1", "opened_at": tx.now, "stage_since": tx.now,
                "closed_at": None, "version": 1,
            },
            InterviewRow: {
                "application_id": application.id, "session": "screening", "stage": "s", "starts_at": tx.now,
                "ends_at": tx.now + timedelta(hours=1), "zone": "UTC", "state": "booked", "version": 1,
            },
            SeatRow: {
                "interview_id": an_interview(tx, application).id, "person": "U1", "position": 0, "focus": [],
                "answer": "asked",
            },
            LetterRow: {
                "key": "k", "application_id": application.id, "kind": "rejection", "to": "t", "subject": "s",
                "body": "b", "state": "draft", "sender_name": "", "version": 1,
            },
            OutboxRow: {
                "key": "k", "kind": "message", "target": "C1", "args": {}, "group": "g", "not_before": tx.now,
                "state": "pending", "attempt": 0,
            },
            DecisionRow: {
                "application_id": application.id, "stage": "s", "verdict": "advance", "by": ANA.id, "reason": "",
                "at": tx.now,
            },
        }  # fmt: skip
        values = good[kind] | {k: tx.now + v if isinstance(v, timedelta) else v for k, v in wrong.items()}
        plain = {name: str(value) if name in {"state", "answer"} else value for name, value in values.items()}
        table = SQLModel.metadata.tables[str(kind.__tablename__)]
        as_text = {name: literal_column(f"'{plain[name]}'") for name in plain if name in {"state", "answer"}}
        tx.execute(table.insert().values(**{**plain, **as_text}))
        tx.commit()
