"""An answer that takes a moment finds its place, whatever Slack knows the waiting view by."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiohttp import web
from slack_bolt import BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers import waiting
from handlers.blocks import modal, section
from sandbox.background import HOST, WebServer

TIMES = modal("Times", [section("Monday at nine")], callback="times")


class Slack:
    """Knows the waiting view under the *names* of arguments, from a moment on. *breaks*: how it answers before that."""

    def __init__(self, *names: str, after: float = 0) -> None:
        self.names, self.since = names, time.monotonic() + after
        self.shown: list[dict[str, Any]] = []
        self.asked = 0
        self.breaks: list[Callable[[web.Request], web.Response]] = []
        app = web.Application()
        app.router.add_post("/api/views.update", self._update)
        self._server = WebServer("tiny-slack", app, 0)
        self.client = WebClient(token="xoxb-1", base_url=f"http://{HOST}:{self._server.port}/api/", retry_handlers=[])

    def stop(self) -> None:
        self._server.stop()

    async def _update(self, request: web.Request) -> web.Response:
        asked = await request.json()
        self.asked += 1
        if self.breaks:
            return self.breaks.pop()(request)
        if time.monotonic() < self.since or not set(self.names) & set(asked):
            return web.json_response({"ok": False, "error": "not_found"})
        self.shown.append(asked)
        return web.json_response({"ok": True, "view": {"id": "V1"}})


@pytest.fixture
def slacks() -> Iterator[list[Slack]]:
    made: list[Slack] = []
    yield made
    for slack in made:
        slack.stop()


def _answers(slack: Slack) -> BoltContext:
    context = BoltContext({})
    waiting.view(context, "Times", "Looking at calendars…")
    waiting.answer(context, slack.client, "V1", lambda: TIMES)
    return context


def test_the_answer_takes_the_place_of_the_waiting_view_once_it_is_there(slacks: list[Slack]) -> None:
    slacks.append(Slack("external_id", after=0.3))
    context = _answers(slacks[0])
    (shown,) = slacks[0].shown
    assert (shown["external_id"], shown["view"]["callback_id"]) == (context[waiting.NAME], "times")


def test_where_views_have_no_names_the_answer_goes_to_the_window(slacks: list[Slack]) -> None:
    slacks.append(Slack("view_id"))
    _answers(slacks[0])
    (shown,) = slacks[0].shown
    assert (shown["view_id"], shown["view"]["callback_id"]) == ("V1", "times")


def test_a_form_that_was_closed_is_not_asked_for_all_the_time(slacks: list[Slack]) -> None:
    slacks.append(Slack())
    _answers(slacks[0])
    assert (slacks[0].shown, slacks[0].asked < 30) == ([], True)


def _hangs_up(request: web.Request) -> web.Response:
    assert request.transport
    request.transport.abort()
    return web.Response()


@pytest.mark.parametrize(
    "breaks",
    [
        _hangs_up,
        lambda request: web.Response(status=503, text="<html>"),
        lambda request: web.json_response({"ok": False, "error": "internal_error"}),
        lambda request: web.json_response({"ok": False, "error": "ratelimited"}, status=429),
    ],
)
def test_an_answer_outlasts_a_slack_that_does_not_take_it_at_once(
    slacks: list[Slack], breaks: Callable[[web.Request], web.Response]
) -> None:
    slacks.append(Slack("external_id"))
    slacks[0].breaks += [breaks, breaks]
    _answers(slacks[0])
    (shown,) = slacks[0].shown
    assert shown["view"]["callback_id"] == "times"


def test_what_slack_does_not_take_at_all_is_not_tried_again(slacks: list[Slack]) -> None:
    slacks.append(Slack("external_id"))
    slacks[0].breaks += [lambda request: web.json_response({"ok": False, "error": "view_too_large"})]
    with pytest.raises(SlackApiError, match="view_too_large"):
        _answers(slacks[0])
    assert slacks[0].asked == 1
