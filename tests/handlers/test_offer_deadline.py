"""An offer's time: said once the day before and once when it has passed; a person decides."""

from datetime import date, timedelta

from bot.hiring.application import State
from storage import offers
from tests.handlers.deciding import decides, hiring_headline
from tests.handlers.test_offer import ADA, application, made

TOMORROW, PASSED = "has until Monday, 8 March 2027", "has not answered the offer"


def to_the_day(company, day):
    """Morning by morning; nine o'clock in Berlin."""
    while company.clock.now().date() < day:
        company.clock.advance(timedelta(days=1))
        company.works()


def told(company, words):
    return [it for it in company["rita"].dms if words in it.all_text and not it.ephemeral]


def passed(company):
    candidate = made(company)
    to_the_day(company, date(2027, 3, 9))
    (notice,) = told(company, PASSED)
    return candidate, notice


def test_the_day_before_the_coordinator_is_told_once(company):
    made(company)
    to_the_day(company, date(2027, 3, 6))
    assert told(company, TOMORROW) == []  # Saturday
    to_the_day(company, date(2027, 3, 8))
    (notice,) = told(company, TOMORROW)
    assert notice.buttons == ["Accepted", "Declined", "Extend"]
    company.passes(hours=2)
    assert len(told(company, TOMORROW)) == 1
    assert told(company, PASSED) == []


def test_once_it_passed_it_can_be_extended_and_the_new_day_counts(company):
    candidate, notice = passed(company)
    rita = company["rita"]
    assert notice.buttons == ["Accepted", "Declined", "Extend", "Not answered"]
    assert rita.presses("Extend", notice).ok
    rita.fills_in({"Answer by": date(2027, 3, 9)})
    assert not rita.hands_in().ok
    rita.fills_in({"Answer by": date(2027, 3, 15)})
    assert rita.hands_in().ok
    company.at_rest()
    assert "It stands until Monday, 15 March 2027 now." in told(company, PASSED)[0].all_text
    assert application(company, candidate).is_open
    assert len(company.mailbox.of(ADA)) == 1
    to_the_day(company, date(2027, 3, 16))
    assert len(told(company, PASSED)) == 2


def test_an_offer_nobody_answered_is_closed_by_a_person_and_nothing_is_sent_by_itself(company):
    candidate, notice = passed(company)
    rita = company["rita"]
    assert rita.presses("Not answered", notice).ok
    assert rita.hands_in().ok
    company.passes(hours=2)
    assert application(company, candidate).state is State.OFFER_DECLINED
    with company.db.read() as tx:
        assert offers.find(tx, candidate).answer == "expired"
    assert "It was not answered; closed." in told(company, PASSED)[0].all_text
    assert len(company.mailbox.of(ADA)) == 1


def test_a_last_word_is_written_by_a_person(company):
    _, notice = passed(company)
    rita = company["rita"]
    assert rita.presses("Not answered", notice).ok
    rita.fills_in({"A last word": ["I want to write them a short letter"]})
    assert rita.hands_in().ok
    company.at_rest()
    assert rita.presses("Preview", rita.finds("Letter to Ada Example", "bot DM")).ok
    assert "The time for our offer" in rita.modal.text
    assert rita.hands_in().ok
    company.passes(minutes=11)
    assert "The time for our offer" in company.mailbox.of(ADA)[-1].text


def test_an_offer_that_still_stands_cannot_be_closed_as_unanswered(company):
    candidate, notice = passed(company)
    rita = company["rita"]
    assert rita.presses("Not answered", notice).ok
    with company.db.begin() as tx:
        offers.stands_until(tx, candidate, tx.now + timedelta(days=3))
    assert not rita.hands_in().ok
    assert application(company, candidate).is_open


def test_what_is_accepted_meanwhile_takes_the_buttons_away(company):
    candidate, _ = passed(company)
    assert company["hana"].presses("Accepted", hiring_headline(company, "hana")).ok
    assert company["hana"].hands_in().ok
    company.at_rest()
    assert told(company, PASSED)[0].buttons == []
    assert application(company, candidate).state is State.HIRED


def test_who_declines_gets_thanks_if_somebody_ticks_it(company):
    made(company)
    rita = company["rita"]
    assert rita.presses("Declined", hiring_headline(company)).ok
    rita.fills_in({"A last word": ["Send a short thank-you"]})
    assert rita.hands_in().ok
    company.at_rest()
    assert company.mailbox.of(ADA)[-1].subject == "Thank you, from GenerativeModels.ai"


def test_who_declines_hears_nothing_unasked(company):
    made(company)
    assert decides(company, "rita", "Declined").ok
    assert len(company.mailbox.of(ADA)) == 1
