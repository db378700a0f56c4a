"""How a call to Slack ended, and what that means; and that nothing is posted twice behind the relay's back."""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_sdk import WebClient

from bot.ports import CallFailed, Doubtful, Gone, Member, Message, Never, Posted, Revoked, SurelyNot, TryLater
from integrations.slack import SlackMessenger
from integrations.slack_directory import AT_ONCE, SlackDirectory
from sandbox.background import HOST, WebServer

HELLO = Message("Hello")
MONDAY = datetime(2027, 3, 1, 8, tzinfo=UTC)

Reply = Callable[[web.Request, dict[str, str]], web.Response | Awaitable[web.Response]]


class Slack:
    """Answers every call with what *says* has for it: JSON, or a function of the request."""

    def __init__(self) -> None:
        self.says: dict[str, Any] = {}
        self.calls: list[tuple[str, dict[str, str]]] = []
        app = web.Application()
        app.router.add_post("/api/{method}", self._serve)
        self._server = WebServer("tiny-slack", app, 0)
        self.url = f"http://{HOST}:{self._server.port}/api/"

    def client(self, *, timeout: int = 5) -> WebClient:
        return WebClient(token="xoxb-1", base_url=self.url, timeout=timeout, retry_handlers=[])

    def stop(self) -> None:
        self._server.stop()

    async def _serve(self, request: web.Request) -> web.Response:
        method, text = request.match_info["method"], await request.text()
        as_json = text and "json" in request.content_type
        asked = json.loads(text) if as_json else {name: values[0] for name, values in parse_qs(text).items()}
        self.calls.append((method, asked))
        answer = self.says[method]
        if not callable(answer):
            return web.json_response(answer)
        said = answer(request, asked)
        return said if isinstance(said, web.Response) else await said


@pytest.fixture
def slack() -> Iterator[Slack]:
    tiny = Slack()
    yield tiny
    tiny.stop()


def _refused(error: str, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    return lambda request, asked: web.json_response({"ok": False, "error": error}, status=status, headers=headers)


def _hung_up(request: web.Request, asked: dict[str, str]) -> web.Response:
    assert request.transport
    request.transport.abort()
    return web.Response()


def _html(status: int) -> Reply:
    return lambda request, asked: web.Response(status=status, text="<html>", content_type="text/html")


@pytest.mark.parametrize(
    ("reply", "outcome", "reason"),
    [
        (_refused("ratelimited", 429, {"Retry-After": "3"}), TryLater, "ratelimited"),
        (_refused("fatal_error"), Doubtful, "fatal_error"),
        (_refused("internal_error", 500), Doubtful, "internal_error"),
        (_html(503), Doubtful, "http 503"),
        (_html(200), Doubtful, "http 200"),
        (_html(404), Doubtful, "http 404"),
        (_html(403), Doubtful, "http 403"),
        (_refused("", 407), Doubtful, "http 407"),
        (_refused("ekm_access_denied"), Revoked, "ekm_access_denied"),
        (_refused("accesslimited"), Revoked, "accesslimited"),
        (_refused("team_access_not_granted"), Revoked, "team_access_not_granted"),
        (_refused("no_permission"), Never, "no_permission"),
        (_hung_up, Doubtful, None),
        (_refused("token_revoked"), Revoked, "token_revoked"),
        (_refused("invalid_auth", 401), Revoked, "invalid_auth"),
        (_refused("message_not_found"), Gone, "message_not_found"),
        (_refused("is_archived"), Never, "is_archived"),
        (_refused("not_in_channel"), Never, "not_in_channel"),
    ],
)
def test_every_end_of_a_post_is_told_apart_and_it_is_sent_once(
    slack: Slack, reply: Reply, outcome: type[CallFailed], reason: str | None
) -> None:
    slack.says["chat.postMessage"] = reply
    with pytest.raises(outcome, match=reason) as failure:
        SlackMessenger(slack.client()).post("C1", HELLO, key="k")
    assert len(slack.calls) == 1
    assert getattr(failure.value, "after", None) == (timedelta(seconds=3) if outcome is TryLater else None)


@pytest.mark.parametrize(
    ("reply", "seconds", "everywhere"),
    [
        (_refused("ratelimited", 429), 30, False),
        (_refused("ratelimited", 429, {"Retry-After": "soon"}), 30, False),
        (_html(429), 30, False),
        (_refused("rate_limited"), 30, False),
        (_refused("message_limit_exceeded"), 30, False),
        (_refused("rate_limited", 200, {"Retry-After": "4"}), 4, False),
        (_refused("team_added_to_org"), 60, True),
        (_refused("org_login_required"), 60, True),
    ],
)
def test_where_slack_names_no_time_it_is_left_alone_for_a_while(
    slack: Slack, reply: Reply, seconds: int, everywhere: bool
) -> None:
    slack.says["chat.postMessage"] = reply
    with pytest.raises(TryLater) as failure:
        SlackMessenger(slack.client()).post("C1", HELLO, key="k")
    assert (failure.value.after, failure.value.everywhere) == (timedelta(seconds=seconds), everywhere)


def test_a_slack_that_is_not_there_did_nothing() -> None:
    with closing(socket.socket()) as nobody:
        nobody.bind((HOST, 0))
        client = WebClient(token="t", base_url=f"http://{HOST}:{nobody.getsockname()[1]}/api/", retry_handlers=[])
        with pytest.raises(SurelyNot, match="connection refused"):
            SlackMessenger(client).post("C1", HELLO, key="k")


def test_an_answer_that_takes_too_long_is_in_doubt() -> None:
    with closing(socket.create_server((HOST, 0))) as silent:
        url = f"http://{HOST}:{silent.getsockname()[1]}/api/"
        client = WebClient(token="t", base_url=url, timeout=1, retry_handlers=[])
        with pytest.raises(Doubtful):
            SlackMessenger(client).post("C1", HELLO, key="k")


def test_a_post_carries_its_key_and_is_found_by_it_again(slack: Slack) -> None:
    slack.says["chat.postMessage"] = {"ok": True, "channel": "C1", "ts": "1.5"}
    messenger = SlackMessenger(slack.client())
    message = Message("Hello", [{"type": "divider"}])
    assert messenger.post("C1", message, key="opaque", thread="1.0") == Posted("C1", "1.5")
    sent = slack.calls[0][1]
    metadata = json.loads(sent["metadata"]) if isinstance(sent["metadata"], str) else sent["metadata"]
    assert metadata["event_payload"] == {"key": "opaque"}
    assert sent["thread_ts"] == "1.0"

    pages = {
        "": {
            "ok": True,
            "messages": [{"ts": "1.9"}, {"ts": "1.8", "metadata": {}}],
            "response_metadata": {"next_cursor": "2"},
        },
        "2": {"ok": True, "messages": [{"ts": "1.5", "metadata": metadata}]},
    }
    slack.says["conversations.history"] = lambda request, asked: web.json_response(pages[asked.get("cursor", "")])
    assert messenger.find("C1", key="opaque", since=MONDAY) == Posted("C1", "1.5")
    assert messenger.find("C1", key="another", since=MONDAY) is None
    asked = slack.calls[1][1]
    assert (asked["oldest"], asked["include_all_metadata"]) == (f"{MONDAY.timestamp():.6f}", "1")

    slack.says["conversations.replies"] = pages["2"]
    assert messenger.find("C1", key="opaque", since=MONDAY, thread="1.0") == Posted("C1", "1.5")
    assert slack.calls[-1][1]["ts"] == "1.0"


def _user(**more: Any) -> dict[str, Any]:
    profile = {"real_name": "Ana", "email": "ana@example.org"}
    return {"ok": True, "user": {"id": "U1", "team_id": "T1", "tz": "Europe/Berlin", "profile": profile} | more}


ANA = Member("U1", "Ana", "ana@example.org", "Europe/Berlin", "T1", welcome=True)


def test_an_address_that_somebody_typed_becomes_no_link(slack: Slack) -> None:
    slack.says["chat.postMessage"] = slack.says["chat.update"] = {"ok": True, "channel": "C1", "ts": "1.2"}
    messenger, typed = SlackMessenger(slack.client()), Message("Dropped, says evil.example")
    messenger.update(messenger.post("C1", typed, key="posting-1"), typed)
    assert [method for method, _ in slack.calls] == ["chat.postMessage", "chat.update"]
    assert [(asked["parse"], asked["link_names"]) for _, asked in slack.calls] == [("none", False)] * 2


def test_a_colleague_is_looked_up_once_a_minute_at_most(slack: Slack) -> None:
    slack.says |= {"auth.test": {"ok": True, "team_id": "T1"}, "users.info": _user()}
    directory = SlackDirectory(slack.client())
    assert [directory.member("U1"), directory.member("U1")] == [ANA, ANA]
    assert [method for method, _ in slack.calls] == ["users.info", "auth.test"]
    directory.forget("U1")
    directory.member("U1")
    assert [method for method, _ in slack.calls].count("users.info") == 2


def test_many_colleagues_are_looked_up_at_once_and_told_in_the_order_they_were_asked_for(slack: Slack) -> None:
    everybody = [f"U{number}" for number in range(AT_ONCE)]
    asked_for: set[str] = set()
    all_are = asyncio.Event()

    async def when_all_are_asked_for(request: web.Request, asked: dict[str, str]) -> web.Response:
        asked_for.add(asked["user"])
        if len(asked_for) == len(everybody):
            all_are.set()
        await all_are.wait()
        return web.json_response(_user(id=asked["user"]))

    slack.says |= {"auth.test": {"ok": True, "team_id": "T1"}, "users.info": when_all_are_asked_for}
    assert [member.id for member in SlackDirectory(slack.client()).members(everybody)] == everybody


@pytest.mark.parametrize(
    "flags",
    [{"is_bot": True}, {"deleted": True}, {"is_restricted": True}, {"is_ultra_restricted": True}, {"is_stranger": True}, {"team_id": "T2"}],
)  # fmt: skip
def test_bots_guests_strangers_and_the_deactivated_are_not_welcome(slack: Slack, flags: dict[str, Any]) -> None:
    slack.says |= {"auth.test": {"ok": True, "team_id": "T1"}, "users.info": _user(**flags)}
    member = SlackDirectory(slack.client()).member("U1")
    assert not member.welcome
    assert member.active is not flags.get("deleted", False)


@pytest.mark.parametrize(
    ("team", "teams", "welcome"),
    [
        ("T2", ["T2", "T1"], True),
        (None, ["T2", "T1"], True),
        ("T1", [], True),
        (None, [], True),
        ("T2", [], False),
        ("T2", ["T2", "T3"], False),
        (None, ["T3"], False),
        ("T1", ["T2"], False),
    ],
)
def test_in_an_enterprise_grid_whoever_is_in_our_workspace_too_is_welcome(
    slack: Slack, team: str | None, teams: list[str], welcome: bool
) -> None:
    grid = {"team_id": team, "enterprise_user": {"id": "W1", "enterprise_id": "E1", "teams": teams}}
    slack.says |= {"auth.test": {"ok": True, "team_id": "T1"}, "users.info": _user(**grid)}
    member = SlackDirectory(slack.client()).member("U1")
    assert member.welcome is welcome
    assert member == replace(ANA, welcome=welcome, team="T1" if welcome else team or "T3")


def test_whoever_installed_the_app_is_a_colleague_like_others(slack: Slack) -> None:
    slack.says |= {"auth.test": {"ok": True, "team_id": "T1"}, "users.info": _user(is_app_user=True)}
    assert SlackDirectory(slack.client()).member("U1").welcome


def test_whoever_names_no_zone_and_no_address_lives_where_the_company_does(slack: Slack) -> None:
    slack.says |= {"auth.test": {"ok": True, "team_id": "T1"}, "users.info": _user(tz=None, profile={})}
    member = SlackDirectory(slack.client(), zone="Europe/Paris").member("U1")
    assert (member.zone, member.email, member.welcome) == ("Europe/Paris", "", True)


def test_an_address_nobody_has_is_nobodys_and_one_that_slack_does_not_look_up_may_be_somebodys(slack: Slack) -> None:
    slack.says |= {"auth.test": {"ok": True, "team_id": "T1"}, "users.lookupByEmail": _refused("users_not_found")}
    assert SlackDirectory(slack.client()).by_email("nobody@example.org") is None
    slack.says["users.lookupByEmail"] = _refused("missing_scope")
    with pytest.raises(Never, match="missing_scope"):
        SlackDirectory(slack.client()).by_email("nobody@example.org")
    slack.says["users.lookupByEmail"] = _user()
    assert SlackDirectory(slack.client()).by_email("ana@example.org") == ANA


def test_a_channel_is_found_by_name_on_whatever_page_it_stands(slack: Slack) -> None:
    pages = {
        "": {"ok": True, "channels": [{"id": "C1", "name": "general"}], "response_metadata": {"next_cursor": "2"}},
        "2": {"ok": True, "channels": [{"id": "C2", "name": "hiring"}]},
    }
    slack.says["conversations.list"] = lambda request, asked: web.json_response(pages[asked.get("cursor", "")])
    directory = SlackDirectory(slack.client())
    assert (directory.channel_id("#hiring"), directory.channel_id("C0AB12")) == ("C2", "C0AB12")
    assert directory.channel_id("#hiring") == "C2"
    assert len(slack.calls) == 2  # a page each, once
    with pytest.raises(Never, match="channel_not_found"):
        directory.channel_id("secret")


@pytest.mark.parametrize("channel", ["C_HIRING", "G-42-HIRING", "C0AB12", "D0AB12"])
def test_an_id_is_taken_as_it_is_and_no_name_is_looked_for(slack: Slack, channel: str) -> None:
    assert SlackDirectory(slack.client()).channel_id(channel) == channel
    assert slack.calls == []


@pytest.mark.parametrize("channel", ["c_hiring", "GENERAl", "hiring-2027", "採用"])
def test_what_is_not_in_capitals_is_a_name(slack: Slack, channel: str) -> None:
    slack.says["conversations.list"] = {"ok": True, "channels": [{"id": "C1", "name": channel}]}
    assert SlackDirectory(slack.client()).channel_id(channel) == "C1"
