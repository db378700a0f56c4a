"""Whether what the database holds fits together at any moment: a change with its audit row and its promises, or none.

Read in one snapshot, also while nothing works on it.
"""

from collections import Counter

from sqlalchemy import text
from sqlmodel import col, select

from storage.tables import (
    ApplicationRow,
    AuditRow,
    DecisionRow,
    EventRow,
    InterviewRow,
    LetterRow,
    MessageRow,
    OutboxRow,
    ScorecardRow,
)

PUT_THERE = "You explained every step before you took it"  # the strength in a card that no person handed in
VERDICTS = ("application.advance", "application.reject", "application.offer")
STEPS = (*VERDICTS, "application.booked")  # the first booking moves a candidate on; nobody is booked twice here


def torn(tx):
    """In words; nothing when all is whole."""
    return [*_file(tx), *_audit(tx), *_promises(tx)]


def _file(tx):
    if tx.is_postgres:
        return
    for pragma in ("integrity_check", "foreign_key_check"):
        yield from (f"{pragma}: {tuple(row)}" for row in tx.execute(text(f"PRAGMA {pragma}")) if row[0] != "ok")


def _audit(tx):
    """Exactly one row for each change of state."""
    done = Counter(tx.exec(select(AuditRow.action, AuditRow.interview_id, AuditRow.actor)).all())
    by_hand = select(ScorecardRow.interview_id, ScorecardRow.person).where(ScorecardRow.strength != PUT_THERE)
    cards = Counter(tx.exec(by_hand).all())
    audited = {
        (interview, actor): n for (action, interview, actor), n in done.items() if action == "scorecard.handed_in"
    }
    for card in {**cards, **audited}:
        if cards[card] != audited.get(card, 0):
            yield f"scorecard {card} is there {cards[card]} times, and has {audited.get(card, 0)} audit rows"
    booked = Counter(it for found in tx.exec(_detail("application.booked")) for it in found["interviews"])
    for interview, event, state in tx.exec(
        select(InterviewRow.id, EventRow.wanted, InterviewRow.state).outerjoin(EventRow).where(_by_hand())
    ):
        if event is None or booked[interview] != 1:
            yield f"interview {interview} has {booked[interview]} audit rows, and wants {event} of its event"
        gone = sum(n for (action, it, _), n in done.items() if (action, it) == ("interview.cancelled", interview))
        if gone != (state.value == "cancelled"):
            yield f"interview {interview} is {state}, and was cancelled {gone} times"
    yield from (f"interview {it} was booked and is not there" for it in booked if tx.get(InterviewRow, it) is None)
    yield from _steps(tx)


def _steps(tx):
    """Versions rise by one with each step; a decision stands beside its audit row."""
    audited = Counter(tx.exec(select(AuditRow.application_id).where(col(AuditRow.action).in_(STEPS))).all())
    verdicts = Counter(tx.exec(select(AuditRow.application_id).where(col(AuditRow.action).in_(VERDICTS))).all())
    decided = Counter(tx.exec(select(DecisionRow.application_id)).all())
    for it in decided | verdicts:
        if decided[it] != verdicts[it]:
            yield f"application {it} has {decided[it]} decisions, {verdicts[it]} audit rows"
    for number, version in tx.exec(select(ApplicationRow.id, ApplicationRow.version)):
        if version != 1 + audited[number]:
            yield f"application {number} is in version {version} after {audited[number]} steps"


def _promises(tx):
    """Each message, event and letter that is wanted has its promise, and none is without its object."""
    promised = {tuple(row) for row in tx.exec(select(OutboxRow.kind, OutboxRow.key))}
    keys = {key for _, key in promised}
    wanted = {f"message:{key}:{n}" for key, n in tx.exec(select(MessageRow.key, MessageRow.wanted))}
    wanted |= {
        f"event:{number}:{generation}:{n}"
        for number, generation, n in tx.exec(select(EventRow.interview_id, EventRow.generation, EventRow.wanted))
    }
    yield from (f"{key} is wanted, and was not promised" for key in wanted - keys)
    approved = select(LetterRow.key).where(col(LetterRow.state).in_(("approved", "sent", "held")))
    mails = {key for kind, key in promised if kind == "mail"}
    for key in tx.exec(approved):
        if not any(key in it for it in mails):
            yield f"letter {key} is approved, and was not promised"
    objects = set(tx.exec(select(MessageRow.key)))
    yield from (
        f"{key} is promised of nothing" for kind, key in promised
        if kind == "message" and key.removeprefix("message:").rpartition(":")[0] not in objects
    )  # fmt: skip


def _detail(action):
    return select(AuditRow.detail).where(AuditRow.action == action)


def _by_hand():
    """Those that somebody booked in Slack; the others were put there by a test."""
    return col(InterviewRow.id).in_(select(EventRow.interview_id))
