"""A letter over Gmail: drafted, sent, looked for; and what is known when something breaks."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from aiohttp import web

from bot.ports import CallFailed, Doubtful, Left, Mail, Never, Revoked, SurelyNot, TryLater, Waiting
from integrations.gmail import HEADER, GmailMailer
from sandbox.background import HOST, WebServer
from sandbox.clock import MovableClock
from sandbox.faults import Faults, Kind
from sandbox.google.gmail import Gmail
from sandbox.google.gmail_server import COMPOSE, METADATA, GmailServer
from tests.integrations.conftest import MONDAY

JOBS = "jobs@example.org"
FROM = f"Example Hiring <{JOBS}>"
TOKEN = "open-sesame"
LETTER = Mail(
    key="letter-17:2", to="ada@example.com", subject="Your application", body="Dear Ada,\n\nthank you.\n",
    sender_name="Rita Okafor", reply_to="rita@example.org",
)  # fmt: skip
OTHER = Mail(key="letter-18:2", to="bea@example.com", subject="Your application", body="Dear Bea.\n")


@pytest.fixture
def arrived() -> list[bytes]:
    return []


@pytest.fixture
def box(arrived: list[bytes]) -> Gmail:
    return Gmail(MovableClock(MONDAY), JOBS, lambda content, sender, to: arrived.append(content))


@pytest.fixture
def server(box: Gmail, faults: Faults) -> Iterator[GmailServer]:
    served = GmailServer(box, faults, TOKEN)
    yield served
    served.stop()


@pytest.fixture
def gmail(server: GmailServer) -> GmailMailer:
    return at(server.start())


def at(url: str, *, token: str = TOKEN, mail_from: str = FROM, patience: float = 5) -> GmailMailer:
    return GmailMailer(url=url, mail_from=mail_from, credentials_file=None, access_token=token, patience=patience)


class Marks:
    """What was said when a text was about to leave, and how much had arrived by then."""

    def __init__(self, arrived: list[bytes]) -> None:
        self._arrived = arrived
        self.drafts: list[str | None] = []
        self.before: list[int] = []

    def __call__(self, draft: str | None) -> None:
        self.drafts.append(draft)
        self.before.append(len(self._arrived))

    @property
    def draft(self) -> str:
        assert self.drafts[-1]
        return self.drafts[-1]


@pytest.fixture
def begun(arrived: list[bytes]) -> Marks:
    return Marks(arrived)


def calls(box: Gmail, method: str) -> int:
    return len([call for call in box.calls if call.method == method])


def test_a_letter_is_drafted_marked_and_then_sent(
    gmail: GmailMailer, box: Gmail, begun: Marks, arrived: list[bytes]
) -> None:
    gmail.send(LETTER, begun=begun)
    assert begun.before == [0]
    assert len(arrived) == 1
    assert box.drafts == {}
    (sent,) = box.sent
    message: EmailMessage = sent.message
    assert message["From"] == f"Rita Okafor <{JOBS}>"
    assert (message["To"], message["Reply-To"]) == ("ada@example.com", "rita@example.org")
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == LETTER.body
    assert message["Message-ID"].endswith("@mail.gmail.com>")  # not ours: Gmail gives its own
    assert message[HEADER]


@pytest.mark.parametrize(
    ("kind", "outcome", "drafts"),
    [
        (Kind.RATE_LIMITED, TryLater, 0),
        (Kind.SERVER_ERROR, Doubtful, 0),
        (Kind.SERVER_ERROR_AFTER, Doubtful, 1),
        (Kind.LOSE_BEFORE, Doubtful, 0),
        (Kind.LOSE_AFTER, Doubtful, 1),
        (Kind.REVOKED, Revoked, 0),
    ],
)
def test_what_breaks_before_the_text_leaves_leaves_a_draft_at_most(
    gmail: GmailMailer, box: Gmail, faults: Faults, begun: Marks, arrived: list[bytes],
    kind: Kind, outcome: type[CallFailed], drafts: int,
) -> None:  # fmt: skip
    faults.plan("drafts.create", kind)
    with pytest.raises(outcome):
        gmail.send(LETTER, begun=begun)
    assert (begun.drafts, len(box.drafts), arrived, calls(box, "drafts.create")) == ([], drafts, [], 1)
    seen = gmail.look(LETTER, None)
    assert isinstance(seen, Waiting) == bool(drafts)
    if isinstance(seen, Waiting):
        gmail.send(LETTER, begun=begun, draft=seen.draft)
        assert (len(arrived), box.drafts, calls(box, "drafts.create")) == (1, {}, 1)


@pytest.mark.parametrize(
    ("kind", "outcome", "left"),
    [
        (Kind.RATE_LIMITED, TryLater, 0),
        (Kind.SERVER_ERROR, Doubtful, 0),
        (Kind.SERVER_ERROR_AFTER, Doubtful, 1),
        (Kind.LOSE_BEFORE, Doubtful, 0),
        (Kind.LOSE_AFTER, Doubtful, 1),
        (Kind.REVOKED, Revoked, 0),
    ],
)
def test_after_it_a_look_tells_whether_it_left(
    gmail: GmailMailer, box: Gmail, faults: Faults, begun: Marks, arrived: list[bytes],
    kind: Kind, outcome: type[CallFailed], left: int,
) -> None:  # fmt: skip
    faults.plan("drafts.send", kind)
    with pytest.raises(outcome):
        gmail.send(LETTER, begun=begun)
    assert (len(arrived), calls(box, "drafts.send")) == (left, 1)
    seen = gmail.look(LETTER, begun.draft)
    assert seen == (Left() if left else Waiting(begun.draft))
    if not left:
        gmail.send(LETTER, begun=begun, draft=begun.draft)
    assert len(arrived) == 1
    assert gmail.look(LETTER, begun.draft) == Left()


def test_a_draft_that_is_gone_is_in_doubt_and_nothing_is_seen_of_it(
    gmail: GmailMailer, box: Gmail, faults: Faults, begun: Marks, arrived: list[bytes]
) -> None:
    faults.plan("drafts.send", Kind.SERVER_ERROR)
    with pytest.raises(Doubtful):
        gmail.send(LETTER, begun=begun)
    gmail.discard(begun.draft)
    gmail.discard(begun.draft)  # it is gone: fine
    assert gmail.look(LETTER, begun.draft) is None
    with pytest.raises(Doubtful, match="draft gone"):
        gmail.send(LETTER, begun=begun, draft=begun.draft)
    assert arrived == []


def test_what_a_person_sent_by_hand_has_left(
    gmail: GmailMailer, box: Gmail, faults: Faults, begun: Marks, arrived: list[bytes]
) -> None:
    faults.plan("drafts.send", Kind.SERVER_ERROR)
    with pytest.raises(Doubtful):
        gmail.send(LETTER, begun=begun)
    box.send_by_hand(begun.draft.split()[0], without=HEADER)
    assert gmail.look(LETTER, begun.draft) == Left()


def test_without_its_draft_a_sent_letter_is_known_by_its_mark_and_not_taken_for_another(
    gmail: GmailMailer, begun: Marks
) -> None:
    gmail.send(LETTER, begun=begun)
    assert gmail.look(LETTER, None) == Left()
    assert gmail.look(OTHER, None) is None
    gmail.send(OTHER, begun=begun)
    assert gmail.look(LETTER, None) == Left()


def test_a_letter_is_found_among_the_drafts_of_others(gmail: GmailMailer, faults: Faults, begun: Marks) -> None:
    faults.plan("drafts.create", Kind.LOSE_AFTER)
    for mail in (LETTER, OTHER):
        faults.plan("drafts.send", Kind.SERVER_ERROR)
        with pytest.raises(Doubtful):
            gmail.send(mail, begun=begun)
    other = begun.draft
    seen = gmail.look(LETTER, None)
    assert isinstance(seen, Waiting)
    assert seen.draft != other


def test_if_the_mark_cannot_be_kept_nothing_leaves(gmail: GmailMailer, arrived: list[bytes]) -> None:
    def full(draft: str | None) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        gmail.send(LETTER, begun=full)
    assert arrived == []


def test_an_answer_that_does_not_come_in_time_leaves_doubt(
    server: GmailServer, faults: Faults, begun: Marks, arrived: list[bytes]
) -> None:
    faults.plan("drafts.send", Kind.SLOW, seconds=2)
    with pytest.raises(Doubtful, match="TimeoutError"):
        at(server.start(), patience=0.5).send(LETTER, begun=begun)


def test_a_gmail_that_is_not_there_did_nothing(server: GmailServer, begun: Marks) -> None:
    gmail = at(server.start())
    server.stop()
    with pytest.raises(SurelyNot, match="ConnectionRefusedError"):
        gmail.send(LETTER, begun=begun)
    with pytest.raises(SurelyNot, match="ConnectionRefusedError"):
        gmail.look(LETTER, None)


def test_what_gmail_does_not_take_is_never_tried_again(gmail: GmailMailer, box: Gmail, begun: Marks) -> None:
    with pytest.raises(Never, match="invalidArgument") as refusal:
        gmail.send(Mail(key="k", to="ada@nowhere", subject="s", body="b"), begun=begun)
    assert "ada" not in str(refusal.value)
    with pytest.raises(Never, match="not an address"):
        gmail.send(Mail(key="k", to="no address", subject="s", body="b"), begun=begun)
    assert (begun.drafts, box.drafts) == ([], {})


def test_who_may_not_send_as_somebody_sends_as_themselves(server: GmailServer, begun: Marks, box: Gmail) -> None:
    at(server.start(), mail_from="ceo@example.org").send(LETTER, begun=begun)
    assert box.sent[0].message["From"] == f"Rita Okafor <{JOBS}>"


@pytest.mark.parametrize("missing", [COMPOSE, METADATA])
def test_the_scope_that_is_missing_is_named(box: Gmail, missing: str) -> None:
    server = GmailServer(box, token=TOKEN, scopes=frozenset({COMPOSE, METADATA}) - {missing})
    try:
        assert at(server.start()).missing_scopes() == [missing]
    finally:
        server.stop()


def test_with_both_scopes_nothing_is_missing_and_the_account_is_known(gmail: GmailMailer) -> None:
    assert (gmail.missing_scopes(), gmail.account()) == ([], JOBS)


def test_a_project_without_the_api_is_no_missing_scope(gmail: GmailMailer, server: GmailServer) -> None:
    server.enabled = False
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
        at(f"http://{HOST}:{served.port}/").send(LETTER, begun=begun)
    served.stop()
    assert timedelta(minutes=9) < failure.value.after <= timedelta(minutes=10)
