"""Whatever way a payload takes to Slack, one that breaks Block Kit's rules is refused and shown to nobody."""

import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.slack_company import a_company, form, text_field

WRONG = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
SAID = {"text": "Wrong", "blocks": WRONG}
VIEW = {**form(text_field("Name", "name")), "blocks": WRONG}
HOME = {"type": "home", "blocks": WRONG}


def by_client(call):
    """What the bot is told when it asks for this."""
    try:
        call()
    except SlackApiError as refusal:
        return refusal.response["error"]
    return "accepted"


WAYS = {
    "a message": lambda client, body, hiring: client.chat_postMessage(channel=hiring, **SAID),
    "an ephemeral": lambda client, body, hiring: client.chat_postEphemeral(
        channel=hiring, user=body["user_id"], **SAID
    ),
    "a window": lambda client, body, hiring: client.views_open(trigger_id=body["trigger_id"], view=VIEW),
    "Home": lambda client, body, hiring: client.views_publish(user_id=body["user_id"], view=HOME),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_wrong_block_in_a_call_is_refused(way):
    told = []
    with a_company() as company:

        def teach(app):
            @app.command("/candidate")
            def answer(ack, client, body):
                told.append(by_client(lambda: WAYS[way](client, body, company.workspace.channel("hiring").id)))
                ack()

        with company.bot(teach):
            assert company.person("ada").types("/candidate", channel="hiring").ok
        assert told in (["invalid_blocks"], ["invalid_arguments"])
        assert not shown(company)


def test_a_wrong_edit_leaves_the_message_as_it_was():
    told = []
    with a_company() as company:

        def teach(app):
            @app.command("/candidate")
            def answer(ack, client):
                hiring = company.workspace.channel("hiring").id
                post = client.chat_postMessage(channel=hiring, text="Right")
                told.append(by_client(lambda: client.chat_update(channel=hiring, ts=post["ts"], **SAID)))
                ack()

        with company.bot(teach):
            assert company.person("ada").types("/candidate", channel="hiring").ok
        assert told == ["invalid_blocks"]
        assert [it.text for it in company.person("ada").sees("hiring")] == ["Right"]


def test_a_wrong_block_in_an_answer_to_a_command_or_its_url_is_refused():
    told = []
    with a_company() as company:

        def teach(app):
            @app.command("/candidate")
            def answer(ack, respond):
                told.append(respond(**SAID).status_code)
                ack(**SAID)

        with company.bot(teach):
            assert company.person("ada").types("/candidate", channel="hiring").error == "invalid_blocks"
        assert told[0] >= 400
        assert not shown(company)


@pytest.mark.parametrize("answer", ["update", "push"])
def test_a_wrong_view_in_the_answer_to_a_form_is_refused_and_the_form_stays(answer):
    with a_company() as company:

        def teach(app):
            @app.command("/candidate")
            def open_form(ack, client, body):
                client.views_open(trigger_id=body["trigger_id"], view=form(text_field("Name", "name", typed="Lin")))
                ack()

            @app.view("form")
            def submit(ack):
                ack(response_action=answer, view=VIEW)

        ada = company.person("ada")
        with company.bot(teach):
            assert ada.types("/candidate").ok
            assert not ada.hands_in().ok
            assert ada.modal.values == {"Name": "Lin"}


def shown(company):
    ada = company.person("ada")
    return [*ada.sees("hiring"), *ada.dms, *([ada.modal] if ada.modal else []), *([ada.home] if ada.home else [])]
