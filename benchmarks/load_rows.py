"""Years of hiring for `benchmarks.load`, written in one transaction: candidates of whom few are open, and an outbox."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import SQLModel

from bot.hiring.application import State
from bot.hiring.figures_stage import Outcome
from bot.hiring.interview import Answer, InterviewState
from bot.hiring.person import Person, Role
from storage import people, unwritten
from storage.database import Database, Tx
from storage.tables import (
    ApplicationRow,
    CandidateRow,
    DecisionRow,
    InterviewRow,
    LetterRow,
    MessageRow,
    OutboxRow,
    RatingRow,
    ScorecardRow,
    SeatRow,
    StayRow,
)

RECRUITERS, INTERVIEWERS = 4, 40
Rows = dict[type[SQLModel], list[dict[str, Any]]]  # by table
LETTERS_WAITING = 10
A_TIME = 5_000  # rows in one statement


def fill(db: Database, number: int, still_open: int) -> str:
    """*number* candidates, the last *still_open* of them open. Gives a recruiter who looks after a quarter of them.

    Each was interviewed once, with a scorecard of four marks. Of the closed ones four fifths were rejected, all but
    the last ten with a letter that left.
    """
    with db.begin() as tx:
        team = [f"R{n}" for n in range(RECRUITERS)], [f"I{n}" for n in range(INTERVIEWERS)]
        for role, ids in zip((Role.RECRUITER, Role.INTERVIEWER), team, strict=True):
            for each in ids:
                people.save(tx, Person(each, each, f"{each}@example.org".lower(), "Europe/Berlin", frozenset({role})))
        stages = [stage.id for stage in tx.book.current.stages]
        lives = [_life(tx, at + 1, still_open=at >= number - still_open, stages=stages) for at in range(number)]
        rejected = [rows for rows in lives if LetterRow in rows]
        for rows in rejected[-LETTERS_WAITING:]:
            del rows[LetterRow]
        for rows in rejected[:-LETTERS_WAITING]:
            rows[ApplicationRow][0]["rejection_sent"] = True
        _write(tx, lives)
    return team[0][0]


def _life(tx: Tx, number: int, *, still_open: bool, stages: list[str]) -> Rows:
    """One candidate's rows, by table."""
    state = State.OPEN if still_open else State.REJECTED if number % 5 else State.WITHDRAWN
    began = tx.now - timedelta(days=number % 20 if still_open else 30 + number % 700)
    over = None if still_open else began + timedelta(days=9)
    stage = stages[number % len(stages)] if still_open else stages[0]
    interviewer, recruiter = f"I{number % INTERVIEWERS}", f"R{number % RECRUITERS}"
    process = tx.book.current
    ends = began + timedelta(days=3)
    rows: Rows = {
        CandidateRow: [{"id": number, "name": f"Candidate {number}", "email": f"c{number}@example.com"}],
        ApplicationRow: [
            {
                "id": number, "candidate_id": number, "role": process.roles[0].id, "process": process.digest,
                "stage": stage, "state": state, "coordinator": recruiter, "channel": "C1", "opened_at": began,
                "stage_since": began, "closed_at": over, "version": 1,
                "rejection_sent": False,
            }
        ],
        StayRow: [
            {
                "application_id": number, "stage": stage, "entered_at": began, "left_at": over,
                "outcome": None if still_open else Outcome.REJECTED if state is State.REJECTED else Outcome.WITHDREW,
            }
        ],
        InterviewRow: [
            {
                "id": number, "application_id": number, "session": "screening", "stage": stages[0],
                "starts_at": ends - timedelta(minutes=45), "ends_at": ends, "zone": "Europe/Berlin",
                "state": InterviewState.BOOKED, "version": 1,
            }
        ],
        SeatRow: [
            {"interview_id": number, "person": interviewer, "position": 0, "focus": [], "answer": Answer.ACCEPTED}
        ],
    }  # fmt: skip
    if not still_open:
        rows |= _judged(number, interviewer, recruiter, stages[0], over or tx.now, state)
    return rows


def _judged(number: int, interviewer: str, recruiter: str, stage: str, at: datetime, state: State) -> Rows:
    lists: dict[str, Any] = {"observed": [], "hints": [], "follow_ups": [], "presses": []}
    texts = dict.fromkeys(("focus_answer", "confidence", "change_my_mind", "strength", "for_recruiter", "task"), "")
    card = {
        "interview_id": number,
        "person": interviewer,
        "recommendation": "against",
        "submitted_at": at,
        "version": 1,
    }
    marks = [
        {
            "interview_id": number,
            "person": interviewer,
            "trait": f"trait{n}",
            "mark": 1 + (number + n) % 5,
            "note": "Said so.",
        }
        for n in range(4)
    ]
    rows: Rows = {ScorecardRow: [card | lists | texts], RatingRow: marks}
    if state is State.REJECTED:
        rows[DecisionRow] = [
            {
                "application_id": number,
                "stage": stage,
                "verdict": "reject",
                "by": recruiter,
                "reason": "Not yet.",
                "at": at,
            }
        ]
        rows[LetterRow] = [
            {
                "key": f"rejection:{number}", "application_id": number, "kind": "rejection",
                "to": f"c{number}@example.com",
                "subject": "Your application", "body": "Thank you.", "state": "sent",
                "by": recruiter, "sender_name": "",
                "sent_at": at, "send_at": at, "version": 2, "remark": "",
            }
        ]  # fmt: skip
    return rows


def _write(tx: Tx, lives: list[Rows]) -> None:
    order = (
        CandidateRow, ApplicationRow, StayRow, InterviewRow, SeatRow, ScorecardRow, RatingRow, DecisionRow, LetterRow,
    )  # fmt: skip
    for table in order:
        rows = [row for life in lives for row in life.get(table, ())]
        for some in _in_parts(rows):
            tx.connection().execute(insert(table.__table__), some)  # type: ignore[attr-defined]


def fill_told(db: Database) -> None:
    """Of all scorecards that are missing everybody was told who has to be."""
    with db.begin() as tx:
        over = [(it, who) for it in unwritten.ended_by(tx, tx.now) for who in it.waited_for]
        asked = [(f"nudge:{it.id}:{who}", who) for it, who in over]
        asked += [(f"owed:{it.id}", it.coordinator) for it, _ in over]
        messages = [{"key": key, "renderer": "told", "ids": [], "target": who} for key, who in asked]
        promises = [_promise(f"message:{key}", tx.now) for key, _ in asked]
        promises += [_promise(f"home:{it.id}:{who}", tx.now) for it, who in over]
        for table, rows in ((MessageRow, messages), (OutboxRow, [it | {"state": "done"} for it in promises])):
            for some in _in_parts(rows):
                tx.connection().execute(insert(table.__table__), some)  # type: ignore[attr-defined]


def fill_outbox(db: Database, number: int, *, not_before: datetime) -> None:
    """Messages that nobody has to send before *not_before*, each in a group of its own."""
    with db.begin() as tx:
        rows = [_promise(f"later:{at}", not_before) for at in range(number)]
        for some in _in_parts(rows):
            tx.connection().execute(insert(OutboxRow.__table__), some)  # type: ignore[attr-defined]


def promise_now(db: Database, number: int, about: str) -> None:
    with db.begin() as tx:
        rows = [_promise(f"{about}:{at}", tx.now) for at in range(number)]
        tx.connection().execute(insert(OutboxRow.__table__), rows)  # type: ignore[attr-defined]


def _promise(key: str, not_before: datetime) -> dict[str, Any]:
    return {
        "key": key, "kind": "message", "target": "C1", "args": {"key": key}, "group": key, "not_before": not_before,
        "state": "pending", "attempt": 0,
    }  # fmt: skip


def _in_parts(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    return (rows[at : at + A_TIME] for at in range(0, len(rows), A_TIME))
