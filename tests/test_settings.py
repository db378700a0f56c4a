"""Settings: from the environment, a file, or NAME_FILE; every problem at once; contradictions refused."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import WrongSettings, read_settings

ROOT = Path(__file__).parent.parent
NO_FILE = Path("no-such-file")

GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_APP_TOKEN": "xapp-1",
    "HIRING_CHANNEL": "#hiring",
    "GOOGLE_ACCESS_TOKEN": "token",
    "SMTP_URL": "smtp://mail.example.com:587",
    "MAIL_FROM": "jobs@example.com",
    "PROCESS_FILE": str(ROOT / "process.yaml"),
    "ADMINS": "Adam@example.com, eve@example.com",
}


def problems(**changed: str) -> list[str]:
    with pytest.raises(WrongSettings) as wrong:
        read_settings({**GOOD, **changed}, env_file=NO_FILE)
    return wrong.value.problems


def test_what_is_not_said_has_a_default():
    settings = read_settings(GOOD, env_file=NO_FILE)
    assert settings.socket_mode
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.google_calendar_url == "https://www.googleapis.com/calendar/v3/"
    assert settings.database_url == "sqlite:///interview-bot.db"
    assert (settings.tick, settings.company_timezone, settings.port) == (timedelta(seconds=15), "UTC", 3000)
    assert settings.admins == ("adam@example.com", "eve@example.com")
    assert settings.hiring_channel == "hiring"


def test_an_empty_environment_is_told_everything_that_is_missing():
    with pytest.raises(WrongSettings) as wrong:
        read_settings({}, env_file=NO_FILE)
    told = "\n".join(wrong.value.problems)
    for name in (
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "HIRING_CHANNEL",
        "GOOGLE_CREDENTIALS",
        "SMTP_URL",
        "MAIL_FROM",
        "ADMINS",
    ):
        assert name in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "secret"),
        ("SLACK_APP_TOKEN", "xoxb-1"),
        ("PORT", "http"),
        ("PORT", "-1"),
        ("PORT", "99999"),
        ("SLACK_API_URL", "foo"),
        ("SLACK_API_URL", "ftp://slack.com/api/"),
        ("SLACK_API_URL", "https://"),
        ("SLACK_API_URL", "https://[slack.com/api/"),
        ("SLACK_API_URL", "https://slack.com:99999/api/"),
        ("SLACK_API_URL", "https://slack com/api/"),
        ("SMTP_URL", "mail.example.com"),
        ("SMTP_URL", "smtp://bot:pass/word@mail.example.com:587"),
        ("SMTP_URL", "smtp://bot:pass#word@mail.example.com:587"),
        ("SMTP_URL", "smtp://bot:1/2@mail.example.com:587"),
        ("SMTP_URL", "smtp://bot:pass[word@mail.example.com:587"),
        ("SMTP_URL", "smtp://mail.example.com:smtp"),
        ("MAIL_FROM", "jobs"),
        ("ADMINS", "adam"),
        ("COMPANY_TIMEZONE", "Berlin"),
        ("TICK_SECONDS", "0"),
        ("GOOGLE_CALENDAR_URL", "https://www.googleapis.com/"),
        ("GOOGLE_CALENDAR_URL", "www.googleapis.com/calendar/v3/"),
        ("GMAIL_URL", "gmail"),
        ("GMAIL_URL", "https:///gmail/v1/"),
        ("GOOGLE_CREDENTIALS", "nowhere.json"),
        ("PROCESS_FILE", "nowhere.yaml"),
        ("CLOCK_URL", "http://127.0.0.1:1/"),
        ("CLOCK_URL", "noon"),
    ],
)
def test_what_cannot_be_is_told_by_name(name: str, value: str):
    (told,) = problems(**{name: value})
    assert name in told


def test_every_wrong_address_and_port_is_told_at_once():
    wrong = dict.fromkeys(("PORT", "SLACK_API_URL", "GOOGLE_CALENDAR_URL", "GMAIL_URL", "CLOCK_URL"), "https://[")
    assert [told.partition(":")[0] for told in problems(**wrong)] == list(wrong)


@pytest.mark.parametrize("port", [0, 1, 65535])
def test_every_port_there_is_may_be_named(port: int):
    assert read_settings({**GOOD, "PORT": str(port)}, env_file=NO_FILE).port == port


@pytest.mark.parametrize("between", [",", ", ", ";", " ; ", " ", "\n", "\r\n", ",\n", "\t"])
def test_admins_may_stand_in_any_kind_of_list(between: str):
    admins = f"Adam@example.com{between}eve@example.com{between}"
    settings = read_settings({**GOOD, "ADMINS": admins}, env_file=NO_FILE)
    assert settings.admins == ("adam@example.com", "eve@example.com")


def test_every_word_that_is_no_admins_address_is_told():
    assert problems(ADMINS="adam@example.com eve; bob") == [
        "ADMINS: 'eve' is not an e-mail address.",
        "ADMINS: 'bob' is not an e-mail address.",
    ]
    assert problems(ADMINS=" , ;") == ["ADMINS is missing: e-mail addresses of the first admins."]


@pytest.mark.parametrize("value", ["gmail:", "GMAIL:"])
def test_mail_may_leave_over_gmail_instead_of_smtp(value: str):
    settings = read_settings({**GOOD, "SMTP_URL": value}, env_file=NO_FILE)
    assert settings.over_gmail
    assert settings.gmail_url == "https://gmail.googleapis.com/"
    assert not read_settings(GOOD, env_file=NO_FILE).over_gmail


@pytest.mark.parametrize("url", ["https://mail.example.com", "https://mail.example.com/gmail/v1/"])
def test_gmails_address_may_be_given_with_its_path_or_without(url: str):
    assert read_settings({**GOOD, "GMAIL_URL": url}, env_file=NO_FILE).gmail_url == "https://mail.example.com/"


@pytest.mark.parametrize("value", ["gmail", "gmail://me@example.com", "imap://mail.example.com"])
def test_other_ways_for_mail_are_refused_with_those_there_are(value: str):
    (told,) = problems(SMTP_URL=value)
    assert "smtp://" in told
    assert "gmail:" in told


def test_the_clock_may_only_be_moved_where_slack_is_the_sandbox():
    settings = read_settings(
        {**GOOD, "SLACK_API_URL": "http://127.0.0.1:1/api", "CLOCK_URL": "http://127.0.0.1:2/"}, env_file=NO_FILE
    )
    assert settings.clock_url == "http://127.0.0.1:2/"
    assert settings.slack_api_url == "http://127.0.0.1:1/api/"


def test_a_secret_may_stand_in_a_file_of_its_own(tmp_path: Path):
    (tmp_path / "token").write_text("xoxb-from-file\n")
    without = {name: value for name, value in GOOD.items() if name != "SLACK_BOT_TOKEN"}
    settings = read_settings({**without, "SLACK_BOT_TOKEN_FILE": str(tmp_path / "token")}, env_file=NO_FILE)
    assert settings.slack_bot_token == "xoxb-from-file"
    (told, *_) = problems(SLACK_BOT_TOKEN="", SLACK_BOT_TOKEN_FILE=str(tmp_path / "nowhere"))
    assert "SLACK_BOT_TOKEN_FILE" in told


def test_the_environment_wins_over_the_env_file(tmp_path: Path):
    (tmp_path / ".env").write_text("HIRING_CHANNEL=from-file\nPORT=4000\n")
    settings = read_settings(GOOD, env_file=tmp_path / ".env")
    assert (settings.hiring_channel, settings.port) == ("hiring", 4000)


@pytest.mark.parametrize(
    ("environment", "written", "token"),
    [
        ({"SLACK_BOT_TOKEN_FILE": "{path}"}, "SLACK_BOT_TOKEN=xoxb-old", "xoxb-from-file"),
        ({"SLACK_BOT_TOKEN": "xoxb-said"}, "SLACK_BOT_TOKEN_FILE={path}", "xoxb-said"),
        ({"SLACK_BOT_TOKEN_FILE": ""}, "SLACK_BOT_TOKEN=xoxb-old", "xoxb-old"),
        ({}, "SLACK_BOT_TOKEN_FILE={path}", "xoxb-from-file"),
        ({"SLACK_BOT_TOKEN": "xoxb-said", "SLACK_BOT_TOKEN_FILE": "{path}"}, "", "xoxb-said"),
    ],
)
def test_a_secret_of_the_environment_wins_whichever_way_it_is_named(
    tmp_path: Path, environment: dict[str, str], written: str, token: str
):
    (tmp_path / "token").write_text("xoxb-from-file\n")
    (tmp_path / ".env").write_text(written.format(path=tmp_path / "token"))
    said = {name: value.format(path=tmp_path / "token") for name, value in environment.items()}
    without = {name: value for name, value in GOOD.items() if name != "SLACK_BOT_TOKEN"}
    assert read_settings({**without, **said}, env_file=tmp_path / ".env").slack_bot_token == token


def test_a_file_that_is_no_text_is_told_by_its_name(tmp_path: Path):
    (tmp_path / "token").write_bytes("xoxb-1".encode("utf-16"))
    (told, *_) = problems(SLACK_BOT_TOKEN="", SLACK_BOT_TOKEN_FILE=str(tmp_path / "token"))
    assert told == f"SLACK_BOT_TOKEN_FILE: {tmp_path / 'token'} is not text in UTF-8."
    with pytest.raises(WrongSettings) as wrong:
        read_settings(GOOD, env_file=tmp_path / "token")
    assert wrong.value.problems == [f"{tmp_path / 'token'} is not text in UTF-8."]


def test_the_table_in_the_docs_names_every_setting_and_no_other():
    code, docs = ((ROOT / path).read_text("utf-8") for path in ("bot/settings.py", "docs/set-up.md"))
    asked = set(re.findall(r'\br\.(?:text|needed|several|parsed|web_address)\(\s*"([A-Z_]+)"', code))
    table = docs.split("| setting |")[1].split("\n\n")[0]
    named = {name for row in table.splitlines()[2:] for name in re.findall(r"`([A-Z_]+)`", row.split("|")[1])}
    assert "CLOCK_URL" in asked
    assert named == asked


def test_secrets_never_show_in_a_traceback():
    settings = read_settings({**GOOD, "SMTP_URL": "smtp://u:hunter2@mail.example.com"}, env_file=NO_FILE)
    assert not any(secret in repr(settings) for secret in ("xoxb-1", "xapp-1", "hunter2", "token'"))
