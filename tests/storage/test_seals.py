"""The audit's chain holds while people work, and says which entry somebody touched."""

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import text

from storage import anchor, audit, seals, verify
from storage.engine import DatabaseUnusable
from tests.databases import on_both
from tests.storage.given import an_application

TOUCHED = {
    "UPDATE audit SET actor = 'UMALLORY' WHERE id = 2": "audit entry 2 .* is not as it was sealed",
    "UPDATE audit SET at = '2027-02-01 08:00:00+00' WHERE id = 2": "audit entry 2 .* is not as it was sealed",
    "UPDATE seal SET hash = 'beef' WHERE number = 3": "audit entry 3 .* seal 3 was changed",
    "DELETE FROM seal WHERE number = 2": "between seal 1 and seal 3 somebody took seals away",
    "DELETE FROM seal WHERE number = 2; DELETE FROM audit WHERE id = 2": "between seal 1 and seal 3",
    "DELETE FROM seal WHERE number > 2; DELETE FROM audit WHERE id > 2": "does not go through 4:",
}


def happens(db, number):
    for _ in range(number):
        with db.begin() as tx:
            audit.add(tx, actor="UANA", action="note.added", number=1)


def seals_often(db):
    for _ in range(20):
        seals.seal(db)


def found(db, *noted):
    with db.read() as tx:
        return [str(finding) for finding in verify.look(tx, noted=noted)]


def by_hand(db, statements):
    with db.begin() as tx:
        for statement in statements.split("; "):
            tx.execute(text(statement))


@on_both
@pytest.mark.parametrize("statements", TOUCHED)
def test_whoever_touches_a_sealed_entry_is_noticed(db, statements):
    happens(db, 4)
    head = seals.seal(db)
    assert found(db, head) == []
    by_hand(db, statements)
    with pytest.raises(AssertionError, match=TOUCHED[statements]):
        assert found(db, head) == []


@on_both
def test_an_entry_that_is_slipped_in_is_noticed(db, clock):
    happens(db, 1)
    by_hand(db, "UPDATE audit SET id = 5 WHERE id = 1")
    clock.advance(timedelta(hours=2))
    by_hand(
        db, "INSERT INTO audit (id, at, actor, action, detail) VALUES (9, '2027-03-01 11:00:00+00', 'U', 'a', '{}')"
    )
    seals.seal(db)
    by_hand(
        db, "INSERT INTO audit (id, at, actor, action, detail) VALUES (7, '2027-03-01 09:00:00+00', 'U', 'a', '{}')"
    )
    (words,) = found(db)
    assert "audit entry 7 (a) has no seal, although later ones have" in words


@on_both
def test_the_chain_goes_on_from_an_earlier_head_and_nothing_is_sealed_twice(db):
    happens(db, 3)
    early = seals.seal(db)
    happens(db, 2)
    late = seals.seal(db)
    assert (early.number, late.number) == (3, 5)
    assert seals.seal(db) == late
    assert found(db, early, late) == []


@on_both
def test_who_writes_and_who_seals_at_once_keep_one_chain(db, open_db):
    others = [Thread(target=happens, args=(open_db(), 20)) for _ in range(3)]
    sealing = [Thread(target=seals_often, args=(open_db(),)) for _ in range(2)]
    for thread in others + sealing:
        thread.start()
    for thread in others + sealing:
        thread.join()
    assert seals.seal(db).number == 60
    assert found(db) == []


def test_a_database_that_was_put_back_behind_its_back_is_not_worked_on(db, tmp_path):
    happens(db, 2)
    with db.begin() as tx:
        an_application(tx)
    anchor.note(db.url, seals.seal(db))
    anchor.must_hold(db)
    by_hand(db, "DELETE FROM seal WHERE number = 2")
    with pytest.raises(DatabaseUnusable, match=r"older state of it.*\n  interview-bot restore\n"):
        anchor.must_hold(db)
    (tmp_path / "bot.db.head").unlink()
    anchor.must_hold(db)
