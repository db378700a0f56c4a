"""How a letter leaves, and what is known when something breaks: nothing before `begun`, doubt only after it."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.ports import CallFailed, Doubtful, Mail, Never, Revoked, SurelyNot
from integrations.smtp import SmtpMailer
from sandbox.background import HOST, Background
from sandbox.clock import MovableClock
from sandbox.faults import Faults, Kind
from sandbox.mail.mailbox import Mailbox
from tests.integrations.conftest import MONDAY

FROM = "Example Hiring <hiring@example.org>"
LETTER = Mail(key="letter-17:2", to="ada@example.com", subject="Your application", body="Dear Ada,\n\nthank you.\n")


@pytest.fixture
def mailbox(faults: Faults) -> Iterator[Mailbox]:
    box = Mailbox(MovableClock(MONDAY), faults)
    yield box
    box.stop()


class Marks:
    """Counts how often a text was said to leave, and how much had arrived by then."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self.arrived: list[int] = []

    def __call__(self, draft: str | None) -> None:
        self.arrived.append(len(self._mailbox.mails))


def test_a_letter_is_marked_as_begun_once_before_it_arrives(mailbox: Mailbox) -> None:
    begun = Marks(mailbox)
    SmtpMailer(mailbox.start(), FROM).send(LETTER, begun=begun)
    assert begun.arrived == [0]
    [mail] = mailbox.of("ada@example.com")
    assert (mail.envelope_from, mail.envelope_to) == ("hiring@example.org", ("ada@example.com",))


@pytest.mark.parametrize(
    ("call", "kind", "outcome"),
    [
        ("smtp.connect", Kind.LOSE_BEFORE, SurelyNot),
        ("smtp.connect", Kind.RATE_LIMITED, SurelyNot),
        ("smtp.connect", Kind.SERVER_ERROR, SurelyNot),
        ("smtp.mail", Kind.LOSE_BEFORE, SurelyNot),
        ("smtp.mail", Kind.LOSE_AFTER, SurelyNot),
        ("smtp.mail", Kind.RATE_LIMITED, SurelyNot),
        ("smtp.mail", Kind.SERVER_ERROR, Never),
        ("smtp.mail", Kind.REVOKED, Revoked),
        ("smtp.data", Kind.LOSE_BEFORE, SurelyNot),
    ],
)
def test_what_breaks_before_the_text_leaves_is_no_doubt(
    mailbox: Mailbox, faults: Faults, call: str, kind: Kind, outcome: type[CallFailed]
) -> None:
    begun = Marks(mailbox)
    mailer = SmtpMailer(mailbox.start(), FROM)
    faults.plan(call, kind)
    with pytest.raises(outcome):
        mailer.send(LETTER, begun=begun)
    assert begun.arrived == []
    assert mailbox.mails == []


@pytest.mark.parametrize(
    ("kind", "outcome", "arrived"),
    [
        (Kind.LOSE_AFTER, Doubtful, 1),
        (Kind.RATE_LIMITED, SurelyNot, 0),
        (Kind.SERVER_ERROR, Never, 0),
    ],
)
def test_after_the_text_left_only_a_clear_answer_is_believed(
    mailbox: Mailbox, faults: Faults, kind: Kind, outcome: type[CallFailed], arrived: int
) -> None:
    begun = Marks(mailbox)
    mailer = SmtpMailer(mailbox.start(), FROM)
    faults.plan("smtp.data", kind)
    with pytest.raises(outcome):
        mailer.send(LETTER, begun=begun)
    assert begun.arrived == [0]
    assert len(mailbox.mails) == arrived


def test_an_answer_that_does_not_come_in_time_leaves_doubt(mailbox: Mailbox, faults: Faults) -> None:
    mailer = SmtpMailer(mailbox.start(), FROM, patience=0.5)
    faults.plan("smtp.data", Kind.SLOW, seconds=30)
    with pytest.raises(Doubtful):
        mailer.send(LETTER, begun=Marks(mailbox))
    mailbox.wait_until(lambda: mailbox.mails)


def test_a_server_that_takes_too_long_before_the_text_is_left_in_time(mailbox: Mailbox, faults: Faults) -> None:
    begun = Marks(mailbox)
    mailer = SmtpMailer(mailbox.start(), FROM, patience=0.4)
    faults.plan("smtp.connect", Kind.SLOW, seconds=30)
    with pytest.raises(SurelyNot):
        mailer.send(LETTER, begun=begun)
    assert begun.arrived == []


def test_many_short_waits_are_too_long_as_well(mailbox: Mailbox, faults: Faults) -> None:
    box = Mailbox(MovableClock(MONDAY), faults, user="hiring", password="letters")
    begun = Marks(box)
    mailer = SmtpMailer(box.start().replace("//", "//hiring:letters@"), FROM, patience=1.5)
    for call in ("smtp.connect", "smtp.auth", "smtp.mail"):
        faults.plan(call, Kind.SLOW, seconds=1.0)
    with pytest.raises(SurelyNot, match="too slow"):
        mailer.send(LETTER, begun=begun)
    assert begun.arrived == []
    box.stop()


def test_if_the_mark_cannot_be_kept_nothing_leaves(mailbox: Mailbox) -> None:
    def full(draft: str | None) -> None:
        raise OSError("disk full")

    mailer = SmtpMailer(mailbox.start(), FROM)
    with pytest.raises(OSError, match="disk full"):
        mailer.send(LETTER, begun=full)
    mailer.send(Mail(key="next", to="ada@example.com", subject="Next", body="Next"), begun=Marks(mailbox))
    assert [mail.subject for mail in mailbox.mails] == ["Next"]


def test_a_server_that_is_not_there_did_nothing(mailbox: Mailbox) -> None:
    with closing(socket.socket()) as nobody:
        nobody.bind(("127.0.0.1", 0))
        mailer = SmtpMailer(f"smtp://127.0.0.1:{nobody.getsockname()[1]}", FROM)
        with pytest.raises(SurelyNot, match="ConnectionRefusedError"):
            mailer.send(LETTER, begun=Marks(mailbox))


def test_user_and_password_stand_in_the_address_percent_encoded(faults: Faults) -> None:
    box = Mailbox(MovableClock(MONDAY), faults, user="hiring@example.org", password="a/b:c@d")
    url = box.start()
    SmtpMailer(url.replace("//", "//hiring%40example.org:a%2Fb%3Ac%40d@"), FROM).send(LETTER, begun=Marks(box))
    assert len(box.mails) == 1
    begun = Marks(box)
    with pytest.raises(Revoked, match="smtp 535"):
        SmtpMailer(url.replace("//", "//hiring:guess@"), FROM).send(LETTER, begun=begun)
    with pytest.raises(Revoked, match="smtp 530"):
        SmtpMailer(url, FROM).send(LETTER, begun=begun)
    assert begun.arrived == []
    box.stop()


ELSEWHERE = "0.0.0.0"  # leads here, too, and is none of the names that this machine has for itself


def test_a_password_and_the_letters_under_it_do_not_leave_the_machine_in_the_clear(
    mailbox: Mailbox, faults: Faults
) -> None:
    box = Mailbox(MovableClock(MONDAY), faults, user="hiring", password="letters")
    url = box.start().replace("//", "//hiring:letters@")
    for call in ("smtp.auth", "smtp.mail"):
        faults.plan(call, Kind.SLOW, seconds=0)  # nothing is wrong with it; it is only seen
    begun = Marks(box)
    with pytest.raises(SurelyNot, match="no STARTTLS"):
        SmtpMailer(url.replace(HOST, ELSEWHERE), FROM).send(LETTER, begun=begun)
    assert (begun.arrived, faults.met) == ([], [])
    SmtpMailer(url, FROM).send(LETTER, begun=begun)
    SmtpMailer(mailbox.start().replace(HOST, ELSEWHERE), FROM).send(LETTER, begun=Marks(mailbox))
    assert (len(box.mails), len(mailbox.mails)) == (1, 1)
    box.stop()


def test_a_password_nobody_asks_for_stays_at_home() -> None:
    kept: list[bytes] = []

    class Plain:
        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
            assert not session.authenticated
            kept.append(envelope.original_content or b"")
            return "250 kept"

    background = Background("plain-mail")

    async def listen() -> asyncio.Server:  # offers neither TLS nor a login
        return await asyncio.get_running_loop().create_server(lambda: SMTP(Plain()), HOST, 0)

    server = background.run(listen())
    port = server.sockets[0].getsockname()[1]
    SmtpMailer(f"smtp://rita:secret@{HOST}:{port}", FROM).send(LETTER, begun=lambda draft: None)
    background.loop.call_soon_threadsafe(server.close)
    background.stop()
    assert len(kept) == 1
