"""What a letter looks like to the one who gets it, whatever was typed into it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime

import pytest

from bot.ports import Mail, Never
from integrations.smtp import SmtpMailer
from sandbox.clock import MovableClock
from sandbox.mail.mailbox import Mailbox
from sandbox.mail.received import ReceivedMail
from tests.integrations.conftest import MONDAY

LETTER = Mail(key="letter-17:2", to="ada@example.com", subject="Your application", body="Dear Ada,\n\nthank you.\n")


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox(MovableClock(MONDAY))
    box.start()
    yield box
    box.stop()


def _mailer(mailbox: Mailbox, mail_from: str) -> SmtpMailer:
    return SmtpMailer(f"smtp://127.0.0.1:{mailbox._port}", mail_from)


def _sent(mailbox: Mailbox, mail: Mail, mail_from: str = "Example Hiring <hiring@example.org>") -> ReceivedMail:
    _mailer(mailbox, mail_from).send(mail, begun=lambda draft: None)
    return mailbox.mails[-1]


def test_a_letter_comes_from_a_person_at_the_companys_address(mailbox: Mailbox) -> None:
    mail = _sent(mailbox, replace(LETTER, sender_name="Rita Förster", reply_to="rita@example.org"))
    assert mail.headers["From"] == "Rita Förster <hiring@example.org>"
    assert mail.headers["Reply-To"] == "rita@example.org"
    assert (mail.to, mail.subject, mail.text) == ("ada@example.com", "Your application", "Dear Ada,\n\nthank you.\n")
    assert parsedate_to_datetime(mail.headers["Date"]).tzinfo
    assert "Auto-Submitted" not in mail.headers
    assert _sent(mailbox, LETTER).headers["From"] == "Example Hiring <hiring@example.org>"


def test_the_same_letter_has_the_same_message_id_and_another_has_another(mailbox: Mailbox) -> None:
    ids = [_sent(mailbox, replace(LETTER, key=key)).headers["Message-ID"] for key in ("a:1", "a:1", "a:2")]
    assert ids[0] == ids[1] != ids[2]
    assert ids[0].endswith("@example.org>")


@pytest.mark.parametrize(
    "typed",
    [
        "Hello\nBcc: eve@example.net",
        "Hello\r\nBcc: eve@example.net\r\n\r\nBody",
        "Hello\x0bBcc: eve@example.net\u2028\x00",
        "=?utf-8?q?Hello=0ABcc:_eve@example.net?=",
        "Grüße 👩‍💻 " * 30,
        "\u200fשלום\u200f {0} %s <!channel> =cmd()",
        'Förster, Ada "the <first>" (she)',
        "x" * 300,
    ],
)
def test_no_name_or_subject_becomes_a_header_or_a_recipient(mailbox: Mailbox, typed: str) -> None:
    mail = _sent(mailbox, replace(LETTER, subject=typed, sender_name=typed))
    assert "Bcc" not in mail.headers
    assert mail.envelope_to == ("ada@example.com",)
    assert [address.addr_spec for address in mail.message["From"].addresses] == ["hiring@example.org"]
    assert mail.text == LETTER.body


@pytest.mark.parametrize("length", range(1, 8))
def test_long_subjects_arrive_as_they_were_written_in_words_that_every_server_takes(
    mailbox: Mailbox, length: int
) -> None:
    subject = " ".join(
        ["Einladung der Société Générale", "Gespräch über künstliche Intelligenz", "am Dienstag"] * length
    )
    mail = _sent(mailbox, replace(LETTER, subject=subject))
    head = mail.content.partition(b"\r\n\r\n")[0].decode("ascii")
    assert mail.subject == subject
    assert all(len(line) <= 78 for line in head.split("\r\n"))
    assert all(len(word) <= 75 for word in re.findall(r"=\?[^?\s]+\?[bq]\?[^?\s]*\?=", head))  # RFC 2047, section 2
    assert "?==?" not in head


def test_typed_subjects_arrive_as_they_were_typed(mailbox: Mailbox) -> None:
    for subject in ("Grüße 👩‍💻 aus Köln", "Tuesday, 10:00 – “final” round", "\u200fשלום\u200f"):
        assert _sent(mailbox, replace(LETTER, subject=subject)).subject == subject
    name = 'Förster, Ada "the first"'
    assert _sent(mailbox, replace(LETTER, sender_name=name)).message["From"].addresses[0].display_name == name


@pytest.mark.parametrize(
    "to",
    ["", "ada", "ada@example.com\nBcc: eve@example.net", "ada@example.com, eve@example.net", "Ada <ada@example.com>",
     "ada@example.com>\r\nRCPT TO:<eve@example.net", "ada@example.com\u2028", "a b@example.com", "ådå@example.com"],
)  # fmt: skip
def test_what_is_not_one_address_is_refused_before_anything_is_said(mailbox: Mailbox, to: str) -> None:
    mailer = _mailer(mailbox, "hiring@example.org")
    with pytest.raises(Never, match="not an address"):
        mailer.send(replace(LETTER, to=to), begun=lambda draft: None)
    with pytest.raises(Never, match="not an address"):
        mailer.send(replace(LETTER, reply_to=to or "nobody"), begun=lambda draft: None)
    assert mailbox.mails == []


def test_further_headers_are_one_line_each(mailbox: Mailbox) -> None:
    mail = _sent(mailbox, replace(LETTER, headers={"X-Letter": "17\nBcc: eve@example.net"}))
    assert mail.headers["X-Letter"] == "17 Bcc: eve@example.net"
    with pytest.raises(Never, match="not a header"):
        _sent(mailbox, replace(LETTER, headers={"Bcc: eve@example.net\nX": "1"}))


def test_the_html_says_the_same_and_nothing_typed_is_markup(mailbox: Mailbox) -> None:
    body = 'Dear Ada & <b>Bo</b>,\n\n1. bring <script>alert(1)</script>\n2. "nothing"\n\n\nYours'
    mail = _sent(mailbox, replace(LETTER, body=body))
    assert mail.text == body + "\n"
    assert mail.html.splitlines()[1:-1] == [
        "<p>Dear Ada &amp; &lt;b&gt;Bo&lt;/b&gt;,</p>",
        "<p>1. bring &lt;script&gt;alert(1)&lt;/script&gt;<br>",
        "2. &quot;nothing&quot;</p>",
        "<p>Yours</p>",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "First\n.\nLast",
        "..two dots\n.one",
        "long " * 1000,
        "Grüße 👩‍💻\n" * 50,
        "no end",
        "QUIT\n.\nRCPT TO:<eve@example.net>",
    ],
)
def test_no_text_ends_early_or_changes_on_the_way(mailbox: Mailbox, body: str) -> None:
    mail = _sent(mailbox, replace(LETTER, body=body))
    assert mail.text == body.rstrip("\n") + "\n"
    assert len(mailbox.mails) == 1
