"""Remembering letters and mails to candidates. A letter's text is frozen when it is approved; a link may be added."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import col, func, select

from bot.hiring.errors import NotFound
from bot.hiring.letter import Letter
from storage import outbox
from storage.database import Tx
from storage.outbox import Promise
from storage.parts import in_parts
from storage.tables import ApplicationRow, LetterRow, OutboxRow

UNSENT = ("draft", "reading", "approved")  # the states of a letter that may still be changed
ASIDE = ":aside:"
REJECTION = "rejection:"  # keys of letters that reject begin so


def draft(
    tx: Tx, key: str, *, application: int, kind: str, to: str, subject: str, body: str,
    by: str | None = None, sender_name: str = "", reply_to: str | None = None,
) -> Letter:  # fmt: skip
    """A letter nobody has approved yet; an existing one under *key* is kept as it is."""
    row = _row(tx, key) or LetterRow(
        key=key, application_id=application, kind=kind, to=to, subject=subject, body=body,
        by=by, sender_name=sender_name, reply_to=reply_to, version=1 + _last_version_aside(tx, key),
    )  # fmt: skip
    tx.add(row)
    tx.flush()
    return _letter(row)


def _last_version_aside(tx: Tx, key: str) -> int:
    """Of those that meant the same: their promises and marks are used up."""
    aside = col(LetterRow.key).startswith(f"{key}{ASIDE}", autoescape=True)
    return tx.exec(select(func.max(LetterRow.version)).where(aside)).one() or 0


def edit(tx: Tx, letter_id: int, *, subject: str, body: str, by: str, sender_name: str, reply_to: str | None) -> Letter:
    row = _locked(tx, letter_id)
    row.subject, row.body, row.by, row.sender_name, row.reply_to = subject, body, by, sender_name, reply_to
    row.version += 1
    tx.add(row)
    tx.flush()
    return _letter(row)


def ask_reader(tx: Tx, letter_id: int) -> Letter:
    """Freeze the text until a second person has read it."""
    row = _locked(tx, letter_id)
    row.state, row.reader, row.remark = "reading", None, ""
    row.version += 1
    tx.add(row)
    tx.flush()
    return _letter(row)


def read(tx: Tx, letter_id: int, *, reader: str) -> None:
    """A second person found right what is on its way."""
    row = _locked(tx, letter_id)
    row.reader = reader
    tx.add(row)
    tx.flush()


def send_back(tx: Tx, letter_id: int, *, reader: str, remark: str) -> Letter | None:
    """The second reader asks for a change: a draft again. None when it is leaving or has left."""
    row = _locked(tx, letter_id)
    if row.state == "approved" and not _stop(tx, row):
        return None
    row.state, row.send_at, row.reader, row.remark = "draft", None, reader, remark
    row.version += 1
    tx.add(row)
    tx.flush()
    return _letter(row)


def approve(
    tx: Tx, letter_id: int, *, send_at: datetime, reader: str | None = None, expires_at: datetime | None = None
) -> Letter:
    """Freeze the text and promise that it leaves at *send_at*, never after *expires_at*.

    *reader* is the second person who read it.
    """
    row = _locked(tx, letter_id)
    row.state, row.send_at, row.reader, row.remark = "approved", send_at, reader, ""
    row.version += 1
    tx.add(row)
    tx.flush()
    outbox.promise(
        tx,
        f"mail:{row.key}:{row.version}",
        kind="mail",
        target="candidate",
        args={"letter": letter_id},
        group=group(row.key),
        not_before=send_at,
        expires_at=expires_at,
    )
    return _letter(row)


def take_back(tx: Tx, letter_id: int) -> bool:
    """Undo an approval, or the wish for a second reader. False when the letter is leaving or has left."""
    row = _locked(tx, letter_id)
    stopped = row.state == "reading" or (row.state == "approved" and _stop(tx, row))
    if not stopped:
        return False
    row.state, row.send_at, row.reader = "draft", None, None
    row.version += 1
    tx.add(row)
    tx.flush()
    return True


def cancel(tx: Tx, letter_id: int) -> None:
    """It will never leave."""
    row = _locked(tx, letter_id)
    if row.state in {*UNSENT, "cancelled"}:
        _stop(tx, row)
        row.state = "cancelled"
    tx.add(row)
    tx.flush()


def give_up(tx: Tx, letter_id: int) -> None:
    """It will never leave, whatever became of it; what has left has left. Its promises are called off before."""
    row = _locked(tx, letter_id)
    row.state = row.state if row.state == "sent" else "cancelled"
    tx.add(row)
    tx.flush()


def set_aside(tx: Tx, letter_id: int) -> None:
    """Cancel it, and make room for another one that means the same."""
    cancel(tx, letter_id)
    row = _locked(tx, letter_id)
    if row.state == "cancelled":
        row.key = f"{row.key}{ASIDE}{letter_id}"
        tx.add(row)
        tx.flush()


def amend(
    tx: Tx, letter_id: int, *, to: str | None = None, reply_to: str | None = None, body: str | None = None
) -> bool:
    """It goes to, is answered to, or says this, with all else as it was. False when it may have left."""
    row = _locked(tx, letter_id)
    last = _last_promise(tx, row) if row.state == "approved" else None
    waits = outbox.hold(tx, last.id) if last else None
    if row.state not in UNSENT or (row.state == "approved" and waits is None):
        return False
    row.to, row.reply_to, row.body, reader = to or row.to, reply_to or row.reply_to, body or row.body, row.reader
    tx.add(row)
    tx.flush()
    if waits is not None and (waits.remote_ref or (waits.state == "pending" and waits.attempt > 0)):
        take_back(tx, letter_id)  # a draft may lie in the mailbox, as it was before: it must not be found
        approve(tx, letter_id, send_at=waits.not_before, reader=reader, expires_at=waits.expires_at)
    return True


def settle(tx: Tx, letter_id: int, state: str, *, send_at: datetime | None = None) -> None:
    """The relay or a person says how it ended: "sent", "held" or back to "approved", to leave at *send_at*."""
    _lock_application(tx, letter_id, sent=state == "sent")
    row = _locked(tx, letter_id)
    row.state, row.send_at = state, send_at or row.send_at
    row.sent_at = tx.now if state == "sent" else row.sent_at
    tx.add(row)
    tx.flush()


def _lock_application(tx: Tx, letter_id: int, *, sent: bool) -> None:
    """Before the letter is locked: whoever changes both locks the application first."""
    letter = get(tx, letter_id)
    row = tx.get_one(ApplicationRow, letter.application, with_for_update=True, populate_existing=True)
    if sent and letter.key.startswith(REJECTION):
        row.rejection_sent = True
        tx.add(row)


def is_refused(tx: Tx, letter: Letter) -> bool:
    """It surely did not leave, and a person was asked what to do."""
    return letter.state == "approved" and letter.id in refused(tx, [letter.key])


def refused(tx: Tx, keys: Collection[str]) -> frozenset[int]:
    """The approved letters among those under *keys* whose promise waits for a person to say what to do."""
    groups = [group(key) for key in keys]
    return frozenset(args["letter"] for args in tx.exec(_REFUSED, params={"groups": groups}))


_REFUSED = select(OutboxRow.args).where(
    col(OutboxRow.group).in_(bindparam("groups", expanding=True)), col(OutboxRow.state).in_(outbox.STUCK)
)


def not_kept_at_once(tx: Tx, letter: Letter) -> list[int]:
    """The promises about it of which somebody may have heard that they got stuck."""
    return [it.id for it in _promises(tx, letter.id, letter.key) if it.error]


def _stop(tx: Tx, row: LetterRow) -> bool:
    """Nothing leaves any more. False when it is leaving just now, or has left."""
    last = _last_promise(tx, row)
    return last is not None and outbox.cancel(tx, last.id)


def _last_promise(tx: Tx, row: LetterRow) -> Promise | None:
    """Those before it have ended: a letter is approved anew once it was taken back."""
    return next(reversed(_promises(tx, row.id or 0, row.key)), None)


def _promises(tx: Tx, letter_id: int, key: str) -> list[Promise]:
    """A letter that was set aside, and the one that means the same now, share a group."""
    return [it for it in outbox.of_group(tx, group(key)) if it.args["letter"] == letter_id]


def group(key: str) -> str:
    """The outbox group of all promises about letters that mean this."""
    return f"mail:{key.partition(ASIDE)[0]}"


def get(tx: Tx, letter_id: int, *, to: int | None = None) -> Letter:
    """As it is now, also after a wait for somebody who was changing it. *to*: the application it has to belong to."""
    row = tx.get(LetterRow, letter_id, populate_existing=True)
    if row is None or to not in (None, row.application_id):
        raise NotFound("This letter is not here any more.")
    return _letter(row)


def find(tx: Tx, key: str) -> Letter | None:
    row = _row(tx, key)
    return _letter(row) if row else None


def known(tx: Tx, keys: Collection[str]) -> set[str]:
    """Which of *keys* name a letter."""
    return {key for some in in_parts(keys) for key in tx.exec(_KNOWN, params={"keys": some})}


_KNOWN = select(LetterRow.key).where(col(LetterRow.key).in_(bindparam("keys", expanding=True)))


def of_application(tx: Tx, application: int) -> list[Letter]:
    query = select(LetterRow).where(LetterRow.application_id == application).order_by(col(LetterRow.id))
    return [_letter(row) for row in tx.exec(query)]


def _locked(tx: Tx, letter_id: int) -> LetterRow:
    """Whoever else wants to change the letter waits: Undo and the relay must not both win."""
    return tx.get_one(LetterRow, letter_id, with_for_update=True, populate_existing=True)


def _row(tx: Tx, key: str) -> LetterRow | None:
    return tx.exec(select(LetterRow).where(LetterRow.key == key)).first()


def _letter(row: LetterRow) -> Letter:
    assert row.id is not None
    return Letter(
        row.id, row.key, row.application_id, row.kind, row.to, row.subject, row.body, row.state, row.by,
        row.sender_name, row.reply_to, row.send_at, row.sent_at, row.version, row.reader, row.remark,
    )  # fmt: skip
