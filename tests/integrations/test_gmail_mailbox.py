"""The mailbox that letters leave from: what it takes, from whom, and what we are allowed there."""

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.ports import Mail, Never, TryLater
from integrations.gmail import GmailMailer
from sandbox.background import HOST, WebServer
from sandbox.google.gmail import Gmail
from sandbox.google.gmail_server import COMPOSE, METADATA, GmailServer
from tests.integrations.conftest import JOBS, LETTER, Marks, gmail_at


def test_what_gmail_does_not_take_is_never_tried_again(gmail: GmailMailer, gmail_box: Gmail, begun: Marks) -> None:
    with pytest.raises(Never, match="invalidArgument") as refusal:
        gmail.send(Mail(key="k", to="ada@nowhere", subject="s", body="b"), begun=begun)
    assert "ada" not in str(refusal.value)
    with pytest.raises(Never, match="not an address"):
        gmail.send(Mail(key="k", to="no address", subject="s", body="b"), begun=begun)
    assert (begun.drafts, gmail_box.drafts) == ([], {})


def test_who_may_not_send_as_somebody_sends_as_themselves(
    gmail_server: GmailServer, begun: Marks, gmail_box: Gmail
) -> None:
    gmail_at(gmail_server.start(), mail_from="ceo@example.org").send(LETTER, begun=begun)
    assert gmail_box.sent[0].message["From"] == f"Rita Okafor <{JOBS}>"


@pytest.mark.parametrize("missing", [COMPOSE, METADATA])
def test_the_scope_that_is_missing_is_named(gmail: GmailMailer, gmail_server: GmailServer, missing: str) -> None:
    gmail_server.scopes -= {missing}
    assert gmail.missing_scopes() == [missing]


def test_with_both_scopes_nothing_is_missing_and_the_account_is_known(gmail: GmailMailer) -> None:
    assert (gmail.missing_scopes(), gmail.account()) == ([], JOBS)


def test_a_project_without_the_api_is_no_missing_scope(gmail: GmailMailer, gmail_server: GmailServer) -> None:
    gmail_server.enabled = False
    with pytest.raises(Never, match="accessNotConfigured"):
        gmail.missing_scopes()


def test_gmail_says_in_a_sentence_when_it_may_be_asked_again(begun: Marks) -> None:
    until = (datetime.now(UTC) + timedelta(minutes=10)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    said = f"User-rate limit exceeded.  Retry after {until}"
    error = {"code": 429, "errors": [{"reason": "rateLimitExceeded", "message": said}], "message": said}

    async def serve(request: web.Request) -> web.Response:
        return web.json_response({"error": error}, status=429)

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", serve)
    served = WebServer("busy-gmail", app, 0)
    with pytest.raises(TryLater) as failure:
        gmail_at(f"http://{HOST}:{served.port}/").send(LETTER, begun=begun)
    served.stop()
    assert timedelta(minutes=9) < failure.value.after <= timedelta(minutes=10)
