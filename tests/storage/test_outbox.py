"""Promises are claimed one at a time, in their group's order, and end once."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.clock import MovableClock
from storage import claims, outbox
from storage.database import Database
from storage.outbox import Promise
from tests.databases import on_both

pytestmark = on_both

WALL = datetime(2027, 3, 1, 8, tzinfo=UTC)
LEASE = timedelta(seconds=30)
MINUTE = timedelta(minutes=1)


def promise(db: Database, key: str, *, group: str | None = None, **when: datetime) -> bool:
    with db.begin() as tx:
        return outbox.promise(tx, key, kind="message", target="C1", args={"n": 1}, group=group, **when)


def claim(db: Database, *, fence: str = "one", wall: datetime = WALL, limit: int = 1) -> list[Promise]:
    with db.begin() as tx:
        return claims.claim(tx, fence=fence, wall=wall, lease=LEASE, limit=limit)


def settle(db: Database, claimed: Promise, state: str = "done", *, fence: str = "one") -> bool:
    with db.begin() as tx:
        return claims.settle(tx, claimed.id, state, fence=fence)


def give_back(db: Database, claimed: Promise, *, at: datetime, doubtful: bool, counts: bool = True) -> bool:
    with db.begin() as tx:
        return claims.again(tx, claimed.id, fence="one", retry_at=at, error="busy", doubtful=doubtful, counts=counts)


def test_a_promise_is_made_once_whatever_became_of_it(db: Database):
    assert promise(db, "mail:1")
    settle(db, claim(db)[0])
    assert not promise(db, "mail:1")
    assert claim(db) == []


def test_a_claim_says_what_was_promised_and_counts_the_try(db: Database):
    promise(db, "message:1:1")
    (claimed,) = claim(db)
    assert (claimed.key, claimed.kind, claimed.target, claimed.args) == ("message:1:1", "message", "C1", {"n": 1})
    assert (claimed.state, claimed.attempt, claimed.first_try_at) == ("sending", 1, WALL)


def test_what_is_claimed_is_nobody_elses_until_the_lease_ends(db: Database):
    promise(db, "message:1:1")
    claim(db)
    assert claim(db, fence="two", wall=WALL + LEASE - timedelta(seconds=1)) == []
    (taken_over,) = claim(db, fence="two", wall=WALL + LEASE)
    assert (taken_over.state, taken_over.attempt) == ("unknown", 2)  # it may have happened: look first


def test_who_lost_the_claim_cannot_settle_it_any_more(db: Database):
    promise(db, "message:1:1")
    (first,) = claim(db)
    claim(db, fence="two", wall=WALL + LEASE)
    assert not settle(db, first, fence="one")
    assert not give_back(db, first, at=WALL, doubtful=False)
    assert settle(db, first, fence="two")


@pytest.mark.parametrize(("doubtful", "state"), [(True, "unknown"), (False, "sending")])
def test_what_is_given_back_comes_again_when_it_is_time(db: Database, doubtful: bool, state: str):
    promise(db, "message:1:1")
    (first,) = claim(db)
    give_back(db, first, at=WALL + MINUTE, doubtful=doubtful)
    assert claim(db, wall=WALL + MINUTE - timedelta(seconds=1)) == []
    with db.read() as tx:
        assert claims.next_retry(tx) == WALL + MINUTE
    (again,) = claim(db, wall=WALL + MINUTE)
    assert (again.state, again.attempt, again.error) == (state, 2, "busy")


def test_waiting_for_a_limit_does_not_count_as_a_try(db: Database):
    promise(db, "message:1:1")
    (first,) = claim(db)
    give_back(db, first, at=WALL, doubtful=False, counts=False)
    assert claim(db)[0].attempt == 1


def test_a_group_keeps_its_order_and_others_do_not_wait_for_it(db: Database):
    for key, group in (("a:1", "a"), ("a:2", "a"), ("b:1", "b")):
        promise(db, key, group=group)
    first = claim(db, limit=3)
    assert [one.key for one in first] == ["a:1", "b:1"]
    assert claim(db) == []
    give_back(db, first[0], at=WALL + MINUTE, doubtful=True)
    assert claim(db) == []  # a:1 is not over: a:2 waits
    (retried,) = claim(db, wall=WALL + MINUTE)
    settle(db, retried, "failed")
    assert claim(db)[0].key == "a:2"


def test_what_is_for_later_waits_for_the_bots_clock(db: Database, clock: MovableClock):
    promise(db, "letter:1", not_before=clock.now() + MINUTE, expires_at=clock.now() + 2 * MINUTE)
    with db.read() as tx:
        assert outbox.waiting(tx) == 0
    assert claim(db, wall=WALL + timedelta(days=1)) == []
    clock.advance(MINUTE)
    with db.read() as tx:
        assert outbox.waiting(tx) == 1
    assert claim(db)[0].expires_at == clock.now() + MINUTE


def test_only_what_waits_can_be_cancelled(db: Database):
    promise(db, "a:1", group="a")
    promise(db, "b:1", group="b")
    claim(db)
    with db.begin() as tx:
        ((being_kept,), (waits,)) = (outbox.of_group(tx, group) for group in ("a", "b"))
        assert not outbox.cancel(tx, being_kept.id)
        assert outbox.cancel(tx, waits.id)
        assert not outbox.cancel(tx, waits.id)
        assert [one.state for one in outbox.of_group(tx, "b")] == ["cancelled"]
    assert claim(db) == []


def test_what_a_killed_relay_held_is_looked_at_when_it_is_back(db: Database):
    promise(db, "message:1:1")
    claim(db)
    with db.begin() as tx:
        claims.end_leases(tx, wall=WALL)
    assert claim(db, fence="two")[0].state == "unknown"


def test_a_mail_that_was_leaving_says_so_to_whoever_takes_it_over(db: Database):
    promise(db, "mail:1")
    (first,) = claim(db)
    with db.begin() as tx:
        claims.begun(tx, first.id, fence="one", wall=WALL)
        claims.begun(tx, first.id, fence="nobody", wall=WALL + MINUTE)
    assert claim(db, fence="two", wall=WALL + LEASE)[0].begun_at == WALL


def test_what_is_held_is_shown_and_a_person_settles_it(db: Database):
    promise(db, "mail:1")
    (first,) = claim(db)
    settle(db, first, "held")
    with db.begin() as tx:
        assert [one.id for one in outbox.stuck(tx)] == [first.id]
        outbox.reopen(tx, first.id, "pending")
        assert outbox.stuck(tx) == []
    (again,) = claim(db)
    assert (again.id, again.begun_at) == (first.id, None)


def test_a_home_that_still_waits_is_enough_for_every_change(db: Database):
    for _ in range(3):
        with db.begin() as tx:
            outbox.promise_latest(tx, "home", {"home:U1": ("U1", {})})
    (shown,) = claim(db)
    with db.begin() as tx:  # a change while it is drawn asks for another drawing
        outbox.promise_latest(tx, "home", {"home:U1": ("U1", {})})
    settle(db, shown)
    assert len(claim(db)) == 1
