"""The sandbox's Slack, driven by the real Bolt over Socket Mode."""

import pytest

from tests.sandbox.slack_company import Company, a_company, button, form, text_field


@pytest.fixture
def company():
    with a_company() as company:
        yield company


def teach_candidate(app):
    @app.command("/candidate")
    def open_form(ack, body, client):
        client.views_open(trigger_id=body["trigger_id"], view=form(text_field("Name", "name", typed=body["text"])))
        ack()

    @app.view("form")
    def submit(ack, view, client, body):
        name = view["state"]["values"]["name"]["it"]["value"]
        if name == "Nobody":
            ack(response_action="errors", errors={"name": "Nobody cannot apply."})
            return
        client.chat_postMessage(
            channel=body["user"]["id"],
            text=f"{name} applied",
            blocks=[
                {"type": "section", "text": {"type": "mrkdwn", "text": f"*{name}* applied"}},
                {"type": "actions", "elements": [button("Schedule", "schedule", value="1")]},
            ],
        )
        ack()

    @app.action("schedule")
    def schedule(ack, respond):
        respond(text="Scheduled", replace_original=True)
        ack()


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
