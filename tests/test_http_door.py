"""The HTTP door: signed requests go in, everything else is turned away; /healthz says how the bot is."""

import json
import logging
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.http_door import HttpDoor
from storage import messages
from tests.company import LivingCompany, a_living_company


@pytest.fixture
def bot_url(database_url: str) -> Iterator[tuple[LivingCompany, str]]:
    with a_living_company(database_url, mode="http", hired=False) as company:
        yield company, f"http://127.0.0.1:{company._served.port}"


def ask(url: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=body, headers=headers), timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


def test_health_says_what_waits_and_what_pauses(bot_url: tuple[LivingCompany, str]):
    company, url = bot_url
    status, body = ask(f"{url}/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok", "waiting": 0, "paused": None})
    company.workspace.revoked = True
    with company.db.begin() as tx:
        messages.home(tx, company.workspace.member("rita").id)
    deadline = time.monotonic() + 10
    while ask(f"{url}/healthz")[0] == 200 and time.monotonic() < deadline:
        pass  # the relay has to be refused first
    status, body = ask(f"{url}/healthz")
    told = json.loads(body)
    assert (status, told["status"], told["waiting"]) == (503, "degraded", 1)
    assert "token_revoked" in told["paused"]
    company.workspace.revoked = False


def test_what_slack_did_not_sign_is_refused_and_never_logged(
    bot_url: tuple[LivingCompany, str], caplog: pytest.LogCaptureFixture
):
    _, url = bot_url
    caplog.set_level(logging.INFO)
    status, _ = ask(f"{url}/slack/events", b'{"text": "a secret"}', **{"Content-Type": "application/json"})
    assert status == 401
    assert "a secret" not in caplog.text


def test_other_paths_methods_and_sizes_are_turned_away(bot_url: tuple[LivingCompany, str]):
    _, url = bot_url
    assert ask(f"{url}/admin")[0] == 404
    assert ask(f"{url}/slack/events")[0] == 405
    assert ask(f"{url}/healthz", b"x")[0] == 405
    assert ask(f"{url}/slack/events", b"x" * (HttpDoor.LARGEST + 1))[0] == 413


def test_a_stopped_bot_listens_no_more(database_url: str, tmp_path: Path):
    with a_living_company(database_url, mode="http", hired=False) as company:
        url = f"http://127.0.0.1:{company._served.port}/healthz"
        assert ask(url)[0] == 200
    with pytest.raises(urllib.error.URLError):
        ask(url)
