"""The bell, Home, one nudge, and the coordinator: in working hours, and never too many."""

from dataclasses import replace
from datetime import timedelta

from bot.hiring.application import withdraw
from bot.hiring.interview import InterviewState
from storage import applications, interviews
from tests.handlers.deciding import a_candidate, hiring_headline
from tests.handlers.scoring import an_interview, told, writes

BELL, NUDGE, OWED = "is over. Please write down", "your scorecard is still missing", "still waiting for the scorecard"


def morning(company, **more):
    """A screening on Monday from 09:00 to 09:45 UTC, with ana (in Lisbon) and bo (in Stockholm)."""
    candidate = a_candidate(company)
    return candidate, an_interview(company, candidate, "ana", "bo", starts_in=timedelta(hours=1), **more)


def test_the_bell_rings_at_the_end_with_the_form_one_tap_away(company):
    morning(company)
    company.passes(hours=1, minutes=44)
    assert not told(company, "ana", BELL)
    company.passes(minutes=1)
    [bell] = told(company, "ana", BELL)
    assert company["ana"].presses("Write scorecard", bell).ok
    assert company["ana"].modal.title == "Scorecard"
    assert "waiting for 2 scorecards" in hiring_headline(company).all_text
    company["ana"].loses_the_window()
    writes(company, "ana")
    assert not told(company, "ana", BELL)
    assert len(told(company, "ana", "handed in, thank you")) == 1


def test_two_hours_later_home_knows_and_nobody_is_written_to(company):
    morning(company)
    company.passes(hours=3, minutes=30)
    before = len(company["ana"].dms)
    company.passes(minutes=30)
    assert "Scorecard owed" in company["ana"].home.text
    assert len(company["ana"].dms) == before


def test_the_next_day_there_is_one_nudge_in_working_hours_and_then_the_coordinator_hears_of_it(company):
    morning(company)
    company.passes(hours=24, minutes=45)  # Tuesday 08:45 UTC: nine has not struck in Lisbon
    assert not told(company, "ana", NUDGE)
    assert len(told(company, "bo", NUDGE)) == 1
    company.passes(minutes=15)
    assert len(told(company, "ana", NUDGE)) == 1
    assert not told(company, "rita", OWED)
    company.passes(minutes=45)
    [owed] = told(company, "rita", OWED)
    assert "Ana Duarte, Bo Lindqvist" in owed.all_text
    company.passes(hours=8)
    assert len(told(company, "rita", OWED)) == len(told(company, "ana", NUDGE)) == len(told(company, "ana", BELL)) == 1
    writes(company, "ana")
    [owed] = told(company, "rita", OWED)
    assert "Ana" not in owed.all_text
    writes(company, "bo")
    assert not told(company, "rita", OWED)
    assert not told(company, "bo", NUDGE)


def test_at_most_four_messages_notify_one_person_of_one_interview(company):
    morning(company)
    company.passes(hours=26)
    assert len(company["ana"].dms) <= 3  # the kit, the bell, the nudge; before them the question whether they come


def test_a_coordinator_on_the_panel_is_not_written_to_twice(company):
    candidate = a_candidate(company, coordinator="ana")
    an_interview(company, candidate, "ana", starts_in=timedelta(hours=1))
    company.passes(hours=26)
    assert not told(company, "ana", OWED)
    assert len(company["ana"].dms) == 3


def test_after_an_outage_the_nudge_comes_instead_of_the_bell(company):
    morning(company)
    company.clock.advance(timedelta(hours=26))
    company.works()
    assert [len(told(company, "ana", words)) for words in (BELL, NUDGE)] == [0, 1]
    assert "waiting for 2 scorecards" in hiring_headline(company).all_text


def test_nothing_is_asked_for_once_it_is_cancelled_closed_or_handed_in(company):
    _, cancelled = morning(company)
    closed, _ = morning(company)
    morning(company)
    with company.db.begin() as tx:
        interviews.save(tx, replace(interviews.get(tx, cancelled), state=InterviewState.CANCELLED))
        applications.save(tx, withdraw(applications.lock(tx, closed), now=tx.now))
    company.passes(hours=1, minutes=45)
    assert len(told(company, "ana", BELL)) == 1
    writes(company, "ana")
    writes(company, "bo")
    company.passes(hours=23)
    assert not told(company, "ana", NUDGE)
    assert not told(company, "rita", OWED)
