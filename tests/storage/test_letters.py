"""A letter's states: draft, approved, sent or held; Undo works until it is leaving."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.hiring.errors import NotFound
from storage import claims, letters, outbox
from storage.database import Database
from storage.letters import Letter
from tests.databases import on_both
from tests.storage.given import RITA, an_application

pytestmark = on_both

WALL = datetime(2027, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def draft(db: Database) -> Letter:
    with db.begin() as tx:
        return letters.draft(
            tx, "rejection:1", application=an_application(tx).id, kind="rejection",
            to="ada@example.com", subject="Your application", body="Thank you.",
        )  # fmt: skip


def state(db: Database, letter: Letter) -> str:
    with db.read() as tx:
        return letters.get(tx, letter.id).state


def promised(db: Database) -> list[tuple[str, str]]:
    with db.read() as tx:
        return sorted((one.key, one.state) for one in outbox.of_group(tx, "mail:rejection:1"))


def claim(db: Database) -> bool:
    with db.begin() as tx:
        return bool(claims.claim(tx, fence="relay", wall=WALL, lease=timedelta(seconds=30)))


def test_a_letter_is_drafted_once_and_the_second_draft_leaves_its_words_alone(db: Database, draft: Letter):
    with db.begin() as tx:
        again = letters.draft(
            tx, "rejection:1", application=draft.application, kind="rejection",
            to="other@example.com", subject="Other", body="Other.",
        )  # fmt: skip
    assert again == draft
    assert promised(db) == []


def test_an_approved_letter_is_promised_for_its_time_and_not_before(db: Database, draft: Letter, clock):
    with db.begin() as tx:
        letters.edit(tx, draft.id, subject="S", body="B", by=RITA.id, sender_name="Rita", reply_to=RITA.email)
        approved = letters.approve(tx, draft.id, send_at=tx.now + timedelta(minutes=10))
    assert (approved.state, approved.body, approved.version) == ("approved", "B", 3)
    assert not claim(db)
    clock.advance(timedelta(minutes=10))
    assert claim(db)


def test_undo_takes_back_what_waits_and_a_second_approval_is_a_new_promise(db: Database, draft: Letter):
    with db.begin() as tx:
        letters.approve(tx, draft.id, send_at=tx.now)
    with db.begin() as tx:
        assert letters.take_back(tx, draft.id)
        assert not letters.take_back(tx, draft.id)
    assert state(db, draft) == "draft"
    with db.begin() as tx:
        letters.approve(tx, draft.id, send_at=tx.now)
    assert promised(db) == [("mail:rejection:1:2", "cancelled"), ("mail:rejection:1:4", "pending")]


def test_what_is_leaving_cannot_be_undone(db: Database, draft: Letter):
    with db.begin() as tx:
        letters.approve(tx, draft.id, send_at=tx.now)
    assert claim(db)
    with db.begin() as tx:
        assert not letters.take_back(tx, draft.id)
    assert state(db, draft) == "approved"


def test_a_sent_letter_knows_when_and_stays_sent_when_everything_is_cancelled(db: Database, draft: Letter, clock):
    with db.begin() as tx:
        letters.settle(tx, draft.id, "sent")
        letters.cancel(tx, draft.id)
    with db.read() as tx:
        kept = letters.get(tx, draft.id)
    assert (kept.state, kept.sent_at) == ("sent", clock.now())


def test_a_cancelled_letter_never_leaves(db: Database, draft: Letter):
    with db.begin() as tx:
        letters.approve(tx, draft.id, send_at=tx.now)
        letters.cancel(tx, draft.id)
    assert state(db, draft) == "cancelled"
    assert not claim(db)


def test_a_held_letter_is_not_sent_by_itself(db: Database, draft: Letter):
    with db.begin() as tx:
        letters.settle(tx, draft.id, "held")
        assert not letters.take_back(tx, draft.id)
        assert [one.state for one in letters.of_application(tx, draft.application)] == ["held"]


def test_a_letter_that_is_not_there_is_said_kindly(db: Database):
    with db.read() as tx, pytest.raises(NotFound, match="not here any more"):
        letters.get(tx, 99)


def test_a_second_letter_is_not_taken_for_the_one_that_was_set_aside(db: Database, draft: Letter):
    with db.begin() as tx:
        letters.approve(tx, draft.id, send_at=tx.now)
        (leaving,) = claims.claim(tx, fence="first", wall=WALL, lease=timedelta(seconds=30))
        letters.cancel(tx, draft.id)
        claims.settle(tx, leaving.id, "failed", fence="first", error="smtp 451")
        letters.set_aside(tx, draft.id)
        again = letters.draft(
            tx, draft.key, application=draft.application, kind=draft.kind, to=draft.to, subject="Now", body="Thank you.",
        )  # fmt: skip
        again = letters.approve(tx, again.id, send_at=tx.now)
        assert not letters.is_refused(tx, again)
        (leaving,) = claims.claim(tx, fence="second", wall=WALL, lease=timedelta(seconds=30))
        assert not letters.take_back(tx, again.id)
