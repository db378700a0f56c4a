"""What readers of a scorecard have to know before they weigh it."""

from datetime import timedelta

from tests.handlers.deciding import a_candidate, hiring_headline
from tests.handlers.scoring import held, writes


def reads(company, name):
    company[name].presses("Read the cards", hiring_headline(company, name))
    shown = company[name].modal.text
    company[name].loses_the_window()
    return shown


def test_a_card_handed_in_after_it_was_due_says_so(company):
    held(company, a_candidate(company), "ana")
    company.clock.advance(timedelta(hours=24, minutes=1))
    writes(company, "ana")
    assert "Written late" in reads(company, "rita")


def test_a_card_handed_in_when_it_was_due_is_not_late_and_a_correction_does_not_make_it_so(company):
    held(company, a_candidate(company), "ana")
    company.clock.advance(timedelta(hours=24))
    writes(company, "ana")
    company.clock.advance(timedelta(hours=1))
    company["ana"].presses("Correct")
    company["ana"].hands_in()
    company["ana"].fills_in({"recommendation": "Strong yes"})
    assert company["ana"].hands_in().ok
    shown = reads(company, "rita")
    assert "Corrected on" in shown
    assert "Written late" not in shown
