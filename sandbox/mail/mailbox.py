"""The company's mail server: real SMTP on loopback, and everything that arrives is kept."""

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from aiosmtpd.smtp import Envelope

from sandbox.background import HOST, Background
from sandbox.clock import MovableClock
from sandbox.faults import Faults, Kind
from sandbox.mail.received import ReceivedMail
from sandbox.mail.smtp import Conversation, Credentials, Slammed
from sandbox.waiting import wait_until

T = TypeVar("T")


class Mailbox:
    """With *user* and *password* it takes mail after AUTH only.

    Faults: smtp.connect, smtp.auth, smtp.mail, smtp.data.
    """

    def __init__(
        self, clock: MovableClock, faults: Faults | None = None, *, user: str = "", password: str = "", port: int = 0
    ) -> None:
        self.clock = clock
        self.faults = faults or Faults()
        self._credentials = Credentials(user, password) if user else None
        self._port = port
        self._mails: list[ReceivedMail] = []
        self.changed = threading.Condition()
        self._background: Background | None = None
        self._server: asyncio.Server | None = None

    def start(self) -> str:
        """Listen, and return the address as in SMTP_URL, without credentials. After stop() the port stays the same."""
        self._background = Background("sandbox-mail")
        self._server = self._background.run(self._listen())
        self._port = int(self._server.sockets[0].getsockname()[1])
        return f"smtp://{HOST}:{self._port}"

    def stop(self) -> None:
        """Connections are refused from now on; what arrived is kept."""
        if self._background and self._server:
            self._background.loop.call_soon_threadsafe(self._server.close)
            self._background.stop()
            self._background = None

    @property
    def mails(self) -> list[ReceivedMail]:
        with self.changed:
            return list(self._mails)

    def of(self, address: str) -> list[ReceivedMail]:
        """What was delivered to *address*, oldest first."""
        return [mail for mail in self.mails if address.lower() in (to.lower() for to in mail.envelope_to)]

    def wait_until(self, predicate: Callable[[], T], timeout: float = 5.0) -> T:
        """What *predicate* gives once it is true; it is asked again for every mail. Raises TimeoutError."""
        return wait_until(self.changed, predicate, timeout)

    def dump(self) -> list[Any]:
        """As JSON; load() reads it."""
        return [
            {
                "from": mail.envelope_from,
                "to": list(mail.envelope_to),
                "at": mail.received_at.isoformat(),
                "content": mail.content.decode("utf-8", "surrogateescape"),  # whatever came stays as it came
            }
            for mail in self.mails
        ]

    def load(self, kept: list[Any]) -> None:
        mails = [
            ReceivedMail(
                mail["content"].encode("utf-8", "surrogateescape"),
                mail["from"], tuple(mail["to"]), datetime.fromisoformat(mail["at"]),
            )
            for mail in kept
        ]  # fmt: skip
        with self.changed:
            self._mails += mails
            self.changed.notify_all()

    async def _listen(self) -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(self._answer, HOST, self._port)

    def _answer(self) -> asyncio.BaseProtocol:
        fault = self.faults.take("smtp.connect")
        if fault and fault.kind is not Kind.SLOW:
            return Slammed(fault)
        return Conversation(self.faults, self._keep, self._credentials, late=fault.seconds if fault else 0.0)

    def _keep(self, envelope: Envelope) -> None:
        self.take(envelope.original_content or b"", envelope.mail_from or "", tuple(envelope.rcpt_tos))

    def take(self, content: bytes, sender: str, recipients: tuple[str, ...]) -> None:
        """A mail arrives, whichever way it came."""
        mail = ReceivedMail(content, sender, recipients, self.clock.now())
        with self.changed:
            self._mails.append(mail)
            self.changed.notify_all()
