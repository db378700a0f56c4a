"""The command line: what each command prints, and how it ends."""

import fcntl
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.__main__ import main
from sandbox.company import Company
from sandbox.faults import Kind
from storage import migrate
from storage.migrate import Schema

ROOT = Path(__file__).parent.parent
PERSONAL = ("@example", "xoxb", "xapp", "Rita", "Ada")


pytestmark = pytest.mark.usefixtures("logs_as_before")


def started() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def read_until(bot: subprocess.Popen[str], words: str) -> list[dict[str, object]]:
    """Its log, line by line, up to the one that says *words*."""
    assert bot.stderr is not None
    lines = []
    for line in bot.stderr:
        lines.append(json.loads(line))
        if lines[-1]["said"] == words:
            return lines
    raise AssertionError(lines)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_bot_says_when_it_is_ready_and_stops_cleanly(set_up: dict[str, str], sign: signal.Signals):
    bot = started()
    lines = read_until(bot, "Interview Bot is ready")
    bot.send_signal(sign)
    lines += read_until(bot, "stopped")
    assert bot.wait(timeout=10) == 0
    assert all(set(line) >= {"at", "level", "from", "said"} for line in lines)
    assert not any(word in json.dumps(lines) for word in PERSONAL)


def test_a_second_bot_on_the_same_file_refuses(
    set_up: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with (tmp_path / "bot.db.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert main(["run"]) == 1
    assert "Another Interview Bot already works on" in capsys.readouterr().err


def test_every_wrong_setting_is_told_at_once(
    set_up: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    for name in ("HIRING_CHANNEL", "ADMINS", "MAIL_FROM"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("TICK_SECONDS", "soon")
    assert main(["run"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.split()[0].strip(":") for line in told] == ["HIRING_CHANNEL", "MAIL_FROM", "ADMINS", "TICK_SECONDS"]


def test_every_mistake_in_the_process_is_told_at_once(
    set_up: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    text = (ROOT / "process.yaml").read_text("utf-8").replace("schema_version: 1", "schema_version: 7\nsurprise: yes")
    (tmp_path / "process.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("PROCESS_FILE", "process.yaml")
    assert main(["run"]) == 2
    told = capsys.readouterr().err
    assert "schema_version 1" in told
    assert "surprise" in told


def test_a_channel_it_cannot_see_is_told_with_the_cure(
    set_up: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("HIRING_CHANNEL", "nowhere")
    assert main(["run"]) == 2
    told = capsys.readouterr().err
    assert told == "HIRING_CHANNEL: I cannot see #nowhere. Invite me there with /invite @Interview Bot\n"


def test_a_public_channel_is_joined_at_start(set_up: dict[str, str], outside: Company, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HIRING_CHANNEL", "#general")
    bot = started()
    read_until(bot, "Interview Bot is ready")
    bot.terminate()
    bot.communicate(timeout=10)
    general = next(channel for channel in outside.workspace.channels.values() if channel.name == "general")
    assert outside.workspace.bot.id in general.members


@pytest.mark.parametrize("call", ["auth.test", "conversations.info"])
def test_a_slack_that_is_away_for_a_moment_is_waited_for(set_up: dict[str, str], outside: Company, call: str):
    outside.faults.plan(call, Kind.SERVER_ERROR, times=2)
    bot = started()
    lines = read_until(bot, "Interview Bot is ready")
    bot.terminate()
    bot.communicate(timeout=10)
    waited = [line for line in lines if str(line["said"]).startswith("Slack does not answer")]
    assert len(waited) == 2


def test_a_bot_that_waits_for_slack_stops_when_told(set_up: dict[str, str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    bot = started()
    read_until(bot, "Slack does not answer (connection refused), I try again")
    bot.terminate()
    bot.communicate(timeout=10)
    assert bot.returncode == 0


def test_a_bot_that_cannot_enter_its_channels_yet_begins_nothing_when_told_to_stop(
    set_up: dict[str, str], outside: Company
):
    outside.faults.plan("conversations.info", Kind.SERVER_ERROR, times=50)
    bot = started()
    read_until(bot, "Slack does not answer (http 500), I try again")
    bot.terminate()
    _, said = bot.communicate(timeout=10)
    outside.faults.clear()
    assert bot.returncode == 0
    assert "is ready" not in str(said)


def test_a_public_channel_it_may_not_join_is_told_with_the_cure(
    set_up: dict[str, str], outside: Company, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    outside.workspace.add_channel("closed", with_bot=False)
    outside.workspace.joining_is_refused = True
    monkeypatch.setenv("HIRING_CHANNEL", "closed")
    try:
        assert main(["run"]) == 2
    finally:
        outside.workspace.joining_is_refused = False
    assert capsys.readouterr().err.endswith("I cannot see #closed. Invite me there with /invite @Interview Bot\n")


def test_a_refused_token_ends_it_with_slacks_name_for_it(
    set_up: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-wrong")
    assert main(["run"]) == 1
    told = capsys.readouterr().err
    assert "invalid_auth" in told
    assert "xoxb-wrong" not in told


def test_migrate_brings_the_database_up_to_date(
    set_up: dict[str, str], empty_database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DATABASE_URL", empty_database_url)
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out == "The database is up to date.\n"
    assert migrate.found(empty_database_url) is Schema.CURRENT


def test_a_damaged_database_is_not_started_with(
    set_up: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "bot.db").write_bytes(b"not a database at all" * 100)
    assert main(["run"]) == 2
    assert "is damaged" in capsys.readouterr().err


def test_manifest_prints_the_one_for_socket_mode_or_for_http(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(ROOT)
    assert main(["manifest"]) == 0
    assert capsys.readouterr().out == (ROOT / "app.yaml").read_text("utf-8")
    assert main(["manifest", "--url", "https://bot.example.com"]) == 0
    made = yaml.safe_load(capsys.readouterr().out)
    assert made["settings"]["interactivity"]["request_url"] == "https://bot.example.com/slack/events"
    assert main(["manifest", "--url", "http://bot.example.com"]) == 2


def test_whoever_is_unknown_in_a_file_is_told_by_the_address_that_stands_there(
    set_up: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    people = tmp_path / "team.csv"
    people.write_text("email,roles\nnobody@example.org,recruiter\n", encoding="utf-8")
    assert main(["import", "people", str(people), "--dry-run"]) == 2
    assert "line 2: nobody in Slack has the e-mail address nobody@example.org." in capsys.readouterr().err


def test_no_command_prints_how_to_use_it(capsys: pytest.CaptureFixture[str]):
    assert main([]) == 2
    told = capsys.readouterr().out
    assert all(command in told for command in ("run", "check", "migrate", "manifest"))


@pytest.mark.parametrize("installed", [True, False])
def test_the_version_is_told_and_missing_where_it_runs_from_the_code_alone(
    installed: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    if not installed:
        monkeypatch.setattr("sys.path", [])  # no metadata of an installation is found
        monkeypatch.setattr("sys.path_importer_cache", {})
    with pytest.raises(SystemExit):
        main(["--version"])
    told = capsys.readouterr().out
    assert ("not installed" in told) is not installed
    assert told.startswith("interview-bot ")
