"""The morning digest: for who wants it, once a day, at the start of their own day, and only with something in it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.hiring.person import Person, Role
from handlers.digest import send_digests
from storage import letters, offers, outbox, people
from tests.handlers.crowd import candidates, talks
from tests.handlers.deciding import a_candidate, a_conversation, hands_in, person_id
from tests.handlers.scheduling import at_stage, change_person
from tests.handlers.scoring import an_interview, held, told, writes

DIGEST = "Everything that is yours to do stands on Home"


def wants_it(company, *names):
    for name in names:
        change_person(company, name, digest=True)


def jumps(company, **delta):
    """Time in which nothing happens passes at once."""
    company.clock.advance(timedelta(**delta))
    company.works()


def digests(company, name="rita"):
    return told(company, name, DIGEST)


def test_a_recruiter_switches_it_on_and_off_on_home(company):
    rita = company["rita"]
    rita.opens_home()
    assert rita.presses("Morning digest: off", "home").ok
    company.at_rest()
    assert "Morning digest: on" in rita.home.buttons
    an_interview(company, a_candidate(company), "ana", starts_in=timedelta(hours=28))
    company.passes(days=1)
    [digest] = digests(company)
    assert rita.presses("Switch the digest off", digest).ok
    company.at_rest()
    assert "Morning digest: off" in rita.home.buttons
    company.passes(days=1)
    assert len(digests(company)) == 1


def test_people_get_their_turn_in_between_while_a_crowd_is_told_of_its_morning(db):
    turns = []
    with db.begin() as tx:
        for number in range(120):
            rita = Person(f"U{number}", "Rita", "rita@example.org", "Europe/Berlin", frozenset({Role.RECRUITER}))
            people.save(tx, replace(rita, digest=True))
    db.on_commit(lambda: turns.append("somebody else's"))
    send_digests(db)
    with db.read() as tx:
        assert outbox.waiting(tx) == 120
    assert len(turns) == 3


def test_nobody_gets_what_they_did_not_ask_for(company):
    an_interview(company, a_candidate(company), "ana", starts_in=timedelta(hours=28))
    company.passes(days=1, hours=2)
    assert not digests(company)
    company["ana"].opens_home()
    assert not any("digest" in label for label in company["ana"].home.buttons)


def test_it_comes_at_the_start_of_ones_own_day_with_what_is_today(company):
    wants_it(company, "rita", "remy")
    change_person(company, "remy", zone="America/New_York")
    an_interview(company, a_candidate(company), "ana", starts_in=timedelta(hours=28))
    an_interview(company, a_candidate(company, coordinator="remy"), "bo", starts_in=timedelta(hours=31))
    company.passes(hours=23, minutes=45)  # Tuesday 07:45 UTC: a quarter to nine in Berlin
    assert not digests(company)
    company.passes(minutes=15)
    [digest] = digests(company)
    assert "Your Tuesday, Rita" in digest.all_text
    assert "Today · 1" in digest.all_text.replace("*", "")
    assert "Open" in digest.buttons
    assert not digests(company, "remy")
    company.passes(hours=6)  # nine in New York
    assert len(digests(company, "remy")) == 1
    assert len(digests(company)) == 1


def test_a_morning_with_nothing_in_it_and_a_day_off_have_none(company):
    wants_it(company, "rita", "remy")
    change_person(company, "remy", away=((date(2027, 3, 2), date(2027, 3, 2)),))
    a_candidate(company)
    candidate = a_candidate(company, coordinator="remy")
    an_interview(company, candidate, "ana", starts_in=timedelta(hours=28))
    company.passes(days=1, hours=2)
    assert not digests(company)
    assert not digests(company, "remy")


def test_after_a_jump_of_the_clock_there_is_no_burst_and_at_noon_no_morning(company):
    wants_it(company, "rita")
    for days in (1, 2, 3):
        an_interview(company, a_candidate(company), "ana", starts_in=timedelta(days=days, hours=6))
    company.clock.advance(timedelta(days=2, hours=4))  # Wednesday, one o'clock in Berlin
    company.works()
    assert not digests(company)
    company.clock.advance(timedelta(hours=20))
    for _ in range(3):
        company.works()
    assert len(digests(company)) == 1


def test_what_is_settled_the_same_day_leaves_it_and_yesterdays_is_left_alone(company):
    wants_it(company, "rita")
    change_person(company, "rita", sessions=frozenset({"screening"}))
    held(company, a_candidate(company), "rita")
    jumps(company, days=1)
    [first] = digests(company)
    assert "Your scorecards" in first.all_text
    assert company["rita"].presses("Write scorecard", first).ok
    company["rita"].loses_the_window()
    assert writes(company, "rita").ok
    [settled] = digests(company)
    assert settled.ts == first.ts
    assert "all of it is settled" in settled.all_text
    company.clock.advance(timedelta(days=1))
    held(company, a_candidate(company), "rita")
    company.works()
    assert [dm.all_text for dm in digests(company)][:1] == [settled.all_text]
    assert len(digests(company)) == 2


def test_cards_that_are_late_are_named_without_a_word_of_what_is_in_the_others(company):
    wants_it(company, "rita")
    candidate = a_candidate(company)
    talk = a_conversation(company, candidate, "screening", "ana", "bo", ended=timedelta(minutes=45))
    hands_in(company, talk, "bo", says="strong_against", note="They gave up at the first error.")
    jumps(company, days=1)
    [digest] = digests(company)
    assert "late" in digest.all_text
    assert "Ana Duarte" in digest.all_text
    assert not any(words in digest.all_text for words in ("Bo Lindqvist", "gave up", "Strong no"))


def test_a_candidate_about_whom_nothing_happens_stands_there_with_the_next_step(company):
    wants_it(company, "rita", "remy")
    a_candidate(company)
    jumps(company, days=4)
    assert not digests(company)  # screening allows five days
    jumps(company, days=3)
    [digest] = digests(company)
    assert "nothing has happened for 7 days" in digest.all_text
    assert digest.buttons[:2] == ["Open", "Schedule"]
    assert "Withdraw" not in digest.buttons
    assert not digests(company, "remy")  # not the coordinator
    company["rita"].opens_home()
    assert "nothing has happened for 7 days" in company["rita"].home.text


def test_an_interview_to_come_is_something_that_happens(company):
    wants_it(company, "rita")
    an_interview(company, a_candidate(company), "ana", starts_in=timedelta(days=20))
    jumps(company, days=10)
    assert not digests(company)


@pytest.mark.parametrize(("in_days", "comes"), [(3, True), (9, False)])
def test_an_offer_whose_answer_is_expected_soon_has_its_buttons(company, in_days, comes):
    wants_it(company, "rita")
    candidate = a_candidate(company)
    at_stage(company, "offer")
    with company.db.begin() as tx:
        offers.begin(tx, candidate, by=person_id(company, "hana"))
        offers.stands_until(tx, candidate, tx.now + timedelta(days=in_days))
        letter = letters.draft(
            tx, f"offer:{candidate}", application=candidate, kind="offer", to="ada@example.com", subject="s", body="b"
        )
        letters.settle(tx, letter.id, "sent")
    jumps(company, days=2)
    assert bool(digests(company)) is comes
    if comes:
        assert {"Accepted", "Declined"} <= set(digests(company)[0].buttons)
        assert "the answer is expected" in digests(company)[0].all_text


def test_a_full_morning_fits_one_message(company):
    wants_it(company, "rita")
    change_person(company, "rita", sessions=frozenset({"screening"}))
    candidates(company, 12)
    for person, ended in (("ana", timedelta(days=-7, hours=-2)), ("rita", timedelta()), ("cy", timedelta())):
        for candidate in candidates(company, 12):
            talks(company, candidate, person, ended=ended)
    jumps(company, days=7)
    [digest] = digests(company)
    assert len(digest.blocks) <= 50
    assert "Today · 12, the first 8" in digest.all_text.replace("*", "")


def test_who_stopped_recruiting_gets_none_any_more(company):
    wants_it(company, "rita")
    an_interview(company, a_candidate(company), "ana", starts_in=timedelta(hours=28))
    with company.db.begin() as tx:
        rita = people.get(tx, person_id(company, "rita"))
        people.save(tx, replace(rita, roles=frozenset()))
    company.passes(days=1)
    assert not digests(company)
