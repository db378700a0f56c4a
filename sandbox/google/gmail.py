"""A mailbox at Gmail: what its API and its owner see and do."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TypeVar

from sandbox.clock import MovableClock
from sandbox.google.errors import JSON, GoogleError
from sandbox.google.gmail_text import Written, recipients, without_bcc
from sandbox.google.records import Call
from sandbox.waiting import wait_until

T = TypeVar("T")

Deliver = Callable[[bytes, str, tuple[str, ...]], None]  # the text, from whom, to whom
DRAFT, SENT = "DRAFT", "SENT"


@dataclass
class Mail:
    """*at* is milliseconds since 1970; *labels* are Gmail's."""

    id: str
    thread: str
    at: int
    message: EmailMessage
    labels: list[str] = field(default_factory=list)


class Gmail:
    """The mailbox of *account*, who may also send as one of *aliases*. What is sent goes to *deliver*.

    Every change happens while `changed` is held, and notifies it.
    """

    def __init__(self, clock: MovableClock, account: str, deliver: Deliver, *, aliases: tuple[str, ...] = ()) -> None:
        self.clock, self.account, self._deliver = clock, account.lower(), deliver
        self.addresses = (self.account, *(alias.lower() for alias in aliases))
        self.changed = threading.Condition(threading.RLock())
        self.calls: list[Call] = []
        self.mails: dict[str, Mail] = {}  # by id, oldest first
        self._drafts: dict[str, str] = {}  # from a draft's id to its mail's
        self._count = 0

    @property
    def drafts(self) -> dict[str, Mail]:
        """By the drafts' ids, oldest first."""
        with self.changed:
            return {draft: self.mails[mail] for draft, mail in self._drafts.items()}

    @property
    def sent(self) -> list[Mail]:
        with self.changed:
            return [mail for mail in self.mails.values() if SENT in mail.labels]

    def write(self, written: Written, thread: str | None = None) -> str:
        """Keep a draft, in a thread of its own unless told, and return its id."""
        with self.changed:
            mail = self._keep(written.as_from(self.addresses, self._mark()), thread, DRAFT)
            draft = f"r-{9_000_000_000_000_000_000 - self._count}"
            self._drafts[draft] = mail.id
            self.changed.notify_all()
            return draft

    def draft(self, draft: str) -> Mail:
        """Raises notFound: it was sent, thrown away, or never there."""
        with self.changed:
            if draft not in self._drafts:
                raise not_here()
            return self.mails[self._drafts[draft]]

    def send(self, draft: str) -> Mail:
        """The draft is gone; the same text is there anew, under another id, in the same thread. Raises notFound."""
        with self.changed:
            waiting = self.draft(draft)
            to = recipients(waiting.message)
            if not to:
                raise GoogleError(400, "invalidArgument", "Recipient address required")
            self.throw_away(draft)
            text = Written(without_bcc(waiting.message)).as_from(self.addresses, self._mark())
            mail = self._keep(text, waiting.thread, SENT)
            self._deliver(mail.message.as_bytes(), self.account, to)
            self.changed.notify_all()
            return mail

    def throw_away(self, draft: str) -> None:
        """Raises notFound."""
        with self.changed:
            self.mails.pop(self.draft(draft).id)
            self._drafts.pop(draft)
            self.changed.notify_all()

    def send_by_hand(self, draft: str, *, without: str) -> None:
        """Its owner presses Send in a browser, which writes the mail anew and drops headers such as *without*."""
        with self.changed:
            del self.draft(draft).message[without]
            self.send(draft)

    def log(self, call: Call) -> None:
        with self.changed:
            self.calls.append(call)
            self.changed.notify_all()

    def wait_until(self, predicate: Callable[[], T], timeout: float = 5.0) -> T:
        """What *predicate* gives once it is true; it is asked again after every change. Raises TimeoutError."""
        return wait_until(self.changed, predicate, timeout)

    def dump(self) -> JSON:
        """As JSON; load() reads it."""
        with self.changed:
            mails = [
                vars(mail) | {"message": mail.message.as_bytes().decode("utf-8", "surrogateescape")}
                for mail in self.mails.values()
            ]
            return {"count": self._count, "drafts": dict(self._drafts), "mails": mails}

    def load(self, kept: JSON) -> None:
        with self.changed:
            self._count, self._drafts = kept["count"], dict(kept["drafts"])
            for mail in kept["mails"]:
                content = mail["message"].encode("utf-8", "surrogateescape")
                message = message_from_bytes(content, EmailMessage, policy=policy.SMTP)
                self.mails[mail["id"]] = Mail(**mail | {"message": message})
            self.changed.notify_all()

    def _keep(self, message: EmailMessage, thread: str | None, label: str) -> Mail:
        mail_id = f"{0x18C0_0000_0000_0000 + self._count:x}"
        at = int(self.clock.now().timestamp() * 1000)
        self.mails[mail_id] = Mail(mail_id, thread or mail_id, at, message, [label])
        return self.mails[mail_id]

    def _mark(self) -> str:
        """The Message-ID that Gmail gives, whatever the sender wrote."""
        self._count += 1
        return f"<CAJ{self._count:016x}@mail.gmail.com>"


def not_here() -> GoogleError:
    return GoogleError(404, "notFound", "Requested entity was not found.")
