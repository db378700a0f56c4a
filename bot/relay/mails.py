"""Mails to candidates: nobody gets one twice.

A commit marks that the text is leaving, and keeps the draft that is about to be sent where there is one. What dies
before it is sent on the next try. After it the mail is looked for: in the drafts it is sent, among what was sent it is
done. Where it cannot be seen, or nobody can look (SMTP), it is held, and a named person says whether it arrived. The
same goes for what may have left in the hours that a restore lost.
"""

from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from bot.hiring.letter import Letter
from bot.ports import Doubtful, Left, Mail, Mailer, Never, SurelyNot, Waiting
from bot.relay.outcome import Done, Held, Outcome, Unwanted
from storage import claims, letters, outbox, restores
from storage.database import Database, Tx
from storage.outbox import Promise

Sent = Callable[[Tx, Letter], None]

LOOKS = 3  # up to this try a mail that is nowhere is looked for once more: it may be shown a moment late
PATIENCE = 10  # from this try on a person is asked instead of a service that cannot say


class _NotWantedAnyMore(Exception):
    """Somebody stopped the letter after it was claimed and before its text left."""

    def __init__(self, draft: str | None) -> None:
        super().__init__()
        self.draft = draft


class MailDelivery:
    """*sent* and *held* are promised by the handlers: what people see when a letter left, or when nobody can tell."""

    def __init__(
        self,
        db: Database,
        mailer: Mailer,
        *,
        sent: Sent,
        held: Callable[[Tx, Letter, int], None],
        wall: Callable[[], datetime],
    ) -> None:
        self._db, self._mailer, self._sent, self._held, self._wall = db, mailer, sent, held, wall

    def carry_out(self, promise: Promise, fence: str) -> Outcome:
        with self._db.read() as tx:
            letter = letters.get(tx, promise.args["letter"])
            asks = restores.asks_first(tx, promise, letter.application)
        seen = self._seen(letter, promise, looks=asks)
        match seen:
            case Left():
                return Done(lambda tx: self._is_sent(tx, letter))
            case _ if asks:
                return self._in_doubt(letter, promise, restores.IN_DOUBT)
            case Waiting(draft):
                return self._send(letter, promise, fence, draft)
            case None if _may_have_left(promise):
                return self._in_doubt(letter, promise)
            case None:
                return self._send(letter, promise, fence)
            case _:
                assert_never(seen)

    def _seen(self, letter: Letter, promise: Promise, *, looks: bool) -> Left | Waiting | None:
        """What became of it, if there was a try before this one, or may have been in hours that are lost."""
        if promise.attempt == 1 and not promise.remote_ref and not looks:
            return None
        try:
            seen = self._mailer.look(_mail(letter), promise.remote_ref)
        except (Doubtful, SurelyNot, Never) as failure:
            in_vain = isinstance(failure, Never) or promise.attempt >= PATIENCE
            if in_vain and (looks or _may_have_left(promise)):
                return None
            raise
        if seen is None and promise.remote_ref and promise.attempt <= LOOKS:
            raise Doubtful("neither in the drafts nor sent")
        return seen

    def _send(self, letter: Letter, promise: Promise, fence: str, draft: str | None = None) -> Outcome:
        if letter.state != "approved":
            return self._unwanted(draft)
        if promise.is_over(self._db.clock.now()):
            return self._unwanted(draft, lambda tx: letters.settle(tx, letter.id, "cancelled"))
        try:
            self._mailer.send(_mail(letter), begun=lambda kept: self._begin(promise, fence, kept), draft=draft)
        except _NotWantedAnyMore as stopped:
            return self._unwanted(stopped.draft)
        except Doubtful:
            if self._will_be_seen(promise):
                raise
            return self._in_doubt(letter, promise)
        return Done(lambda tx: self._is_sent(tx, letter))

    def _begin(self, promise: Promise, fence: str, draft: str | None) -> None:
        with self._db.begin() as tx:
            if not claims.begun(tx, promise.id, fence=fence, wall=self._wall(), ref=draft):
                raise SurelyNot("another relay took over")
            if letters.get(tx, promise.args["letter"]).state != "approved":
                raise _NotWantedAnyMore(draft)

    def _will_be_seen(self, promise: Promise) -> bool:
        """Nothing has left yet, or a look will show whether it did."""
        with self._db.read() as tx:
            kept = outbox.get(tx, promise.id)
        return kept.begun_at is None or (kept.remote_ref is not None and kept.attempt < PATIENCE)

    def _unwanted(self, draft: str | None, after: Callable[[Tx], None] | None = None) -> Outcome:
        if draft:
            self._mailer.discard(draft)
        return Unwanted(after)

    def _is_sent(self, tx: Tx, letter: Letter) -> None:
        letters.settle(tx, letter.id, "sent")
        self._sent(tx, letters.get(tx, letter.id))

    def _in_doubt(self, letter: Letter, promise: Promise, reason: str = "we cannot tell whether it left") -> Outcome:
        def hold(tx: Tx) -> None:
            letters.settle(tx, letter.id, "held")
            self._held(tx, letters.get(tx, letter.id), promise.id)

        return Held(reason, hold)


def _may_have_left(promise: Promise) -> bool:
    return promise.begun_at is not None or promise.remote_ref is not None


def _mail(letter: Letter) -> Mail:
    return Mail(
        key=f"{letter.key}:{letter.version}",
        to=letter.to,
        subject=letter.subject,
        body=letter.body,
        sender_name=letter.sender_name,
        reply_to=letter.reply_to,
    )
