"""`interview-bot check`, as an admin meets it who sets the bot up: each planted mistake is found, with its cure."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot import check
from bot.__main__ import main
from bot.hiring.person import Person, Role
from sandbox.company import INTERVIEWS, Company
from sandbox.mail.mailbox import Mailbox
from storage import people
from storage.engine import open_engine
from tests.integrations.test_smtp_tls import Kept, _server, certificate

__all__ = ["certificate"]

ROOT = Path(__file__).parent.parent
ROLE = "{id: software_engineer, name: Software engineer, follow_ups: [algorithmic_optimisation, naming]}"
PROCESS = (ROOT / "process.yaml").read_text("utf-8")


@pytest.fixture
def said(set_up: dict[str, str]) -> Callable[[], list[str]]:
    """`said()`: what check prints, line by line."""

    def look() -> list[str]:
        lines: list[str] = []
        ended = check.run(lines.append)
        assert ended == any(line.startswith("wrong") for line in lines)
        return lines

    return look


@pytest.fixture
def outside_as_before(outside: Company) -> Iterator[Company]:
    """The company outside, put in order again after the test."""
    manifest = outside.workspace.manifest
    yield outside
    outside.workspace.manifest = manifest
    outside.workspace.clock_ahead = timedelta(0)
    outside.calendars.share(INTERVIEWS, writable=True)
    outside.calendars.calendar(INTERVIEWS).readable = True
    outside.faults.clear()


def the_wrong(lines: list[str]) -> str:
    (line,) = [line for line in lines if line.startswith("wrong")]
    return line


def test_nothing_is_wrong_where_nothing_is(said):
    lines = said()
    assert lines.pop().split()[:2] == ["look", "team"]  # nobody is there yet
    parts = ["settings", "process", "database", "slack", "scopes", "clock", "socket", "channel", "admins"]
    assert [line.split()[:2] for line in lines] == [["ok", part] for part in [*parts, "google", "mail"]]


@pytest.mark.parametrize(
    ("setting", "value", "part", "words"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-wrong", "slack", "Copy it again from OAuth & Permissions"),
        ("SLACK_BOT_TOKEN", "xapp-sandbox", "settings", "It stands in OAuth & Permissions"),
        ("SLACK_BOT_TOKEN", "xoxp-1", "settings", "It stands in OAuth & Permissions"),
        ("SLACK_API_URL", "http://127.0.0.1:9/api/", "slack", "Is it reachable from here?"),
        ("SLACK_API_URL", "foo", "settings", "a web address that begins with https://"),
        ("GOOGLE_CALENDAR_URL", "foo", "settings", "a web address that begins with https://"),
        ("CLOCK_URL", "foo", "settings", "a web address that begins with https://"),
        ("PORT", "-1", "settings", "a port number from 0 to 65535"),
        ("SLACK_APP_TOKEN", "xapp-wrong", "socket", "It needs the scope connections:write"),
        ("SLACK_APP_TOKEN", "xoxb-sandbox", "settings", "It stands in Basic Information"),
        ("SLACK_APP_TOKEN", "", "settings", "(HTTP mode) is set: one is needed"),
        ("HIRING_CHANNEL", "nowhere", "channel", "Invite me there with /invite"),
        ("ADMINS", "nobody@example.org", "admins", "Use the address in their Slack profile"),
        ("ADMINS", "gus@example.org", "admins", "Name a full member of the workspace"),
        ("GOOGLE_ACCESS_TOKEN", "wrong", "google", "interview-bot google-login"),
        ("GOOGLE_CALENDAR_URL", "http://127.0.0.1:9/calendar/v3/", "google", "Is it reachable from here?"),
        ("RECRUITING_CALENDAR", "nobody@example.org", "google", "Share it with the account"),
        ("SMTP_URL", "smtp://127.0.0.1:9", "mail", "Check host and port"),
        ("SMTP_URL", "mail.example.org", "settings", "must look like smtp://user:password@host:port"),
        ("MAIL_FROM", "Jobs", "settings", "MAIL_FROM is not an e-mail address"),
        ("COMPANY_TIMEZONE", "Berlin", "settings", "an IANA time zone such as Europe/Berlin"),
        ("PROCESS_FILE", "nowhere.yaml", "settings", "there is no file nowhere.yaml"),
        ("DATABASE_URL", "sqlite:////dev/null/bot.db", "database", "make the folder of"),
        ("DATABASE_URL", "bot.db", "database", "sqlite:///interview-bot.db"),
        ("DATABASE_URL", "mysql://bot@localhost/bot", "database", "postgresql://"),
    ],
)
def test_a_wrong_setting_is_found_with_its_cure(said, monkeypatch, setting, value, part, words):
    monkeypatch.setenv(setting, value)
    line = the_wrong(said())
    assert line.split()[1] == part
    assert words in line


def test_a_missing_scope_is_named(said, outside_as_before):
    workspace = outside_as_before.workspace
    less = workspace.manifest.scopes - {"groups:history", "commands"}
    workspace.manifest = dataclasses.replace(workspace.manifest, scopes=less)
    line = the_wrong(said())
    assert "missing: commands, groups:history. Import app.yaml again and reinstall the app" in line


def test_a_clock_that_is_off_is_found(said, outside_as_before):
    outside_as_before.workspace.clock_ahead = timedelta(minutes=4)
    line = the_wrong(said())
    assert "s off. Turn on time synchronisation" in line


def test_a_private_channel_it_was_not_invited_to(said, outside, monkeypatch):
    outside.workspace.add_channel("closed-circle", private=True, members=["rita"], with_bot=False)
    monkeypatch.setenv("HIRING_CHANNEL", "closed-circle")
    assert "HIRING_CHANNEL: I cannot see #closed-circle. Invite me there with /invite" in the_wrong(said())


def test_an_archived_channel(said, outside, monkeypatch):
    old = outside.workspace.add_channel("hiring-old", private=True, members=["rita"])
    old.archived = True
    monkeypatch.setenv("HIRING_CHANNEL", old.id)
    assert "#hiring-old is archived. Choose another channel" in the_wrong(said())


def test_a_channel_that_everybody_can_read_is_worth_a_look(said, monkeypatch):
    monkeypatch.setenv("HIRING_CHANNEL", "general")
    assert any(line.startswith("look") and "#general is public" in line for line in said())


@pytest.mark.parametrize("how", ["ext", "pending_ext"])
@pytest.mark.parametrize("private", [True, False])
def test_a_channel_that_another_company_listens_in_is_worth_a_look(said, outside, monkeypatch, how, private):
    there = outside.workspace.add_channel(f"partners-{how}-{private}".lower(), private=private, shared=how)
    monkeypatch.setenv("HIRING_CHANNEL", there.id)
    (line,) = [line for line in said() if there.name in line]
    assert line.startswith("look")
    assert f"HIRING_CHANNEL: #{there.name} is shared with another company, or about to be" in line
    there.shared = "org"
    assert not any("another company" in line for line in said())


def test_a_roles_channel_that_another_company_listens_in(said, outside, tmp_path, monkeypatch):
    outside.workspace.add_channel("engineers-of-two", private=True, shared="ext")
    (tmp_path / "process.yaml").write_text(PROCESS.replace(ROLE, ROLE[:-1] + ", channel: engineers-of-two}"), "utf-8")
    monkeypatch.setenv("PROCESS_FILE", "process.yaml")
    words = "PROCESS_FILE, role software_engineer: #engineers-of-two is shared with another company"
    assert any(line.startswith("look") and words in line for line in said())


def test_a_roles_own_channel_that_is_not_there(said, tmp_path, monkeypatch):
    (tmp_path / "process.yaml").write_text(PROCESS.replace(ROLE, ROLE[:-1] + ", channel: nowhere-yet}"), "utf-8")
    monkeypatch.setenv("PROCESS_FILE", "process.yaml")
    line = the_wrong(said())
    assert "PROCESS_FILE, role software_engineer: I cannot see #nowhere-yet. Invite me" in line


def test_a_broken_process_file_is_told_mistake_by_mistake_and_the_rest_is_looked_at(said, tmp_path, monkeypatch):
    broken = PROCESS.replace("schema_version: 1", "schema_version: 7\nsurprise: yes", 1)
    (tmp_path / "process.yaml").write_text(broken, "utf-8")
    monkeypatch.setenv("PROCESS_FILE", "process.yaml")
    lines = said()
    wrong = [line for line in lines if line.startswith("wrong")]
    assert len(wrong) == 2
    assert any("surprise" in line for line in wrong)
    assert any(line.startswith("ok") and "mail" in line for line in lines)


def test_a_recruiting_calendar_shared_for_reading_only(said, outside_as_before):
    outside_as_before.calendars.share(INTERVIEWS, writable=False)
    line = the_wrong(said())
    assert "can be read only. Share it with the account" in line
    assert "(make changes to events)" in line


def test_a_recruiting_calendar_that_is_not_shared(said, outside_as_before):
    outside_as_before.calendars.make_unreadable(INTERVIEWS)
    assert "(make changes to events), check its address" in the_wrong(said())


def test_an_interviewer_whose_calendar_cannot_be_read_and_roles_nobody_has(said, db, outside):
    outside.calendars.add_person("eve@example.org")
    outside.calendars.make_unreadable("eve@example.org")
    eve = Person(
        "U0EVE", "Eve Adler", "eve@example.org", "UTC", frozenset({Role.INTERVIEWER}), frozenset({"screening"})
    )
    with db.begin() as tx:
        people.save(tx, eve)
    lines = said()
    assert "calendars cannot be read: Eve Adler. They have to share free/busy with the account" in the_wrong(lines)
    assert any(line.startswith("look") and "no recruiter, no hiring manager yet" in line for line in lines)


def test_a_mail_server_that_refuses_the_password(said, outside, monkeypatch):
    strict = Mailbox(outside.clock, user="jobs", password="right")
    url = strict.start()
    try:
        monkeypatch.setenv("SMTP_URL", url.replace("//", "//jobs:wrong@"))
        assert "refuses user or password (smtp 535). Write both percent-encoded" in the_wrong(said())
    finally:
        strict.stop()


def test_a_mail_server_nobody_vouches_for(said, certificate, monkeypatch):
    with _server("smtps", Kept(), certificate) as url:
        monkeypatch.setenv("SMTP_URL", url)
        line = the_wrong(said())
    assert "Nobody vouches for its certificate" in line
    assert "SSL_CERT_FILE" in line


def test_a_mail_server_that_speaks_no_tls_there(said, set_up, monkeypatch):
    monkeypatch.setenv("SMTP_URL", set_up["SMTP_URL"].replace("smtp://", "smtps://"))
    assert "It does not speak TLS there: smtps:// is for port 465" in the_wrong(said())


def test_a_mail_server_that_would_take_the_password_in_the_clear(said, set_up, monkeypatch):
    elsewhere = set_up["SMTP_URL"].replace(
        "//127.0.0.1", "//jobs:secret@0.0.0.0"
    )  # as any host that is not this machine
    monkeypatch.setenv("SMTP_URL", elsewhere)
    line = the_wrong(said())
    assert line.split()[1] == "mail"
    assert "(no STARTTLS)" in line
    assert "use smtps://, or a server that offers STARTTLS" in line


def test_a_database_of_a_newer_version(said, database_url):
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert "made by a newer Interview Bot; start that version" in the_wrong(said())


def test_a_damaged_database(said, tmp_path, monkeypatch):
    (tmp_path / "broken.db").write_bytes(b"not a database at all" * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/broken.db")
    line = the_wrong(said())
    assert "is damaged" in line
    assert "interview-bot restore FILE" in line


def test_it_makes_no_database(said, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/later.db")
    assert not [line for line in said() if line.startswith("wrong")]
    assert not (tmp_path / "later.db").exists()


def test_in_http_mode_the_manifest_of_http_mode_is_named(said, outside_as_before, monkeypatch):
    workspace = outside_as_before.workspace
    workspace.manifest = dataclasses.replace(workspace.manifest, scopes=workspace.manifest.scopes - {"commands"})
    monkeypatch.delenv("SLACK_APP_TOKEN")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "secret")
    line = the_wrong(said())
    assert "Import what `interview-bot manifest --url …` prints again" in line


def test_a_channel_per_candidate_needs_a_scope_that_is_not_missed_without_it(
    said, outside_as_before, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    had = outside_as_before.workspace.manifest
    outside_as_before.workspace.manifest = dataclasses.replace(had, scopes=had.scopes - {"groups:write"})
    assert not any(line.startswith("wrong") for line in said())
    asking = tmp_path / "asking.yaml"
    asking.write_text(PROCESS.replace("candidate_channels: false", "candidate_channels: true"), encoding="utf-8")
    monkeypatch.setenv("PROCESS_FILE", str(asking))
    line = the_wrong(said())
    assert "groups:write, for the channel per candidate" in line
    assert "Import app.yaml again" in line


def test_what_is_set_up_is_looked_at_while_the_rest_is_missing(said, monkeypatch):
    for name in ("HIRING_CHANNEL", "GOOGLE_ACCESS_TOKEN", "ADMINS"):
        monkeypatch.delenv(name)
    found = [line.split()[:2] for line in said()]
    assert found[:3] == [["wrong", "settings"]] * 3
    assert found[3:] == [["ok", part] for part in ("process", "database", "slack", "scopes", "clock", "socket", "mail")]


def test_it_says_what_it_finds_and_logs_nothing_besides(set_up, monkeypatch, capsys, logs_as_before):
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    monkeypatch.setenv("GOOGLE_ACCESS_TOKEN", "wrong")
    assert main(["check"]) == 1
    assert capsys.readouterr().err == ""


def test_a_key_of_google_that_cannot_be_read(said, tmp_path, monkeypatch):
    key = tmp_path / "google.json"
    key.touch()
    read = Path.read_text

    def refuse(path, *how, **more):
        """Tests may run as root, who may read everything."""
        if path == key:
            raise PermissionError(13, "Permission denied")
        return read(path, *how, **more)

    monkeypatch.setattr(Path, "read_text", refuse)
    monkeypatch.setenv("GOOGLE_CREDENTIALS", str(key))
    assert f"wrong  google    GOOGLE_CREDENTIALS: {key} cannot be read (Permission denied)." in said()


@pytest.mark.parametrize("calendar", ["primary", "c_1234@group.calendar.google.com"])
def test_a_service_account_that_could_invite_nobody(said, tmp_path, monkeypatch, calendar):
    key = tmp_path / "google.json"
    key.write_text('{"type": "service_account"}', encoding="utf-8")
    monkeypatch.setenv("GOOGLE_CREDENTIALS", str(key))
    monkeypatch.setenv("RECRUITING_CALENDAR", calendar)
    (line,) = [line for line in said() if line.split()[1] == "google"]
    assert "can invite nobody" in line
