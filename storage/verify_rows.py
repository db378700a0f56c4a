"""What rows must agree on, each as a question; an answer names the rows that do not, by their ids."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, String, case, cast
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from bot.hiring.application import State
from bot.hiring.interview import Answer, InterviewState
from storage.database import Tx
from storage.outbox import STUCK, UNFINISHED
from storage.tables import (
    ApplicationRow,
    AuditRow,
    ChannelRow,
    DecisionRow,
    EventRow,
    InterviewRow,
    LetterRow,
    MessageRow,
    OutboxRow,
    ScorecardRow,
    SeatRow,
    StayRow,
)

OPEN = (*UNFINISHED, *STUCK)


def changes_without_an_entry(tx: Tx) -> Iterator[str]:
    """Whatever was changed was written down in the same transaction, and so at the same moment."""
    for at, what in ((ApplicationRow.opened_at, "was opened"), (ApplicationRow.closed_at, "was closed")):
        for number in tx.exec(select(ApplicationRow.id).where(col(at).is_not(None), ~_entry(ApplicationRow.id, at))):
            yield f"application {number} {what}, and no audit entry says by whom"
    for row in tx.exec(select(DecisionRow).where(~_entry(DecisionRow.application_id, DecisionRow.at))):
        yield f"decision {row.id} on application {row.application_id} has no audit entry"
    cards = select(ScorecardRow, InterviewRow).join(InterviewRow, col(InterviewRow.id) == ScorecardRow.interview_id)
    for card, _ in tx.exec(cards.where(~_entry(InterviewRow.application_id, ScorecardRow.submitted_at))):
        yield f"the scorecard of {card.person} on interview {card.interview_id} has no audit entry"
    sent = select(LetterRow).where(LetterRow.state == "sent", ~_entry(LetterRow.application_id, LetterRow.sent_at))
    for letter in tx.exec(sent):
        yield f"letter {letter.id} to application {letter.application_id} was sent, and no audit entry says so"


def stays_that_do_not_fit(tx: Tx) -> Iterator[str]:
    """An open application is in exactly one stage, a closed one in none."""
    counted = (
        select(StayRow.application_id, func.count().label("number"))
        .where(col(StayRow.left_at).is_(None))
        .group_by(col(StayRow.application_id))
        .subquery()
    )
    number = func.coalesce(counted.c.number, 0)
    found = select(ApplicationRow.id, ApplicationRow.state, number).outerjoin(
        counted, counted.c.application_id == ApplicationRow.id
    )
    fits = number == case((col(ApplicationRow.state) == State.OPEN, 1), else_=0)
    for application, state, stays in tx.exec(found.where(~fits)):
        yield f"application {application} is {State(state).value}, and by its stays in {stays} stages"


def letters_without_a_decision(tx: Tx) -> Iterator[str]:
    """No rejection leaves, or has left, while the decision is not in force; no offer without one."""
    going = col(LetterRow.state).in_(("approved", "sent", "held"))
    letters = select(LetterRow, ApplicationRow).join(ApplicationRow, col(ApplicationRow.id) == LetterRow.application_id)
    rejections = letters.where(going, col(LetterRow.key).startswith("rejection:"))
    for letter, application in tx.exec(rejections.where(ApplicationRow.state != State.REJECTED)):
        yield f"letter {letter.id} rejects application {application.id}, which is {application.state.value}"
    offered = select(DecisionRow.id).where(
        DecisionRow.application_id == ApplicationRow.id, DecisionRow.verdict == "offer"
    )
    for letter, application in tx.exec(
        letters.where(going, col(LetterRow.key).startswith("offer:"), ~offered.exists())
    ):
        yield f"letter {letter.id} offers application {application.id} a job, and nobody decided that"


def rejections_not_noted(tx: Tx) -> Iterator[str]:
    """An application notes that a rejection has left, in the same transaction."""
    left = select(LetterRow.id).where(
        LetterRow.application_id == ApplicationRow.id,
        LetterRow.state == "sent",
        col(LetterRow.key).startswith("rejection:"),
    )
    for number in tx.exec(select(ApplicationRow.id).where(col(ApplicationRow.rejection_sent) != left.exists())):
        yield f"application {number} does not agree with its letters on whether a rejection has left"


def letters_without_a_promise(tx: Tx) -> Iterator[str]:
    """What is approved is on its way or held."""
    promised = select(OutboxRow.id).where(
        OutboxRow.group == "mail:" + col(LetterRow.key), col(OutboxRow.state).in_(OPEN)
    )
    for letter in tx.exec(select(LetterRow).where(col(LetterRow.state).in_(("approved", "held")), ~promised.exists())):
        yield f"letter {letter.id} to application {letter.application_id} is {letter.state}, and nothing is promised"


def promises_without_their_object(tx: Tx) -> Iterator[str]:
    known: dict[str, tuple[str, Any]] = {
        "message": ("message", MessageRow),
        "event": ("interview", EventRow),
        "mail": ("letter", LetterRow),
        "channel": ("application", ChannelRow),
    }
    for promise in tx.exec(select(OutboxRow).where(col(OutboxRow.state).in_(OPEN))).all():
        name, row = known.get(promise.kind, ("", None))
        if row is not None and tx.get(row, promise.args.get(name)) is None:
            yield f"promise {promise.id} is about {name} {promise.args.get(name)}, which is not there"


def messages_nobody_promised(tx: Tx) -> Iterator[str]:
    """What a message should show was promised with it."""
    key = "message:" + col(MessageRow.key) + ":" + cast(col(MessageRow.wanted), String)
    promised = select(OutboxRow.id).where(OutboxRow.key == key)
    owed = select(MessageRow.key).where(col(MessageRow.wanted) > MessageRow.shown, ~promised.exists())
    for name in tx.exec(owed):
        yield f"the message {name} is not current, and nothing is promised"
    for name in tx.exec(select(MessageRow.key).where(col(MessageRow.shown) > MessageRow.wanted)):
        yield f"the message {name} shows more than was ever wanted of it"


def booked_twice(tx: Tx) -> Iterator[str]:
    """By the bot: what somebody dragged to its time in the calendar was a person's wish."""
    one, other, seat, same = aliased(InterviewRow), aliased(InterviewRow), aliased(SeatRow), aliased(SeatRow)
    overlap = (one.id < other.id) & (one.starts_at < other.ends_at) & (other.starts_at < one.ends_at)  # type: ignore[operator]
    stands = (one.state == InterviewState.BOOKED) & (other.state == InterviewState.BOOKED)
    comes = (seat.answer != Answer.DECLINED) & (same.answer != Answer.DECLINED)
    found = (
        select(one, other, seat.person)
        .join(seat, col(seat.interview_id) == one.id)
        .join(same, col(same.person) == seat.person)
        .join(other, col(other.id) == same.interview_id)
        .where(overlap, stands, comes)
    )
    for first, second, person in tx.exec(found):
        if not any(_dragged(tx, interview) for interview in (first, second)):
            yield f"{person} sits on interviews {first.id} and {second.id}, which overlap"


def _dragged(tx: Tx, interview: InterviewRow) -> bool:
    moved = select(AuditRow).where(AuditRow.interview_id == interview.id, AuditRow.action == "interview.moved")
    last = tx.exec(moved.order_by(col(AuditRow.id).desc()).limit(1)).first()
    return last is not None and last.detail.get("where") == "calendar"


def _entry(application: object, at: object) -> ColumnElement[bool]:
    return select(AuditRow.id).where(AuditRow.application_id == application, AuditRow.at == at).exists()
