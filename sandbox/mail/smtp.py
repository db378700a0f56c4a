"""One SMTP conversation, with the faults that are planned for it."""

import asyncio
import warnings
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from sandbox.faults import Fault, Faults, Kind

REFUSALS = {
    Kind.RATE_LIMITED: "451 4.7.1 Please try again later",
    Kind.SERVER_ERROR: "554 5.3.0 Transaction failed",
    Kind.REVOKED: "535 5.7.8 Authentication credentials invalid",
}
GREETINGS = {
    Kind.RATE_LIMITED: "421 4.3.2 Service not available",
    Kind.SERVER_ERROR: "554 5.3.2 No service here",
    Kind.REVOKED: "554 5.7.1 You have no access",
}


class Credentials(NamedTuple):
    user: str
    password: str


class Desk:
    """Where a mail is handed in: *keep* is called with the envelope once the whole text is there."""

    def __init__(self, keep: Callable[[Envelope], None], late: float) -> None:
        self._keep, self._late = keep, late
        self.fault: Fault | None = None

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        await asyncio.sleep(self._late)
        session.host_name = hostname
        return responses

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        fault = self.fault
        if fault and fault.kind in REFUSALS:
            return REFUSALS[fault.kind]
        self._keep(envelope)
        if fault:
            await _wait_if_slow(fault)
            if fault.kind is Kind.LOSE_AFTER:
                _hang_up(server)
            if fault.kind is Kind.SERVER_ERROR_AFTER:
                return REFUSALS[Kind.RATE_LIMITED]
        return "250 2.0.0 OK: kept"


class Conversation(SMTP):
    """With *credentials* nothing is taken before AUTH. The greeting comes *late* seconds late."""

    def __init__(
        self, faults: Faults, keep: Callable[[Envelope], None], credentials: Credentials | None, late: float = 0.0
    ) -> None:
        self._faults, self._expected, self._desk = faults, credentials, Desk(keep, late)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Requiring AUTH while not requiring TLS")  # loopback only
            super().__init__(
                self._desk,
                enable_SMTPUTF8=True,
                hostname="sandbox.example",
                auth_required=credentials is not None,
                auth_require_tls=False,
                authenticator=self._is_right,
            )

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        await self._unless_faulty("smtp.mail", lambda: super(Conversation, self).smtp_MAIL(arg))

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        await self._unless_faulty("smtp.auth", lambda: super(Conversation, self).smtp_AUTH(arg))

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        self._desk.fault = self._faults.take("smtp.data")
        if self._desk.fault and self._desk.fault.kind is Kind.LOSE_BEFORE:
            _hang_up(self)
            return
        await super().smtp_DATA(arg)

    async def _unless_faulty(self, call: str, go_on: Callable[[], Awaitable[None]]) -> None:
        fault = self._faults.take(call)
        if not fault:
            await go_on()
        elif fault.kind is Kind.SLOW:
            await _wait_if_slow(fault)
            await go_on()
        elif fault.kind in REFUSALS:
            await self.push(REFUSALS[fault.kind])
        else:
            _hang_up(self)

    def _is_right(self, server: SMTP, session: Session, envelope: Envelope, how: str, said: Any) -> AuthResult:
        expected = self._expected
        right = (
            expected is not None
            and isinstance(said, LoginPassword)
            and (said.login, said.password) == (expected.user.encode(), expected.password.encode())
        )
        return AuthResult(success=right, handled=False)


class Slammed(asyncio.Protocol):
    """A door that shuts at once: the connection drops, or the greeting is a refusal."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        greeting = GREETINGS.get(self._fault.kind)
        if greeting and isinstance(transport, asyncio.WriteTransport):
            transport.write(f"{greeting}\r\n".encode())
        transport.close()


async def _wait_if_slow(fault: Fault) -> None:
    if fault.kind is Kind.SLOW:
        await asyncio.sleep(fault.seconds)


def _hang_up(server: SMTP) -> None:
    if isinstance(server.transport, asyncio.WriteTransport):
        server.transport.abort()
