"""What is remembered of a debrief: when it opens, who voted, who read the cards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from bot.hiring.debrief import Vote
from storage import applications, cards, debriefs, interviews, people, scorecards, standings
from tests.databases import on_both
from tests.hiring.standings import HANA, RITA, a_card, an_interviewer

pytestmark = on_both

ANA = an_interviewer("U_ANA")


@pytest.fixture
def application(db):
    """With one conversation that ana held and wrote about."""
    with db.begin() as tx:
        for person in (RITA, HANA, ANA):
            people.save(tx, person)
        candidate = applications.add_candidate(tx, name="Ada Example", email="ada@example.com")
        process = tx.book.current
        opened = applications.add(
            tx, candidate, role=process.roles[0].id, process=process.digest, stage="screening",
            coordinator=RITA.id, hiring_manager=HANA.id, channel="C1",
        )  # fmt: skip
        held = interviews.add(
            tx, application=opened.id, session="screening", stage="screening", zone="Europe/Berlin",
            starts_at=tx.now - timedelta(hours=2), ends_at=tx.now - timedelta(hours=1), panel=[],
        )  # fmt: skip
        card = a_card(held, ANA.id, {"motivation": 4, "reliability": None}).scorecard
        scorecards.add(tx, card)
        return opened


def test_a_debrief_is_planned_once_and_due_when_its_time_comes(db, clock, application):
    with db.begin() as tx:
        opens_at = tx.now + timedelta(minutes=30)
        assert debriefs.plan(tx, application.id, opens_at=opens_at)
        assert not debriefs.plan(tx, application.id, opens_at=opens_at + timedelta(hours=1))
        assert debriefs.due(tx) == []
    clock.advance(timedelta(minutes=30))
    with db.begin() as tx:
        assert [it.opens_at for it in debriefs.due(tx)] == [opens_at]
        debriefs.opened(tx, application.id)
        assert debriefs.due(tx) == []
        assert standings.of(tx, application).debrief_open


def test_a_closed_debrief_can_open_anew_and_keeps_its_votes(db, application):
    with db.begin() as tx:
        debriefs.plan(tx, application.id, opens_at=tx.now)
        debriefs.opened(tx, application.id)
        debriefs.vote(tx, application.id, Vote(ANA.id, "against", "Not yet.", tx.now))
        debriefs.close(tx, application.id)
        assert not standings.of(tx, application).debrief_open
        assert debriefs.plan(tx, application.id, opens_at=tx.now)
        debriefs.vote(tx, application.id, Vote(ANA.id, "in_favour", "Now I do.", tx.now))
        assert [(vote.recommendation, vote.reason) for vote in debriefs.votes(tx, application.id)] == [
            ("in_favour", "Now I do.")
        ]


def test_who_read_the_cards_is_noted_once_even_at_two_presses_at_once(db, application):
    together = Barrier(2)

    def reads(_):
        together.wait()
        with db.begin() as tx:
            return debriefs.read_by(tx, application.id, HANA.id)

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(reads, range(2))) == [False, True]
    with db.read() as tx:
        assert [who for who, _ in debriefs.readers(tx, application.id)] == [HANA.id]


def test_a_card_is_independent_unless_its_author_had_read_the_others(db, application):
    with db.read() as tx:
        (before,) = cards.of(tx, application)
    assert before.independent
    assert before.rating("motivation").mark == 4
    assert before.rating("reliability").mark is None
    with db.begin() as tx:
        tx.now = before.scorecard.submitted_at - timedelta(minutes=1)
        debriefs.read_by(tx, application.id, ANA.id)
        (after,) = cards.of(tx, application)
    assert not after.independent


def test_extra_conversations_that_were_asked_for_are_counted_in_their_stage(db, application):
    with db.begin() as tx:
        for stage in ("screening", "decision"):
            applications.add_decision(tx, application.id, stage=stage, verdict="one_more", by=RITA.id, reason="")
        assert standings.of(tx, application).extra_asked == 1
