"""The HTTP door: signed requests go in, everything else is turned away; /healthz says how the bot is."""

import http.client
import json
import logging
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.http_door import HttpDoor
from bot.logs import QUIET
from storage import messages, outbox
from tests.company import LivingCompany, a_living_company
from tests.handlers.scheduling import opens_candidate


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


def announces(url: str, size: int) -> int:
    """The answer to a request whose head says how long it will be, before any of it is sent."""
    line = http.client.HTTPConnection(url.removeprefix("http://"), timeout=10)
    line.putrequest("POST", "/slack/events")
    line.putheader("Content-Length", str(size))
    line.endheaders()
    return line.getresponse().status


def test_health_says_what_waits_and_what_pauses(bot_url: tuple[LivingCompany, str]):
    company, url = bot_url
    status, body = ask(f"{url}/healthz")
    well = {"status": "ok", "waiting": 0, "lag": 0, "stuck": 0, "paused": None}
    assert (status, json.loads(body)) == (200, well)
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
    company.clock.advance(timedelta(seconds=90))
    assert json.loads(ask(f"{url}/healthz")[1])["lag"] == 90
    assert ask(f"{url}/readyz") == (200, b'{"ready": true}')  # people can still hand in what they wrote
    company.workspace.revoked = False


def test_health_counts_what_waits_for_a_persons_word(bot_url: tuple[LivingCompany, str]):
    company, url = bot_url
    with company.db.begin() as tx:
        outbox.promise(tx, "home:nobody", kind="home", target="U0NOBODY", args={})
    company.at_rest()
    status, body = ask(f"{url}/healthz")
    assert (status, json.loads(body)["stuck"]) == (200, 1)


def test_lines_that_are_held_in_vain_do_not_keep_slack_out(bot_url: tuple[LivingCompany, str]):
    _, url = bot_url
    host, port = url.removeprefix("http://").split(":")
    with ExitStack() as held:
        for _ in range(200):
            held.enter_context(socket.create_connection((host, int(port)), timeout=10)).sendall(b"POST /slack/events")
        assert ask(f"{url}/readyz") == (200, b'{"ready": true}')


def test_a_bot_that_stops_is_left_by_a_balancer_before_it_is_gone(bot_url: tuple[LivingCompany, str]):
    """A line that waits for its next request is closed at once; one under way gets its answer."""
    company, url = bot_url
    waits = http.client.HTTPConnection(url.removeprefix("http://"), timeout=10)
    waits.request("GET", "/readyz")
    assert waits.getresponse().read() == b'{"ready": true}'
    asked, answer = threading.Event(), threading.Event()
    company.bot.db.on_commit(lambda: (asked.set(), answer.wait(10)))
    outcomes = []
    typing = threading.Thread(target=lambda: outcomes.append(company["adam"].types("/hiring", "team")))
    typing.start()
    assert asked.wait(10)  # Adam's first visit is being kept
    stopping = threading.Thread(target=company._served.stop)
    stopping.start()
    try:
        assert waits.sock.recv(1) == b""
        with pytest.raises(ConnectionRefusedError):
            ask_again(url)
    finally:
        answer.set()
        typing.join()
        stopping.join()
    assert outcomes[0].ok


def ask_again(url: str) -> None:
    line = http.client.HTTPConnection(url.removeprefix("http://"), timeout=10)
    line.request("GET", "/readyz")


def test_what_slack_did_not_sign_is_refused_and_never_logged(
    bot_url: tuple[LivingCompany, str], caplog: pytest.LogCaptureFixture
):
    _, url = bot_url
    caplog.set_level(logging.INFO)
    for name, level in QUIET.items():  # as logs.set_up does for the process
        caplog.set_level(level, name)
    status, _ = ask(f"{url}/slack/events", b'{"text": "a secret"}', **{"Content-Type": "application/json"})
    assert status == 401
    assert "a secret" not in caplog.text


def signed(url: str, body: bytes, **headers: str) -> tuple[int, bytes]:
    headers = {"Content-Type": "application/json"} | headers
    made = SignatureVerifier("sandbox-signing-secret").generate_signature(timestamp=str(int(time.time())), body=body)
    stamps = {"X-Slack-Signature": made or "", "X-Slack-Request-Timestamp": str(int(time.time()))}
    return ask(f"{url}/slack/events", body, **headers, **stamps)


@pytest.mark.parametrize("event", ["message", "member_joined_channel", "reaction_added"])
def test_an_event_nobody_waits_for_is_taken_so_that_slack_does_not_repeat_it(
    bot_url: tuple[LivingCompany, str], event: str
):
    company, url = bot_url
    told = {"type": event, "user": company.workspace.member("rita").id, "channel": "C1", "event_ts": "1.0"}
    body = {"type": "event_callback", "team_id": company.workspace.team_id, "event_id": "Ev1", "event": told}
    assert signed(url, json.dumps(body).encode())[0] == 200


@pytest.mark.parametrize(
    ("body", "kind"), [(b"[]", "application/json"), (b"payload=%7Bnot", "application/x-www-form-urlencoded")]
)
def test_what_nobody_can_read_is_a_bad_request(
    bot_url: tuple[LivingCompany, str], caplog: pytest.LogCaptureFixture, body: bytes, kind: str
):
    _, url = bot_url
    assert signed(url, body, **{"Content-Type": kind})[0] == 400
    assert caplog.text == ""


@pytest.mark.parametrize("missing", ["hash", "state", "blocks", "private_metadata", "callback_id"])
def test_a_form_with_a_part_missing_is_answered_all_the_same(bot_url: tuple[LivingCompany, str], missing: str):
    company, url = bot_url
    view = {"id": "V1", "type": "modal", "callback_id": "team.added", "hash": "1", "private_metadata": ""}
    view |= {"blocks": [{"type": "input", "block_id": "people"}], "state": {"values": {}}}
    del view[missing]
    sent = {"type": "view_submission", "user": {"id": company.workspace.member("adam").id}, "view": view}
    status, said = signed(url, json.dumps(sent).encode())
    assert (status, "Something broke" in said.decode()) == (200, False)
    assert json.loads(said)["response_action"] in {"errors", "update"}


def test_somebody_slack_does_not_show_is_sent_away_kindly(bot_url: tuple[LivingCompany, str]):
    _, url = bot_url
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    status, said = signed(url, b"command=%2Fcandidate&text=&user_id=U0NOBODY001&trigger_id=1.1", **form)
    assert status == 200
    assert "only full members of this workspace" in json.loads(said)["text"]


def test_figures_are_shown_also_where_slack_names_no_address_to_answer_to(database_url: str):
    with a_living_company(database_url, mode="http") as company:
        url = f"http://127.0.0.1:{company._served.port}"
        rita, hiring = company.workspace.member("rita").id, company.workspace.channel("hiring").id
        typed = f"command=%2Fhiring&text=stats&user_id={rita}&channel_id={hiring}&trigger_id=1.1"
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert signed(url, typed.encode(), **form) == (200, b"")
        assert company["rita"].finds("Hiring figures")


def test_a_refused_press_on_a_message_is_answered_also_where_slack_sends_an_empty_view(database_url: str):
    with a_living_company(database_url, mode="http") as company:
        opens_candidate(company)
        url = f"http://127.0.0.1:{company._served.port}"
        pressed = {
            "type": "block_actions",
            "user": {"id": company.workspace.member("ana").id, "team_id": company.workspace.team_id},
            "team": {"id": company.workspace.team_id},
            "channel": {"id": company.workspace.channel("hiring").id},
            "message": {"ts": company["rita"].sees("hiring")[-1].ts},
            "view": None,
            "trigger_id": "1.1",
            "actions": [{"type": "button", "action_id": "candidate.withdraw", "block_id": "b", "value": "1.1"}],
        }
        assert signed(url, json.dumps(pressed).encode()) == (200, b"")
        assert "This takes a recruiter" in company["ana"].finds("This takes").text


def test_other_paths_methods_and_sizes_are_turned_away(bot_url: tuple[LivingCompany, str]):
    _, url = bot_url
    assert ask(f"{url}/admin")[0] == 404
    assert ask(f"{url}/slack/events")[0] == 405
    assert ask(f"{url}/healthz", b"x")[0] == 405
    assert announces(url, HttpDoor.LARGEST + 1) == 413


def test_a_stopped_bot_listens_no_more(database_url: str, tmp_path: Path):
    with a_living_company(database_url, mode="http", hired=False) as company:
        url = f"http://127.0.0.1:{company._served.port}/healthz"
        assert ask(url)[0] == 200
    with pytest.raises(urllib.error.URLError):
        ask(url)
