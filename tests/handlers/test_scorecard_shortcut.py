"""The menu of a message: [Write scorecard] about the candidate the message is about."""

from tests.handlers.deciding import a_candidate, hiring_headline
from tests.handlers.scoring import held, writes

SHORTCUT = "Write scorecard"


def two_owed(company):
    ada = a_candidate(company, name="Ada Example")
    held(company, ada, "ana", "bo")
    ada_headline = hiring_headline(company, "ana")
    held(company, a_candidate(company, name="Grace Example"), "ana")
    return ada_headline


def test_on_a_headline_it_opens_the_card_owed_about_that_candidate(company):
    headline = two_owed(company)
    assert company["ana"].shortcut(SHORTCUT, headline).ok
    assert company["ana"].modal.title == "Scorecard"
    assert "Ada Example" in company["ana"].modal.text
    assert "Grace" not in company["ana"].modal.text


def test_in_a_candidates_thread_it_opens_the_card_owed_about_them(company):
    headline = two_owed(company)
    reply = company["cy"].says("Who was there?", "hiring", headline)
    assert company["ana"].shortcut(SHORTCUT, reply).ok
    assert "Ada Example" in company["ana"].modal.text
    assert "Grace" not in company["ana"].modal.text


def test_elsewhere_it_lists_what_is_owed(company):
    two_owed(company)
    other = company["cy"].says("Lunch?", "hiring")
    assert company["ana"].shortcut(SHORTCUT, other).ok
    assert company["ana"].modal.title == "Your scorecards"
    assert "Ada Example" in company["ana"].modal.text
    assert "Grace Example" in company["ana"].modal.text


def test_whoever_owes_nothing_about_them_is_told_so_kindly(company):
    headline = two_owed(company)
    assert company["cy"].shortcut(SHORTCUT, headline).ok
    assert company["cy"].modal is None
    assert "You have no interview waiting for a scorecard" in company["cy"].finds("no interview waiting").text


def test_what_was_handed_in_can_be_corrected_from_there(company):
    headline = two_owed(company)
    company["bo"].shortcut(SHORTCUT, headline)
    company["bo"].loses_the_window()
    writes(company, "bo")
    company["bo"].loses_the_window()
    company["bo"].shortcut(SHORTCUT, headline)
    assert company["bo"].modal.buttons == ["Correct"]
