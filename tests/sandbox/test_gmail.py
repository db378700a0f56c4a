"""The sandbox's Gmail is as strict as Gmail: drafts, what was sent, and who may see what."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httplib2
import pytest
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from sandbox.clock import MovableClock
from sandbox.faults import Kind
from sandbox.google.gmail import Gmail
from sandbox.google.gmail_server import COMPOSE, METADATA, GmailServer
from sandbox.mail.mailbox import Mailbox
from tests.sandbox.google_company import TOKEN, reason

READONLY = "https://www.googleapis.com/auth/gmail.readonly"
TEXT = (
    "From: Jobs <jobs@example.org>\r\nTo: ada@example.com\r\nBcc: log@example.org\r\nSubject: Hello\r\n"
    "Message-ID: <mine@example.org>\r\nX-Mine: 7\r\n\r\nDear Ada.\r\n"
)


class Company:
    def __init__(self) -> None:
        clock = MovableClock(datetime(2027, 3, 1, 8, tzinfo=UTC))
        self.mailbox = Mailbox(clock)
        self.box = Gmail(clock, "jobs@example.org", self.mailbox.take, aliases=("hiring@example.org",))
        self.server = GmailServer(self.box)
        self.users = users(self.server.start())

    def draft(self, text: str = TEXT) -> str:
        made = self.users.drafts().create(userId="me", body={"message": {"raw": raw(text)}}).execute()
        return str(made["id"])

    def send(self, draft: str) -> Any:
        return self.users.drafts().send(userId="me", body={"id": draft}).execute()


def users(url: str) -> Any:
    http = AuthorizedHttp(Credentials(token=TOKEN), http=httplib2.Http(timeout=5, proxy_info=None))
    return build("gmail", "v1", http=http, client_options={"api_endpoint": url}, cache_discovery=False).users()


def raw(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


@pytest.fixture
def company() -> Iterator[Company]:
    found = Company()
    yield found
    found.server.stop()


def refused(request: Any) -> tuple[int, str]:
    with pytest.raises(HttpError) as refusal:
        request.execute()
    return reason(refusal)


def test_a_sent_draft_is_gone_and_stands_in_sent_under_another_id_in_its_thread(company: Company) -> None:
    draft = company.draft()
    waiting = company.users.drafts().get(userId="me", id=draft, format="minimal").execute()["message"]
    assert waiting["labelIds"] == ["DRAFT"]
    sent = company.send(draft)
    assert (sent["threadId"], sent["labelIds"]) == (waiting["threadId"], ["SENT"])
    assert sent["id"] != waiting["id"]
    assert refused(company.users.drafts().get(userId="me", id=draft, format="minimal")) == (404, "notFound")
    assert refused(company.users.drafts().send(userId="me", body={"id": draft})) == (404, "notFound")
    assert "drafts" not in company.users.drafts().list(userId="me").execute()
    listed = company.users.messages().list(userId="jobs@example.org", labelIds=["SENT"]).execute()["messages"]
    assert listed == [{"id": sent["id"], "threadId": sent["threadId"]}]


def test_it_arrives_once_for_everybody_without_bcc_and_with_gmails_own_message_id(company: Company) -> None:
    company.send(company.draft())
    (mail,) = company.mailbox.mails
    assert (mail.envelope_from, mail.envelope_to) == ("jobs@example.org", ("ada@example.com", "log@example.org"))
    assert "Bcc" not in mail.headers
    assert (mail.headers["From"], mail.headers["X-Mine"], mail.text) == ("Jobs <jobs@example.org>", "7", "Dear Ada.\n")
    assert mail.headers["Message-ID"].endswith("@mail.gmail.com>")


@pytest.mark.parametrize(
    ("sender", "seen"),
    [
        ("Rita <hiring@example.org>", "Rita <hiring@example.org>"),
        ("Rita <ceo@example.org>", "Rita <jobs@example.org>"),
    ],
)
def test_the_sender_is_the_account_unless_it_may_send_as_another(company: Company, sender: str, seen: str) -> None:
    company.send(company.draft(TEXT.replace("Jobs <jobs@example.org>", sender)))
    assert company.mailbox.mails[0].headers["From"] == seen


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"raw": ""},
        {"raw": base64.b64encode(b"To: a@example.com\r\n\r\n\xff\xfe~~>>??").decode()},  # not base64url
        {"raw": raw("no headers")},
        {"raw": raw("To: ada\r\n\r\nHello")},
        {"raw": raw(TEXT), "threadId": "18c1"},
        {"raw": raw(TEXT), "colour": "blue"},
    ],
)
def test_what_gmail_would_not_take_makes_no_draft(company: Company, message: dict[str, str]) -> None:
    status, _ = refused(company.users.drafts().create(userId="me", body={"message": message}))
    assert status in {400, 404}
    assert company.box.drafts == {}


def test_a_draft_without_a_recipient_can_be_kept_and_not_sent(company: Company) -> None:
    draft = company.draft("Subject: later\r\n\r\nDear …")
    assert refused(company.users.drafts().send(userId="me", body={"id": draft})) == (400, "invalidArgument")
    assert draft in company.box.drafts


def test_a_draft_is_deleted_once(company: Company) -> None:
    delete = company.users.drafts().delete(userId="me", id=company.draft())
    assert not delete.execute()
    assert refused(delete) == (404, "notFound")


def test_lists_are_newest_first_and_have_pages(company: Company) -> None:
    drafts = [company.draft() for _ in range(3)]
    first = company.users.drafts().list(userId="me", maxResults=2).execute()
    assert [it["id"] for it in first["drafts"]] == drafts[:0:-1]
    rest = company.users.drafts().list(userId="me", maxResults=2, pageToken=first["nextPageToken"]).execute()
    assert [it["id"] for it in rest["drafts"]] == drafts[:1]
    assert "nextPageToken" not in rest


def test_who_may_see_headers_sees_no_text_and_searches_nothing(company: Company) -> None:
    sent, get = company.send(company.draft()), company.users.messages().get
    shown = get(userId="me", id=sent["id"], format="metadata", metadataHeaders=["x-mine"]).execute()
    assert shown["payload"]["headers"] == [{"name": "X-Mine", "value": "7"}]
    assert "Dear" not in str(shown)
    assert refused(get(userId="me", id=sent["id"])) == (403, "forbidden")
    assert refused(get(userId="me", id=sent["id"], format="raw")) == (403, "forbidden")
    assert refused(company.users.messages().list(userId="me", q="to:ada")) == (403, "forbidden")


def test_each_call_takes_its_scope(company: Company) -> None:
    draft = company.draft()
    company.server.scopes = frozenset({METADATA})
    assert refused(company.users.drafts().send(userId="me", body={"id": draft})) == (403, "insufficientPermissions")
    company.server.scopes = frozenset({COMPOSE})
    assert refused(company.users.messages().list(userId="me")) == (403, "insufficientPermissions")
    sent = company.send(draft)
    company.server.scopes = frozenset({READONLY})
    whole = company.users.messages().get(userId="me", id=sent["id"], format="full").execute()
    assert base64.urlsafe_b64decode(whole["payload"]["body"]["data"]) == b"Dear Ada.\r\n"


def test_another_mailbox_is_closed_and_a_project_without_the_api_too(company: Company) -> None:
    assert refused(company.users.getProfile(userId="ceo@example.org")) == (403, "forbidden")
    assert company.users.getProfile(userId="me").execute()["emailAddress"] == "jobs@example.org"
    company.server.enabled = False
    assert refused(company.users.getProfile(userId="me")) == (403, "accessNotConfigured")


@pytest.mark.parametrize(
    ("kind", "said", "arrived"),
    [
        (Kind.RATE_LIMITED, (429, "rateLimitExceeded"), 0),
        (Kind.SERVER_ERROR, (500, "backendError"), 0),
        (Kind.SERVER_ERROR_AFTER, (500, "backendError"), 1),
    ],
)
def test_gmail_can_be_busy_or_broken(company: Company, kind: Kind, said: tuple[int, str], arrived: int) -> None:
    draft = company.draft()
    company.server.faults.plan("drafts.send", kind)
    assert refused(company.users.drafts().send(userId="me", body={"id": draft})) == said
    assert len(company.mailbox.mails) == arrived
