"""Mail over SMTP, spoken step by step, so that "nothing left" and "it may have left" are told apart."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import parseaddr
from ipaddress import ip_address
from time import monotonic
from urllib.parse import unquote, urlsplit

from bot.ports import CallFailed, Doubtful, Left, Mail, Never, Revoked, SurelyNot, Waiting
from integrations.smtp_letter import letter

LOGIN_REFUSED = {530, 534, 535}
IN_THE_CLEAR = "no STARTTLS"


class SmtpMailer:
    """Implements `bot.ports.Mailer`.

    *smtp_url* is smtp://user:password@host:port, which turns to TLS where the server offers it, or smtps://, which
    insists. User and password are percent-encoded, may be left out, and stay at home where nobody asks for them; with
    them nothing leaves the machine unencrypted. A server's certificate must be one that the machine trusts
    (SSL_CERT_FILE names others); only the machine's own mail server, whose certificate is seldom one that anybody
    vouches for, may turn to TLS without. *mail_from* is an address, with or without a name. *patience*: seconds for
    every wait on the line, and twice as many until the text leaves: the relay's claim must not end before.
    """

    def __init__(self, smtp_url: str, mail_from: str, *, patience: float = 10) -> None:
        url = urlsplit(smtp_url)
        self._encrypted = url.scheme == "smtps"
        self._host = url.hostname or ""
        self._user, self._password = unquote(url.username or ""), unquote(url.password or "")
        self._port = url.port or (465 if self._encrypted else 587 if self._user else 25)
        self._from, self._patience = mail_from, patience

    def send(self, mail: Mail, *, begun: Callable[[str | None], None], draft: str | None = None) -> None:
        """Before *begun* was called: SurelyNot, Revoked, or Never when the server refuses sender or recipient.

        After it: SurelyNot or Never when the server clearly refused the text, Doubtful when nobody can tell.
        """
        message = letter(mail, self._from)
        deadline = monotonic() + 2 * self._patience
        with self._line() as smtp:
            with _nothing_left():
                content = _announce(smtp, message, parseaddr(self._from)[1], mail.to)
            if monotonic() > deadline:
                raise SurelyNot("too slow")
            begun(None)
            _hand_over(smtp, content)

    def look(self, mail: Mail, draft: str | None) -> Left | Waiting | None:
        """Nobody can look whether a mail left over SMTP."""
        return None

    def discard(self, draft: str) -> None:
        """There are no drafts over SMTP."""

    def try_login(self) -> None:
        """Connect, log in, and leave it at that. Raises CallFailed."""
        with self._line():
            pass

    @contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        with _nothing_left():
            smtp = self._connect()
        try:
            with _nothing_left():
                self._introduce(smtp)
            yield smtp
            with suppress(OSError):
                smtp.putcmd("QUIT")  # without waiting for the answer: the letter is handed over
        finally:
            smtp.close()

    def _connect(self) -> smtplib.SMTP:
        if self._encrypted:
            trust = ssl.create_default_context()
            return smtplib.SMTP_SSL(self._host, self._port, timeout=self._patience, context=trust)
        return smtplib.SMTP(self._host, self._port, timeout=self._patience)

    def _introduce(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if not self._encrypted and smtp.has_extn("starttls"):
            smtp.starttls(context=trust_in(self._host))
            smtp.ehlo_or_helo_if_needed()
        elif not self._encrypted and self._user and not _is_this_machine(self._host):
            raise SurelyNot(IN_THE_CLEAR)  # somebody on the way may have left it out of what the server offers
        if self._user and smtp.has_extn("auth"):
            smtp.login(self._user, self._password)


def trust_in(host: str) -> ssl.SSLContext:
    """What goes to the machine itself cannot be read on the way."""
    trust = ssl.create_default_context()
    if _is_this_machine(host):
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    return trust


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _announce(smtp: smtplib.SMTP, message: EmailMessage, sender: str, to: str) -> bytes:
    """Everything up to "go ahead". Returns the text, ready for the line."""
    _expect(smtp.mail(sender), 250)
    _expect(smtp.rcpt(to), 250, 251)
    content = message.as_bytes()
    _expect(smtp.docmd("DATA"), 354)
    return re.sub(rb"(?m)^\.", b"..", content) + b".\r\n"


def _hand_over(smtp: smtplib.SMTP, content: bytes) -> None:
    try:
        smtp.send(content)
        code, _ = smtp.getreply()
    except (OSError, ValueError) as error:
        raise Doubtful(type(error).__name__) from None
    if not 200 <= code < 300:
        raise _refusal(code) if 400 <= code < 600 else Doubtful("no clear answer")


@contextmanager
def _nothing_left() -> Iterator[None]:
    """Nothing of the text is out yet, whatever breaks here."""
    try:
        yield
    except (smtplib.SMTPConnectError, smtplib.SMTPHeloError) as error:
        raise SurelyNot(f"smtp {error.smtp_code}") from None
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code) from None
    except OSError as error:
        raise SurelyNot(type(error).__name__) from None


def _expect(answer: tuple[int, bytes], *codes: int) -> None:
    if answer[0] not in codes:
        raise _refusal(answer[0])


def _refusal(code: int) -> CallFailed:
    """What the server refused did not happen. Its words may name people and are left out."""
    reason = f"smtp {code}"
    if code in LOGIN_REFUSED:
        return Revoked(reason)
    return Never(reason) if 500 <= code < 600 else SurelyNot(reason)
