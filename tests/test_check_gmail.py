"""`interview-bot check` where letters leave over Gmail."""

import pytest

from bot import check
from sandbox.company import Company
from sandbox.google.gmail_server import COMPOSE, METADATA


@pytest.fixture
def over_gmail(set_up: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("SMTP_URL", "gmail:")
    return monkeypatch


def mail_line() -> str:
    said: list[str] = []
    check.run(said.append)
    (line,) = [line for line in said if line.split()[1] == "mail"]
    return line


def test_check_looks_into_the_mailbox_that_letters_leave_from(over_gmail: pytest.MonkeyPatch, outside: Company):
    assert mail_line().split(maxsplit=2) == ["ok", "mail", "Gmail lets us send as jobs@example.org"]
    assert outside.gmail.drafts == {}
    over_gmail.setenv("MAIL_FROM", "Hiring <hiring@example.org>")
    assert mail_line().startswith("look   mail      letters leave from jobs@example.org unless")


@pytest.mark.parametrize(
    ("missing", "cure"),
    [
        ({COMPOSE}, "Gmail lacks gmail.compose. An authorized user consents again with"),
        ({METADATA}, "Gmail lacks gmail.metadata. "),
        ({COMPOSE, METADATA}, "Gmail lacks gmail.compose and gmail.metadata. "),
    ],
)
def test_check_names_the_scope_that_gmail_lacks(
    over_gmail: pytest.MonkeyPatch, outside: Company, missing: set[str], cure: str
):
    over_gmail.setattr(outside.gmail_server, "scopes", outside.gmail_server.scopes - missing)
    line = mail_line()
    assert line.startswith("wrong")
    assert cure in line
    assert "interview-bot google-login --gmail" in line


def test_check_says_that_the_gmail_api_is_off(over_gmail: pytest.MonkeyPatch, outside: Company):
    over_gmail.setattr(outside.gmail_server, "enabled", False)
    assert "the Gmail API is off in your Google project" in mail_line()


def test_check_says_that_gmail_does_not_answer(over_gmail: pytest.MonkeyPatch):
    over_gmail.setenv("GMAIL_URL", "http://127.0.0.1:9/")
    assert "http://127.0.0.1:9/ does not answer" in mail_line()


def test_check_tells_a_login_that_google_refuses_from_a_missing_scope(over_gmail: pytest.MonkeyPatch):
    over_gmail.setenv("GOOGLE_ACCESS_TOKEN", "wrong")
    line = mail_line()
    assert "Google does not let us into the mailbox (token)" in line
    assert "delegates gmail.compose and gmail.metadata" in line
