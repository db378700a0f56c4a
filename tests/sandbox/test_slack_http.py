"""The same payloads as signed requests, driven by the real Bolt behind its WSGI adapter."""

import threading

import pytest

from sandbox.slack.events import Events
from sandbox.slack.shapes import SlackError
from tests.sandbox.slack_company import a_company, button, form, text_field


@pytest.fixture
def company():
    with a_company(ack_seconds=2) as company:
        yield company


def teach(app):
    @app.command("/candidate")
    def open_form(ack, body, client):
        client.views_open(trigger_id=body["trigger_id"], view=form(text_field("Name", "name")))
        ack()

    @app.view("form")
    def submit(ack, view, body, client):
        if view["state"]["values"]["name"]["it"]["value"] == "Nobody":
            ack(response_action="errors", errors={"name": "Nobody cannot apply."})
            return
        blocks = [{"type": "actions", "elements": [button("Schedule", "schedule")]}]
        client.chat_postMessage(channel=body["user"]["id"], text="Applied", blocks=blocks)
        ack()

    @app.action("schedule")
    def schedule(ack, respond):
        respond(delete_original=True)
        ack()

    @app.event("app_home_opened")
    def opened(event, client):
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider"}]})


def test_one_application_through_signed_requests(company):
    ada = company.person("ada")
    with company.bot_behind_http(teach):
        assert ada.types("/candidate").ok
        ada.fills_in({"Name": "Nobody"})
        assert ada.hands_in().errors == {"Name": "Nobody cannot apply."}
        ada.fills_in({"Name": "Lin"})
        assert ada.hands_in().ok
        assert ada.presses("Schedule").ok
        assert ada.dms == []
        assert ada.opens_home().ok
        assert ada.home is not None


def test_an_address_that_does_not_know_the_secret_is_not_taken(company):
    with pytest.raises(SlackError, match="url_verification_failed"), company.bot_behind_http(teach, secret="other"):
        pass


def test_an_event_that_failed_comes_again_with_its_number(company):
    heard, twice = [], threading.Event()

    def forgetful(app):
        @app.event("user_change")
        def changed(request):
            heard.append(request.headers.get("x-slack-retry-num"))
            if len(heard) == 1:
                raise RuntimeError("the first time goes wrong")
            twice.set()

    with company.bot_behind_http(forgetful):
        Events(company.workspace).changes(company.workspace.member("bo"), tz="Asia/Tokyo")
        assert twice.wait(5)
    assert heard[0] is None
    assert heard[1] == ["1"]


def test_a_bot_that_is_gone_is_a_failed_dispatch(company):
    with company.bot_behind_http(teach):
        pass
    assert company.person("ada").types("/candidate").error == "dispatch_failed"
