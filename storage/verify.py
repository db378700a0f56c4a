"""Whether what is remembered is whole and fits together: asked at rest or while the bot works, changes nothing.

Everything is read in one transaction, so what somebody is just doing is seen whole or not at all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import text

from storage import seals, verify_rows
from storage.database import Tx
from storage.seals import Head

HAND = "Somebody changed the database by hand, or it is damaged: compare it with your last backup."
RESTORE = "Keep this database and put your last backup in place: interview-bot restore FILE."


@dataclass(frozen=True)
class Finding:
    """*what* names rows by their ids, never a person; *cure* says what to do."""

    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.what}. {self.cure}"


def look(tx: Tx, *, noted: Iterable[Head] = ()) -> Iterator[Finding]:
    """Everything that is not as it should be. *noted* are heads of the chain that were written down before."""
    if tx.is_postgres:
        tx.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    else:
        yield from _file(tx)
    for head in noted:
        if not seals.holds(tx, head):
            yield Finding(
                f"the chain of the audit does not go through {head}, which was noted before",
                "Entries were cut off or the chain was written anew, or an older database was put back without "
                "interview-bot restore.",
            )
    for words in seals.broken(tx):
        yield Finding(words, HAND)
    for check, cure in CHECKS.items():
        for words in check(tx):
            yield Finding(words, cure)


def _file(tx: Tx) -> Iterator[Finding]:
    for said in tx.execute(text("PRAGMA integrity_check(20)")).scalars():
        if said != "ok":
            yield Finding(f"the file is damaged: {said}", RESTORE)
    for table, row, other, _ in tx.execute(text("PRAGMA foreign_key_check")):
        yield Finding(f"row {row} of {table} belongs to something in {other} that is not there", HAND)


CHECKS: dict[Callable[[Tx], Iterator[str]], str] = {
    verify_rows.changes_without_an_entry: HAND,
    verify_rows.stays_that_do_not_fit: HAND,
    verify_rows.letters_without_a_decision: "Undo the letter or drop it in Slack, then ask who decided.",
    verify_rows.rejections_not_noted: HAND,
    verify_rows.letters_without_a_promise: "It never leaves: write it again.",
    verify_rows.promises_without_their_object: HAND,
    verify_rows.messages_nobody_promised: "People see an old state there until it changes again.",
    verify_rows.booked_twice: "Move one of them: press [Reschedule] in the candidate's thread.",
}
