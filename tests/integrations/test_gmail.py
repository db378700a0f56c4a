"""A letter over Gmail: drafted, sent, looked for; and what is known when something breaks."""

from email.message import EmailMessage
from typing import Any

import pytest

from bot.ports import CallFailed, Doubtful, Left, Revoked, SurelyNot, TryLater, Waiting
from integrations.gmail import HEADER, GmailMailer
from sandbox.faults import Faults, Kind
from sandbox.google.front import Request
from sandbox.google.gmail import Gmail
from sandbox.google.gmail_methods import ANSWERS
from sandbox.google.gmail_server import GmailServer
from tests.integrations.conftest import JOBS, LETTER, OTHER, Marks, gmail_at


def calls(box: Gmail, method: str) -> int:
    return len([call for call in box.calls if call.method == method])


def test_a_letter_is_drafted_marked_and_then_sent(
    gmail: GmailMailer, gmail_box: Gmail, begun: Marks, arrived: list[bytes]
) -> None:
    gmail.send(LETTER, begun=begun)
    assert begun.before == [0]
    assert len(arrived) == 1
    assert gmail_box.drafts == {}
    (sent,) = gmail_box.sent
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
    gmail: GmailMailer, gmail_box: Gmail, faults: Faults, begun: Marks, arrived: list[bytes],
    kind: Kind, outcome: type[CallFailed], drafts: int,
) -> None:  # fmt: skip
    faults.plan("drafts.create", kind)
    with pytest.raises(outcome):
        gmail.send(LETTER, begun=begun)
    assert (begun.drafts, len(gmail_box.drafts), arrived, calls(gmail_box, "drafts.create")) == ([], drafts, [], 1)
    seen = gmail.look(LETTER, None)
    assert isinstance(seen, Waiting) == bool(drafts)
    if isinstance(seen, Waiting):
        gmail.send(LETTER, begun=begun, draft=seen.draft)
        assert (len(arrived), gmail_box.drafts, calls(gmail_box, "drafts.create")) == (1, {}, 1)


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
    gmail: GmailMailer, gmail_box: Gmail, faults: Faults, begun: Marks, arrived: list[bytes],
    kind: Kind, outcome: type[CallFailed], left: int,
) -> None:  # fmt: skip
    faults.plan("drafts.send", kind)
    with pytest.raises(outcome):
        gmail.send(LETTER, begun=begun)
    assert (len(arrived), calls(gmail_box, "drafts.send")) == (left, 1)
    seen = gmail.look(LETTER, begun.draft)
    assert seen == (Left() if left else Waiting(begun.draft))
    if not left:
        gmail.send(LETTER, begun=begun, draft=begun.draft)
    assert len(arrived) == 1
    assert gmail.look(LETTER, begun.draft) == Left()


@pytest.mark.parametrize("told", [{"id": "m-1"}, {}, None])
def test_a_draft_of_which_no_thread_is_told_is_sent_and_known_by_its_mark(
    gmail: GmailMailer, gmail_box: Gmail, faults: Faults, begun: Marks, arrived: list[bytes],
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str] | None,
) -> None:  # fmt: skip
    tells_of_drafts(monkeypatch, message=told)
    faults.plan("drafts.send", Kind.SERVER_ERROR)
    with pytest.raises(Doubtful, match="backendError"):
        gmail.send(LETTER, begun=begun)
    (draft,) = gmail_box.drafts
    assert gmail.look(LETTER, begun.draft) == Waiting(draft)
    gmail.send(LETTER, begun=begun, draft=draft)
    assert gmail.look(LETTER, draft) == Left()
    assert (len(arrived), calls(gmail_box, "drafts.create")) == (1, 1)


def test_a_draft_without_a_name_is_in_doubt(gmail: GmailMailer, begun: Marks, monkeypatch: pytest.MonkeyPatch) -> None:
    tells_of_drafts(monkeypatch, id=None)
    with pytest.raises(Doubtful, match="unreadable answer"):
        gmail.send(LETTER, begun=begun)
    assert begun.drafts == []


def tells_of_drafts(monkeypatch: pytest.MonkeyPatch, **instead: Any) -> None:
    """What Gmail answers to a new draft has these in place of its own; None: has them not."""
    create = ANSWERS["drafts.create"]

    def answer(box: Gmail, asked: Request) -> dict[str, Any]:
        told = {**(create(box, asked) or {}), **instead}
        return {name: value for name, value in told.items() if value is not None}

    monkeypatch.setitem(ANSWERS, "drafts.create", answer)


def test_a_draft_that_is_gone_is_in_doubt_and_nothing_is_seen_of_it(
    gmail: GmailMailer, gmail_box: Gmail, faults: Faults, begun: Marks, arrived: list[bytes]
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
    gmail: GmailMailer, gmail_box: Gmail, faults: Faults, begun: Marks, arrived: list[bytes]
) -> None:
    faults.plan("drafts.send", Kind.SERVER_ERROR)
    with pytest.raises(Doubtful):
        gmail.send(LETTER, begun=begun)
    gmail_box.send_by_hand(begun.draft.split()[0], without=HEADER)
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
    gmail_server: GmailServer, faults: Faults, begun: Marks, arrived: list[bytes]
) -> None:
    faults.plan("drafts.send", Kind.SLOW, seconds=2)
    with pytest.raises(Doubtful, match="TimeoutError"):
        gmail_at(gmail_server.start(), patience=0.5).send(LETTER, begun=begun)


def test_a_gmail_that_is_not_there_did_nothing(gmail_server: GmailServer, begun: Marks) -> None:
    gmail = gmail_at(gmail_server.start())
    gmail_server.stop()
    with pytest.raises(SurelyNot, match="ConnectionRefusedError"):
        gmail.send(LETTER, begun=begun)
    with pytest.raises(SurelyNot, match="ConnectionRefusedError"):
        gmail.look(LETTER, None)
