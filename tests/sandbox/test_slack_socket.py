"""The sandbox's Slack, driven by the real Bolt over Socket Mode."""

import threading
import time
from datetime import timedelta

import pytest

from sandbox.slack.events import Events
from tests.sandbox.slack_company import MANIFEST, Company, a_company, button, form, text_field


@pytest.fixture
def company():
    with a_company(ack_seconds=2) as company:
        yield company


def teach_candidate(app):
    @app.command("/candidate")
    def open_form(ack, body, client):
        client.views_open(trigger_id=body["trigger_id"], view=form(text_field("Name", "name", typed=body["text"])))
        ack()

    @app.view("form")
    def submit(ack, view, client, body):
        name = view["state"]["values"]["name"]["it"]["value"]
        answers = {
            "Nobody": {"response_action": "errors", "errors": {"name": "Nobody cannot apply."}},
            "Wrong": {"response_action": "errors", "errors": {"nowhere": "?"}},
            "More": {"response_action": "push", "view": form(text_field("Why", "why"), title="Second")},
            "Other": {"response_action": "update", "view": form(text_field("Name", "name"), title="Third")},
            "Done": {"response_action": "clear"},
            "Broken": {"response_action": "update", "view": form(title="t" * 30)},
        }
        if name not in answers:
            client.chat_postMessage(channel=body["user"]["id"], text=f"{name} applied", blocks=applied(name))
        ack(**answers.get(name, {}))

    @app.action("schedule")
    def schedule(ack, respond):
        respond(text="Scheduled", replace_original=True)
        ack()


def applied(name):
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*{name}* applied"}},
        {"type": "actions", "elements": [button("Schedule", "schedule", value="1")]},
    ]


def test_a_command_opens_a_form_and_handing_it_in_writes_a_message_with_a_button(company: Company):
    ada = company.person("ada")
    with company.bot(teach_candidate):
        assert ada.types("/candidate", "Lin", channel="hiring").ok
        assert ada.modal.title == "Application"
        assert ada.modal.values == {"Name": "Lin"}
        ada.fills_in({"Name": "Lin Baker"})
        assert ada.hands_in().ok
        assert ada.modal is None
        (message,) = ada.dms
        assert message.all_text == "*Lin Baker* applied"
        assert message.buttons == ["Schedule"]
        assert ada.presses("Schedule").ok
        assert [it.all_text for it in ada.dms] == ["Scheduled"]
        assert ada.taps == 2


def test_a_form_can_be_refused_covered_changed_and_cleared(company: Company):
    ada = company.person("ada")
    with company.bot(teach_candidate):
        ada.types("/candidate", "Nobody")
        refused = ada.hands_in()
        assert refused.errors == {"Name": "Nobody cannot apply."} == ada.modal.errors
        ada.fills_in({"Name": "More"})
        ada.hands_in()
        assert ada.modal.title == "Second"
        ada.closes()
        ada.fills_in({"Name": "Other"})
        ada.hands_in()
        assert (ada.modal.title, ada.modal.values) == ("Third", {"Name": "Other"})
        ada.fills_in({"Name": "Done"})
        assert ada.hands_in().ok
        assert ada.modal is None


def test_an_answer_slack_does_not_understand_is_seen_as_a_failure(company: Company):
    ada = company.person("ada")
    with company.bot(teach_candidate):
        ada.types("/candidate", "Wrong")
        assert ada.hands_in().error == "invalid_errors"
        ada.fills_in({"Name": "Broken"})
        assert not ada.hands_in().ok
        assert ada.modal.title == "Application"


def test_a_command_may_answer_in_its_acknowledgement_and_by_its_url_five_times(company: Company):
    answers = []

    def teach(app):
        @app.command("/candidate")
        def answer(ack, respond):
            answers.extend(respond(text=f"part {number}").status_code for number in range(6))
            respond_public = {"text": "for all", "response_type": "in_channel"}
            ack(**respond_public)

    ada, bo = company.person("ada"), company.person("bo")
    with company.bot(teach):
        assert ada.types("/candidate", channel="hiring").ok
    assert answers == [200] * 5 + [404]
    assert [it.ephemeral for it in ada.sees("hiring")] == [True] * 5 + [False]
    assert [it.text for it in bo.sees("hiring")] == ["for all"]


def test_the_command_arrives_as_slack_sends_it(company: Company):
    heard = []

    def teach(app):
        @app.command("/candidate")
        def raw(ack, body):
            heard.append(body)
            ack()

        @app.command("/escaped")
        def escaped(ack, body):
            heard.append(body)
            ack()

    ada = company.person("ada", acting_team="T0OTHER")
    with company.bot(teach):
        ada.types("/candidate", "Q & A <b>", channel="hiring")
        ada.types("/escaped", "ask @Bo Lindqvist", channel="hiring")
    raw, escaped = heard
    assert raw["text"] == "Q &amp; A &lt;b&gt;"
    assert raw["channel_name"] == "privategroup"
    assert raw["team_id"] == "T0OTHER"
    assert raw["is_enterprise_install"] == "false"
    assert escaped["text"] == f"ask <@{company.workspace.member('bo').id}>"


def test_without_the_bot_or_in_time_the_person_sees_the_failure():
    with a_company(ack_seconds=0.3) as company:
        ada, go_on = company.person("ada"), threading.Event()
        assert ada.types("/candidate").error == "dispatch_failed"

        def teach(app):
            @app.command("/candidate")
            def too_slow(ack):
                go_on.wait(5)
                ack()

        with company.bot(teach):
            assert ada.types("/candidate").error == "operation_timeout"
            go_on.set()
            with pytest.raises(LookupError):
                ada.types("/unknown")


def test_a_refreshed_connection_loses_nothing(company: Company):
    ada = company.person("ada")
    with company.bot(teach_candidate):
        before = company.workspace.sockets.connections_made
        company.workspace.sockets.ask_to_reconnect()
        assert company.workspace.wait_until(lambda: company.workspace.sockets.connections_made > before)
        assert ada.types("/candidate").ok


def test_home_opened_is_told_again_once_the_bot_is_back(company: Company):
    heard = []

    def teach(app):
        @app.event("app_home_opened")
        def opened(event, body, client):
            heard.append(body["event_id"])
            client.views_publish(user_id=event["user"], view={"type": "home", "blocks": applied("Lin")[:1]})

    ada = company.person("ada")
    assert ada.opens_home().error == "dispatch_failed"
    with company.bot(teach):
        assert ada.waits_for(lambda: ada.home, why="for Home").text == "*Lin* applied"
        ada.opens_home()
        assert len(set(heard)) == len(heard) == 2


def test_an_event_nobody_acknowledges_is_given_up_after_the_clock_has_moved(company: Company):
    Events(company.workspace).changes(company.workspace.member("bo"), deleted=True)
    assert company.workspace.unheard == []
    company.clock.advance(timedelta(minutes=6))
    assert company.workspace.wait_until(lambda: company.workspace.unheard)
    assert company.workspace.unheard[0]["event"]["user"]["deleted"]


def test_what_people_write_reaches_the_bot_where_it_is_subscribed(company: Company):
    heard = []

    def teach(app):
        @app.event("message")
        def message(event):
            heard.append((event["text"], event["channel_type"]))

    with company.bot(teach):
        company.person("ada").says("a < b", "hiring")
    assert heard == [("a &lt; b", "group")]


def test_shortcuts_are_those_of_the_manifest(company: Company):
    heard = []

    def teach(app):
        @app.shortcut("open")
        def everywhere(ack, body):
            heard.append(body["type"])
            ack()

        @app.shortcut("quote")
        def on_message(ack, body):
            heard.append(body["message"]["text"])
            ack()

    ada = company.person("ada")
    with company.bot(teach):
        company.client().chat_postMessage(channel=company.workspace.channel("hiring").id, text="well reasoned")
        said = ada.finds("well reasoned", "hiring")
        assert ada.shortcut("Open an application").ok
        assert ada.shortcut("Quote this", on=said).ok
        with pytest.raises(LookupError):
            ada.shortcut("Unknown")
    assert heard == ["shortcut", "well reasoned"]


def test_without_interactivity_nothing_can_be_pressed():
    settings = {**MANIFEST["settings"], "interactivity": {"is_enabled": False}}
    with a_company({**MANIFEST, "settings": settings}) as company:
        company.client().chat_postMessage(channel=company.workspace.member("ada").id, text="x", blocks=applied("Lin"))
        with pytest.raises(LookupError):
            company.person("ada").presses("Schedule")


def test_two_connections_share_the_payloads(company: Company):
    heard = []

    def teach(number):
        def with_number(app):
            @app.command("/candidate")
            def count(ack):
                heard.append(number)
                ack()

        return with_number

    ada = company.person("ada")
    with company.bot(teach(1)), company.bot(teach(2)):
        assert company.workspace.wait_until(lambda: company.workspace.sockets.connections == 2)
        for _ in range(4):
            assert ada.types("/candidate").ok
    assert sorted(heard) == [1, 1, 2, 2]


def test_a_bot_that_dies_over_a_click_is_a_failure_at_once_and_its_successor_carries_on():
    with a_company(ack_seconds=20) as company:

        def dies(app):
            @app.command("/candidate")
            def die(ack):
                company.workspace.sockets.drop()

        ada, began = company.person("ada"), time.monotonic()
        with company.bot(dies):
            assert ada.types("/candidate").error == "operation_timeout"
        assert time.monotonic() - began < 15
        with company.bot(teach_candidate):
            assert ada.types("/candidate").ok


def test_the_token_dies_with_the_app(company: Company):
    heard = []

    def teach(app):
        @app.event("tokens_revoked")
        def revoked(event):
            heard.append(event["tokens"]["bot"])

    with company.bot(teach):
        Events(company.workspace).uninstalls()
        assert heard == [[company.workspace.bot.id]]
        assert company.workspace.revoked
