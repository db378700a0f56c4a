import smtplib
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest

from sandbox.clock import MovableClock
from sandbox.faults import Faults, Kind
from sandbox.mail.mailbox import Mailbox

MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(MONDAY)


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def mailbox(clock: MovableClock, faults: Faults) -> Iterator[Mailbox]:
    box = Mailbox(clock, faults)
    yield box
    box.stop()


def _connect(url: str, timeout: float = 5) -> smtplib.SMTP:
    address = urlsplit(url)
    assert address.hostname
    assert address.port
    return smtplib.SMTP(address.hostname, address.port, timeout=timeout)


def _invitation() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Hiring at Example <hiring@example.org>"
    mail["To"] = "Ada Förster <ada@example.org>"
    mail["Subject"] = "Your conversation on Tuesday – what to expect"
    mail["Message-ID"] = "<invitation-1@example.org>"
    mail.set_content("Dear Ada,\n\nwe look forward to meeting you.\n")
    mail.add_alternative("<p>Dear Ada,</p>", subtype="html")
    return mail


def _send(url: str) -> None:
    with _connect(url) as smtp:
        smtp.send_message(_invitation())


def test_a_mail_arrives_as_it_was_written(mailbox: Mailbox, clock: MovableClock) -> None:
    url = mailbox.start()
    clock.advance(timedelta(hours=2))
    _send(url)
    [mail] = mailbox.of("Ada@Example.org")
    assert mail.to == "ada@example.org"
    assert mail.subject == "Your conversation on Tuesday – what to expect"
    assert mail.text == "Dear Ada,\n\nwe look forward to meeting you.\n"
    assert mail.html == "<p>Dear Ada,</p>\n"
    assert mail.headers["Message-ID"] == "<invitation-1@example.org>"
    assert (mail.envelope_from, mail.envelope_to) == ("hiring@example.org", ("ada@example.org",))
    assert mail.received_at == MONDAY + timedelta(hours=2)
    assert mailbox.of("bela@example.org") == []


def test_one_can_wait_for_a_mail_that_somebody_else_sends(mailbox: Mailbox) -> None:
    url = mailbox.start()
    sender = threading.Thread(target=_send, args=(url,))
    sender.start()
    began = time.monotonic()
    [mail] = mailbox.wait_until(lambda: mailbox.of("ada@example.org"), timeout=5)
    assert time.monotonic() - began < 5, "it was found when the time was up, not when it came"
    sender.join()
    assert mail.subject.startswith("Your conversation")
    with pytest.raises(TimeoutError):
        mailbox.wait_until(lambda: len(mailbox.mails) == 2, timeout=0.01)


def test_a_server_with_accounts_takes_mail_only_from_those_who_know_the_password(clock: MovableClock) -> None:
    box = Mailbox(clock, user="hiring", password="letters")
    url = box.start()
    with pytest.raises(smtplib.SMTPSenderRefused) as stranger:
        _send(url)
    assert stranger.value.smtp_code == 530
    with _connect(url) as smtp:
        with pytest.raises(smtplib.SMTPAuthenticationError) as wrong:
            smtp.login("hiring", "guess")
        assert wrong.value.smtp_code == 535
    with _connect(url) as smtp:
        smtp.login("hiring", "letters")
        smtp.send_message(_invitation())
    assert len(box.mails) == 1
    box.stop()


def test_a_mail_whose_receipt_is_lost_was_delivered_all_the_same(mailbox: Mailbox, faults: Faults) -> None:
    url = mailbox.start()
    faults.plan("smtp.data", Kind.LOSE_AFTER)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        _send(url)
    assert len(mailbox.mails) == 1


@pytest.mark.parametrize("call", ["smtp.connect", "smtp.mail", "smtp.data"])
def test_a_line_that_drops_before_the_text_delivers_nothing(mailbox: Mailbox, faults: Faults, call: str) -> None:
    url = mailbox.start()
    faults.plan(call, Kind.LOSE_BEFORE)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionResetError)):
        _send(url)
    assert mailbox.mails == []
    _send(url)
    assert len(mailbox.mails) == 1


@pytest.mark.parametrize(
    ("call", "kind", "code"),
    [
        ("smtp.connect", Kind.RATE_LIMITED, 421),
        ("smtp.connect", Kind.SERVER_ERROR, 554),
        ("smtp.mail", Kind.RATE_LIMITED, 451),
        ("smtp.mail", Kind.SERVER_ERROR, 554),
        ("smtp.mail", Kind.REVOKED, 535),
        ("smtp.data", Kind.RATE_LIMITED, 451),
        ("smtp.data", Kind.SERVER_ERROR, 554),
    ],
)
def test_a_refusal_has_its_code_and_keeps_nothing(
    mailbox: Mailbox, faults: Faults, call: str, kind: Kind, code: int
) -> None:
    url = mailbox.start()
    faults.plan(call, kind)
    with pytest.raises(smtplib.SMTPResponseException) as refusal:
        _send(url)
    assert refusal.value.smtp_code == code
    assert mailbox.mails == []


def test_a_password_can_stop_being_right(clock: MovableClock, faults: Faults) -> None:
    box = Mailbox(clock, faults, user="hiring", password="letters")
    url = box.start()
    faults.plan("smtp.auth", Kind.REVOKED, times=2)
    with _connect(url) as smtp, pytest.raises(smtplib.SMTPAuthenticationError) as refusal:
        smtp.login("hiring", "letters")
    assert refusal.value.smtp_code == 535
    box.stop()


@pytest.mark.parametrize("call", ["smtp.connect", "smtp.mail", "smtp.data"])
def test_a_slow_server_is_slower_than_a_senders_patience(mailbox: Mailbox, faults: Faults, call: str) -> None:
    url = mailbox.start()
    faults.plan(call, Kind.SLOW, seconds=30)
    smtp = _connect(url, timeout=0.3)
    with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)):
        smtp.send_message(_invitation())
    smtp.close()
    if call == "smtp.data":
        mailbox.wait_until(lambda: mailbox.mails)
    else:
        assert mailbox.mails == []


def test_a_server_that_is_down_refuses_connections_and_comes_back_on_the_same_port(mailbox: Mailbox) -> None:
    url = mailbox.start()
    _send(url)
    mailbox.stop()
    with pytest.raises(ConnectionRefusedError):
        _send(url)
    assert mailbox.start() == url
    _send(url)
    assert len(mailbox.mails) == 2
