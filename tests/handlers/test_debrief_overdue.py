"""Late votes stand on Home, a late decision is told once to whoever decides, a thread is asked to be cleared again."""

from datetime import date, timedelta

from tests.handlers.deciding import debriefed, decides, hiring_headline, screened
from tests.handlers.scheduling import change_person
from tests.handlers.test_debrief import VIEWS_DIFFER, decision_thread
from tests.handlers.test_offer import made


def told(company, who, words):
    company.at_rest()
    return [dm for dm in company[who].dms if words in dm.all_text.replace("*", "")]


def test_whoever_has_not_voted_sees_it_on_home_at_once(company):
    debriefed(company, VIEWS_DIFFER)
    bo = company["bo"]
    assert "Your vote: Ada Example" in bo.home.text.replace("*", "")
    assert "Your vote" not in company["hana"].home.text
    assert bo.presses("Keep Yes", "home").ok
    company.at_rest()
    assert "Your vote" not in bo.home.text
    assert "Your vote" in company["cy"].home.text
    assert len(told(company, "bo", "Your vote on Ada Example: Yes")) == 1


def test_the_thread_says_until_when_votes_are_in(company):
    debriefed(company)
    assert "they show when all are or " in decision_thread(company).all_text


def test_a_debrief_without_a_decision_is_told_once_to_the_hiring_manager_in_their_working_hours(company):
    debriefed(company, VIEWS_DIFFER)
    company.clock.advance(timedelta(hours=47))
    company.works()
    assert not told(company, "hana", "waits for a decision")
    company.clock.advance(timedelta(hours=12))  # the deadline passed; it is night in Berlin
    company.works()
    assert not told(company, "hana", "waits for a decision")
    company.passes(hours=13)
    (reminder,) = told(company, "hana", "Ada Example waits for a decision (Final decision)")
    assert set(reminder.buttons) == {"Read the cards", "Make an offer", "Reject", "One more conversation"}
    assert "slack.com/archives" in str(reminder.blocks)
    assert not told(company, "rita", "waits for a decision")
    for secret in ("Outstanding", "Strong yes", "Motivation"):
        assert secret not in reminder.all_text
    company.clock.advance(timedelta(days=1))
    company.works()
    assert len(told(company, "hana", "waits for a decision")) == 1
    assert decides(company, "hana", "Make an offer", "Two strong conversations.", reminder).ok
    assert not told(company, "hana", "waits for a decision")
    (reminder,) = told(company, "hana", "this is settled")
    assert not reminder.buttons


def test_on_days_off_nobody_is_told_and_the_first_day_back_they_are(company):
    debriefed(company, VIEWS_DIFFER)
    change_person(company, "hana", away=((date(2027, 3, 2), date(2027, 3, 10)),))
    company.clock.advance(timedelta(days=4))
    company.works()
    assert not told(company, "hana", "waits for a decision")
    company.clock.advance(timedelta(days=7))
    company.works()
    assert len(told(company, "hana", "waits for a decision")) == 1


def test_decided_in_time_nobody_is_told(company):
    debriefed(company)
    assert decides(company, "hana", "Reject", "Not yet.", decision_thread(company)).ok
    company.clock.advance(timedelta(days=3))
    company.works()
    assert not told(company, "hana", "waits for a decision")


def test_a_late_screening_decision_is_told_once_to_the_coordinator(company):
    screened(company)
    company.clock.advance(timedelta(days=4))
    company.works()
    assert not told(company, "rita", "waits for a decision")
    company.clock.advance(timedelta(days=1))  # a Saturday
    company.works()
    assert not told(company, "rita", "waits for a decision")
    for _ in range(3):
        company.clock.advance(timedelta(days=1))
        company.works()
    (reminder,) = told(company, "rita", "Ada Example waits for a decision (Screening)")
    assert {"Read the cards", "Advance", "Reject", "One more conversation"} == set(reminder.buttons)
    assert not told(company, "hana", "waits for a decision")
    assert decides(company, "rita", "Advance", on=reminder).ok
    assert told(company, "rita", "this is settled")


def hired(company, first_day):
    made(company)
    rita = company["rita"]
    assert rita.presses("Accepted", hiring_headline(company)).ok
    rita.fills_in({"First day": first_day})
    assert rita.hands_in().ok
    return rita


def test_on_the_working_day_before_the_first_day_the_thread_is_asked_to_be_cleared_again(company):
    rita = hired(company, date(2027, 3, 15))  # a Monday
    company.clock.advance(timedelta(days=10))
    company.works()
    assert len(told(company, "rita", "Please clear the thread")) == 1
    company.passes(hours=23)  # through Friday the 12th
    assert len(told(company, "rita", "Please clear the thread")) == 2
    company.clock.advance(timedelta(days=3))
    company.works()
    assert len(told(company, "rita", "Please clear the thread")) == 2
    assert rita.presses("Cleared", told(company, "rita", "Please clear the thread")[-1]).ok
    assert len(told(company, "rita", "The thread is cleared")) == 2


def test_a_cleared_thread_is_not_asked_for_again(company):
    rita = hired(company, date(2027, 3, 15))
    company.at_rest()
    assert rita.presses("Cleared", told(company, "rita", "Please clear the thread")[0]).ok
    company.clock.advance(timedelta(days=10))
    company.passes(hours=23)
    assert len(told(company, "rita", "Ada Example accepted the offer")) == 1
