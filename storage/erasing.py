"""Forgetting who an application was about: names, addresses and every word that somebody typed about them.

Rows stay with what figures need: stages and times, who met them for how long, marks, votes and verdicts, without a
word and without the person. SQLite overwrites what goes (`secure_delete`). The audit holds no typed text: its chain
stays as it is.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, ColumnElement, Update
from sqlmodel import SQLModel, col, delete, false, func, or_, select, update

from storage.database import Tx
from storage.outbox import UNFINISHED
from storage.tables import (
    ContactRow,
    DecisionRow,
    DraftRow,
    EventRow,
    FirstScorecardRow,
    ForgoneScorecardRow,
    InterviewRow,
    LetterRow,
    NoteRow,
    OutboxRow,
    RatingRow,
    ScorecardRow,
    SlotSearchRow,
    VoteRow,
)

PATIENCE = 1.0  # seconds that those who read the journal have to end: nobody can write meanwhile
BY_APPLICATION: dict[type[SQLModel], tuple[str, ...]] = {
    DecisionRow: ("reason",),
    ContactRow: ("reason",),
    VoteRow: ("reason", "first_reason"),
    LetterRow: ("to", "subject", "body", "remark", "sender_name"),
}
BY_INTERVIEW: dict[type[SQLModel], tuple[str, ...]] = {
    ForgoneScorecardRow: ("reason",),
    RatingRow: ("note",),
    ScorecardRow: ("change_my_mind", "strength", "for_recruiter"),
}
"""The columns that words stand in, by row; what is nothing but words is deleted instead."""


@dataclass(frozen=True)
class Known:
    """How much there is about an application that words stand in."""

    scorecards: int
    notes: int
    mails: int
    interviews: int


def known(tx: Tx, application: int) -> Known:
    held = select(InterviewRow.id).where(InterviewRow.application_id == application)
    return Known(
        scorecards=_count(tx, col(ScorecardRow.interview_id).in_(held)),
        notes=_count(tx, col(NoteRow.application_id) == application),
        mails=_count(tx, col(LetterRow.application_id) == application),
        interviews=_count(tx, col(InterviewRow.application_id) == application),
    )


def forget(tx: Tx, application: int, *, groups: Sequence[str], drafts: Sequence[str]) -> None:
    """Every word about it. *groups*: the outbox groups of its promises; *drafts*: how the names of its forms begin.

    The candidate and the application themselves are kept anew by `storage.applications`.
    """
    held = select(InterviewRow.id).where(InterviewRow.application_id == application)
    forms = [it for name in drafts for it in (_form == name, _form.startswith(f"{name}.", autoescape=True))]
    tx.flush()
    for words in (
        *(_blank(row, _column(row, "application_id") == application, names) for row, names in BY_APPLICATION.items()),
        *(_blank(row, _column(row, "interview_id").in_(held), names) for row, names in BY_INTERVIEW.items()),
        update(LetterRow).where(col(LetterRow.application_id) == application).values(reply_to=None),
        update(InterviewRow).where(col(InterviewRow.application_id) == application).values(meet_url=None, zone="UTC"),
        update(EventRow).where(col(EventRow.interview_id).in_(held)).values(answers={}),
        update(OutboxRow).where(*_ended, col(OutboxRow.group).in_(groups)).values(error=None, remote_ref=None),
        delete(NoteRow).where(col(NoteRow.application_id) == application),
        delete(FirstScorecardRow).where(col(FirstScorecardRow.interview_id).in_(held)),
        delete(SlotSearchRow).where(col(SlotSearchRow.application_id) == application),
        delete(DraftRow).where(or_(false(), *forms)),
    ):
        tx.execute(words, execution_options={"synchronize_session": False})
    tx.expire_all()


def fold_journal(file: Path) -> bool:
    """SQLite's journal, in which the words still stand, becomes part of *file*. False while somebody reads in it."""
    with closing(sqlite3.connect(file, timeout=PATIENCE)) as connection:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _count(tx: Tx, which: ColumnElement[bool]) -> int:
    return tx.exec(select(func.count()).where(which)).one()


def _blank(row: type[SQLModel], which: ColumnElement[bool], names: Sequence[str]) -> Update:
    return update(row).where(which).values(dict.fromkeys(names, ""))


def _column(row: type[SQLModel], name: str) -> Column[int]:
    return row.metadata.tables[str(row.__tablename__)].c[name]


_form = col(DraftRow.form)
_ended = (col(OutboxRow.state).not_in(UNFINISHED),)  # the others are the relay's, which locks them first
