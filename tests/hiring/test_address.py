"""Which e-mail addresses of candidates are taken, as they are typed, pasted or imported."""

import pytest

from bot.hiring.address import can_be_written_to, read_address
from bot.hiring.errors import Incomplete
from bot.ports import Mail
from integrations.smtp_letter import letter

LONGEST = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 53}.example"
TAKEN = [
    "ada@example.com",
    "Ada.Vance+jobs@Mail.Example.co.uk",
    "o'neill_99@example.org",
    "a!#$%&'*+-/^_`{|}~@x.de",
    "ana@xn--bcher-kva.de",
    "ada@example.xn--p1ai",
    LONGEST,
]
NO_ADDRESS = [
    "", "@", "ada", "ada@", "@example.com", "ada@example", "a,b@x.com", "a@x.com,b@x.com", "a@b@c.de", "<a@b.de>",
    "Ada <ada@example.com>", "mailto:ada@example.com", '"ada"@example.com', "ada@example.com;", "a da@example.com",
    "ada@exam ple.com", "ada@example.com\nBcc: x@y.de", "ada@[127.0.0.1]", "ada@127.0.0.1", "a..b@x.de", ".a@x.de",
    "a.@x.de", "a@x..de", "a@.x.de", "a@x.de.", "a@-x.de", "a@x-.de", "a@x_y.de", "a=?b@x.de", "a\x00@x.de", "a\\@x.de",
    f"a{LONGEST}", f"ada@{'b' * 64}.de", f"ada@{'ü' * 64}.de", "ada@ü..de", "ada@\u200b.de", "a\u200bda@x.de",
]  # fmt: skip


def plea_of(typed):
    with pytest.raises(Incomplete) as refused:
        read_address(typed)
    (words,) = refused.value.gaps.values()
    assert len(words) <= 150
    return words


@pytest.mark.parametrize("typed", TAKEN)
def test_an_address_is_taken_as_it_is_typed(typed):
    assert read_address(typed) == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ana@bücher.de", "ana@xn--bcher-kva.de"),
        ("Ana@BÜCHER.de", "Ana@xn--bcher-kva.de"),
        ("ana@bu\u0308cher.de", "ana@xn--bcher-kva.de"),
        ("ivan@пример.рф", "ivan@xn--e1afmkfd.xn--p1ai"),
        ("rei@例え.jp", "rei@xn--r8jz45g.jp"),
    ],
)
def test_a_domain_with_umlauts_is_taken_in_its_form_for_mail(typed, meant):
    assert read_address(typed) == meant


@pytest.mark.parametrize("typed", NO_ADDRESS)
def test_what_is_no_address_is_refused_where_it_is_typed(typed):
    assert "does not look like an e-mail address" in plea_of(typed) or "more than one way" in plea_of(typed)


@pytest.mark.parametrize("typed", ["jürgen@example.com", "jürgen@bücher.de", "иван@example.com"])
def test_letters_that_our_mail_cannot_carry_are_named(typed):
    assert f"“{next(sign for sign in typed if not sign.isascii())}” before the @" in plea_of(typed)


@pytest.mark.parametrize("typed", ["ada@straße.de", "ada@βόλος.gr", "ada@ｂücher.de", "ada@a\u200db.de", "ada@①.de"])
def test_a_domain_that_two_rules_read_differently_is_asked_for_in_plain_letters(typed):
    assert "xn--" in plea_of(typed)


@pytest.mark.parametrize("typed", [*TAKEN, "ana@bücher.de"])
def test_a_letter_can_be_addressed_to_whatever_is_taken(typed):
    mail = Mail(key="k", to=read_address(typed), subject="Hello", body="Hello", sender_name="Rita")
    assert letter(mail, "jobs@example.com")["To"] == mail.to
    assert can_be_written_to(mail.to)
