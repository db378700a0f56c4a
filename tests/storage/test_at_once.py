"""People who click at once take turns: nothing is lost, nothing happens twice, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Barrier
from typing import TypeVar

import pytest

from bot.hiring import application as rules
from bot.hiring.application import Application
from bot.hiring.errors import AlreadyDone, Stale
from sandbox.clock import MovableClock
from storage import applications, audit, claims, events, letters, messages, outbox, people
from storage.database import Database
from tests.databases import on_both
from tests.storage.given import ANA, REMY, RITA, an_application, an_interview

pytestmark = on_both

T = TypeVar("T")
WALL = datetime(2027, 3, 1, 8, tzinfo=UTC)


def all_at_once(people_count: int, press: Callable[[int], T]) -> list[T]:
    """Everybody starts at the same moment."""
    start = Barrier(people_count)

    def pressed(number: int) -> T:
        start.wait()
        return press(number)

    with ThreadPoolExecutor(people_count) as crowd:
        return list(crowd.map(pressed, range(people_count)))


def test_eight_people_who_read_decide_and_write_lose_nothing(db: Database):
    with db.begin() as tx:
        application = an_application(tx).id

    def press(_: int) -> None:
        for _ in range(5):
            with db.begin() as tx:
                found = applications.lock(tx, application)
                applications.save(tx, replace(found, version=found.version + 1))

    all_at_once(8, press)
    with db.read() as tx:
        assert applications.get(tx, application).version == 41


def move(db: Database, seen: Application, number: int) -> Stale | None:
    """Rita advances (0) or Remy rejects (1) what both saw."""
    actor, said = ((RITA, "advanced Ada to Screening"), (REMY, "closed the application"))[number]
    try:
        with db.begin() as tx:
            locked = applications.lock(tx, seen.id)
            applications.must_be_as_seen(tx, locked, seen.version)
            moved = (
                rules.advance(locked, tx.book.current, now=tx.now) if number == 0 else rules.reject(locked, now=tx.now)
            )
            applications.save(tx, moved)
            audit.add(tx, actor=actor.id, action="application.moved", application=locked.id, said=said)
    except Stale as stale:
        return stale
    return None


def test_of_advance_and_reject_at_once_one_wins_and_the_other_learns_who_and_when(db: Database, clock: MovableClock):
    for _ in range(10):
        with db.begin() as tx:
            seen = an_application(tx)
        outcomes = all_at_once(2, partial(move, db, seen))
        assert sorted(outcome is None for outcome in outcomes) == [False, True]
        stale = outcomes[0] or outcomes[1]
        assert stale is not None
        winner = (
            (RITA.name, "advanced Ada to Screening") if outcomes[0] is None else (REMY.name, "closed the application")
        )
        assert (stale.who, stale.said, stale.at) == (*winner, clock.now())
        with db.read() as tx:
            assert applications.get(tx, seen.id).version == 2
            assert len(audit.of_application(tx, seen.id)) == 1


def test_the_same_delivery_twice_at_once_is_acted_upon_once(db: Database):
    with db.begin() as tx:
        application = an_application(tx).id

    def deliver(_: int) -> bool:
        try:
            with db.begin(once="form:V1:abc") as tx:
                audit.add(tx, actor=RITA.id, action="application.opened", application=application)
        except AlreadyDone:
            return False
        return True

    assert sum(all_at_once(4, deliver)) == 1
    with db.read() as tx:
        assert len(audit.of_application(tx, application)) == 1


def test_a_message_promised_by_several_at_once_is_promised_once(db: Database):
    def promise(_: int) -> bool:
        with db.begin() as tx:
            return messages.post(tx, "headline:1", "candidate.headline", 1, to="C1")

    assert sum(all_at_once(4, promise)) == 1
    with db.read() as tx:
        assert len(outbox.of_group(tx, "message:headline:1")) == 1


def test_refreshes_at_once_each_promise_a_newer_truth(db: Database):
    with db.begin() as tx:
        messages.post(tx, "headline:1", "candidate.headline", 1, to="C1")

    def refresh(_: int) -> None:
        with db.begin() as tx:
            messages.refresh(tx, "headline:1")

    all_at_once(6, refresh)
    with db.read() as tx:
        assert messages.get(tx, "headline:1").wanted == 7
        assert outbox.of_group(tx, "message:headline:1")[-1].args["revision"] == 7


def test_changes_of_an_event_at_once_are_all_wanted(db: Database):
    with db.begin() as tx:
        interview = an_interview(tx, an_application(tx)).id
        events.show(tx, interview)

    def change(_: int) -> None:
        with db.begin() as tx:
            events.show(tx, interview)

    all_at_once(4, change)
    with db.read() as tx:
        booked = events.find(tx, interview)
        assert booked is not None
        assert booked.wanted == 5


def test_a_colleague_met_twice_at_once_is_kept_once(db: Database):
    def meet(_: int) -> None:
        with db.begin() as tx:
            people.save(tx, ANA)

    all_at_once(4, meet)
    with db.read() as tx:
        assert list(people.everyone(tx)) == [ANA.id]


def test_two_relays_never_claim_the_same_promise(db: Database):
    with db.begin() as tx:
        for number in range(20):
            outbox.promise(tx, f"message:{number}:1", kind="message", target="C1", args={})

    def relay(number: int) -> list[int]:
        claimed: list[int] = []
        for _ in range(20):
            with db.begin() as tx:
                found = claims.claim(tx, fence=f"relay {number}", wall=WALL, lease=timedelta(seconds=30))
            claimed += [promise.id for promise in found]
        return claimed

    both = all_at_once(2, relay)
    assert sorted(both[0] + both[1]) == sorted(set(both[0] + both[1]))
    assert len(both[0] + both[1]) == 20


def test_undo_and_the_relay_never_both_win_a_letter(db: Database):
    def press(letter: int, who: int) -> bool:
        with db.begin() as tx:
            if who == 0:
                return letters.take_back(tx, letter)
            return bool(claims.claim(tx, fence="relay", wall=WALL, lease=timedelta(seconds=30)))

    for number in range(10):
        with db.begin() as tx:
            letter = letters.draft(
                tx, f"rejection:{number}", application=an_application(tx).id, kind="rejection",
                to="ada@example.com", subject="Your application", body="Thank you.",
            ).id  # fmt: skip
            letters.approve(tx, letter, send_at=tx.now)
        undone, claimed = all_at_once(2, partial(press, letter))
        assert undone != claimed
        with db.read() as tx:
            assert letters.get(tx, letter).state == ("draft" if undone else "approved")


def test_a_transaction_that_fails_keeps_nothing(db: Database):
    def break_halfway() -> None:
        with db.begin(once="press:1") as tx:
            an_application(tx)
            messages.post(tx, "headline:1", "candidate.headline", 1, to="C1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_halfway()
    with db.begin(once="press:1") as tx:
        assert messages.find(tx, "headline:1") is None
        assert applications.all_open(tx) == []
