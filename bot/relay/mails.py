"""Mails to candidates: at most once, because a mail cannot be looked up after it left.

A second commit marks that the text is leaving. What dies before it is sent on the next try; what dies after it is
held, and a named person says whether it arrived.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from bot.hiring.letter import Letter
from bot.ports import Doubtful, Mail, Mailer, SurelyNot
from bot.relay.outcome import Done, Held, Outcome, Unwanted
from storage import letters, outbox
from storage.database import Database, Tx
from storage.outbox import Promise

Sent = Callable[[Tx, Letter], None]


class _NotWantedAnyMore(Exception):
    """Somebody stopped the letter after it was claimed and before its text left."""


class MailDelivery:
    """*sent* and *held* are promised by the handlers: what people see when a letter left, or when nobody can tell."""

    def __init__(self, db: Database, mailer: Mailer, *, sent: Sent, held: Callable[[Tx, Letter, int], None]) -> None:
        self._db, self._mailer, self._sent, self._held = db, mailer, sent, held

    def carry_out(self, promise: Promise, fence: str) -> Outcome:
        with self._db.read() as tx:
            letter = letters.get(tx, promise.args["letter"])
        if promise.begun_at is not None:
            return self._in_doubt(letter, promise)
        if letter.state != "approved":
            return Unwanted()
        try:
            self._mailer.send(_mail(letter), begun=lambda: self._begin(promise, fence))
        except _NotWantedAnyMore:
            return Unwanted()
        except Doubtful:
            with self._db.read() as tx:
                begun = outbox.get(tx, promise.id).begun_at is not None
            if begun:
                return self._in_doubt(letter, promise)
            raise
        return Done(lambda tx: self._is_sent(tx, letter))

    def _begin(self, promise: Promise, fence: str) -> None:
        with self._db.begin() as tx:
            if not outbox.begun(tx, promise.id, fence=fence, wall=datetime.now(UTC)):
                raise SurelyNot("another relay took over")
            if letters.get(tx, promise.args["letter"]).state != "approved":
                raise _NotWantedAnyMore

    def _is_sent(self, tx: Tx, letter: Letter) -> None:
        letters.settle(tx, letter.id, "sent")
        self._sent(tx, letters.get(tx, letter.id))

    def _in_doubt(self, letter: Letter, promise: Promise) -> Outcome:
        def hold(tx: Tx) -> None:
            letters.settle(tx, letter.id, "held")
            self._held(tx, letters.get(tx, letter.id), promise.id)

        return Held("we cannot tell whether it left", hold)


def _mail(letter: Letter) -> Mail:
    return Mail(
        key=f"{letter.key}:{letter.version}",
        to=letter.to,
        subject=letter.subject,
        body=letter.body,
        sender_name=letter.sender_name,
        reply_to=letter.reply_to,
    )
