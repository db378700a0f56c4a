"""Drafts: the newest word on a field wins, whichever window it comes from, on both databases."""

import threading

import pytest

from storage import drafts
from storage.drafts import Typed
from tests.databases import on_both
from tests.storage.given import ANA, RITA, an_application

pytestmark = on_both
FORM = "scorecard:1"


@pytest.fixture(autouse=True)
def team(db):
    with db.begin() as tx:
        an_application(tx)


def keep(db, *typed, view="V1", at="1"):
    with db.begin() as tx:
        return drafts.keep(tx, FORM, ANA.id, typed, view=view, at=at)


def kept(db, person=ANA.id):
    with db.read() as tx:
        return drafts.of(tx, FORM, person)


def shown(field, value, drawn=""):
    return Typed(field, value, drawn, firm=False)


def test_the_newest_save_of_a_field_wins_whatever_the_order(db):
    assert keep(db, Typed("note", "abc"), at="2") == {"note": "abc"}
    keep(db, Typed("note", "ab"), Typed("mark", "3"), at="1")
    assert kept(db) == {"note": "abc", "mark": "3"}


def test_what_a_window_merely_shows_covers_nothing(db):
    keep(db, Typed("note", "typed on the phone"), view="V2", at="1")
    keep(db, Typed("mark", "3"), shown("note", ""), at="2")
    keep(db, Typed("mark", "3"), shown("note", "old", drawn="old"), at="3")
    keep(db, Typed("mark", "3"), shown("note", "typed before"), at="4")
    assert kept(db)["note"] == "typed on the phone"


def test_what_was_missed_is_taken_from_the_window_it_was_typed_in(db):
    keep(db, Typed("note", "ab"), at="1")
    keep(db, Typed("mark", "3"), shown("note", "abcd"), at="2")
    assert kept(db)["note"] == "abcd"
    keep(db, Typed("mark", "4"), shown("note", "abcdef", drawn="abcd"), view="V2", at="3")
    assert kept(db)["note"] == "abcdef"


def test_a_draft_is_its_authors_and_gone_when_forgotten(db):
    keep(db, Typed("ticks", ["a", "b"]))
    assert kept(db, RITA.id) == {}
    with db.begin() as tx:
        drafts.forget(tx, FORM, ANA.id)
    assert kept(db) == {}


def test_saves_that_arrive_at_once_take_turns(db):
    saves = [
        threading.Thread(target=keep, args=(db, Typed("note", "x" * n)), kwargs={"at": f"{n:02}"}) for n in range(1, 9)
    ]
    for save in saves:
        save.start()
    for save in saves:
        save.join()
    assert kept(db)["note"] == "x" * 8
