"""What readers of a scorecard have to know before they weigh it."""

from datetime import timedelta

from storage import letters
from tests.handlers.deciding import a_candidate, decides, hiring_headline
from tests.handlers.scoring import SAID, STEP_TWO, held, writes


def reads(company, name):
    company[name].presses("Read the cards", hiring_headline(company, name))
    shown = company[name].modal.text
    company[name].loses_the_window()
    return shown


def test_a_card_handed_in_later_than_two_days_after_says_so(company):
    held(company, a_candidate(company), "ana")
    company.clock.advance(timedelta(hours=48, minutes=1))
    writes(company, "ana")
    assert "Written late" in reads(company, "rita")


def test_a_card_handed_in_within_two_days_is_not_late_and_a_correction_does_not_make_it_so(company):
    held(company, a_candidate(company), "ana")
    company.clock.advance(timedelta(hours=48))
    writes(company, "ana")
    company.clock.advance(timedelta(hours=1))
    company["ana"].presses("Correct")
    company["ana"].hands_in()
    company["ana"].fills_in({"recommendation": "Strong yes"})
    assert company["ana"].hands_in().ok
    shown = reads(company, "rita")
    assert "The first version" in shown
    assert "Written late" not in shown


def test_a_note_for_the_recruiter_is_read_by_recruiters_and_the_coordinator_and_nobody_else(company):
    secret = "Zebra: they told me of a second offer, due on Friday."
    candidate = a_candidate(company, coordinator="ana")
    held(company, candidate, "bo", "ana")
    writes(company, "bo", step_two={**STEP_TWO, "Only for the recruiter": secret})
    writes(company, "ana")
    company["bo"].presses("Correct")
    assert secret not in company["bo"].modal.text
    company["bo"].hands_in()
    assert secret in company["bo"].modal.text
    company["bo"].fills_in({"for_recruiter": secret.replace("Zebra", "Zorro")})
    assert company["bo"].hands_in().ok
    company["bo"].loses_the_window()
    for name in ("rita", "remy", "ana"):  # ana coordinates
        shown = reads(company, name)
        assert secret in shown  # as it was first
        assert "Zorro" in shown
    for name in ("hana", "bo"):
        shown = reads(company, name)
        assert SAID in shown
        assert "second offer" not in shown
    assert decides(company, "rita", "Reject", "Too early.").ok
    company.at_rest()
    with company.db.read() as tx:
        assert "second offer" not in str(letters.of_application(tx, candidate))
    for name in ("hana", "bo", "cy"):
        assert "second offer" not in company[name].describe()


def test_a_correction_of_nothing_but_the_note_for_the_recruiter_shows_to_nobody_else(company):
    held(company, a_candidate(company), "bo")
    writes(company, "bo", step_two={**STEP_TWO, "for_recruiter": "Zebra: a second offer."})
    company.clock.advance(timedelta(minutes=5))
    company["bo"].presses("Correct")
    company["bo"].hands_in()
    company["bo"].fills_in({"for_recruiter": "Zorro: two more offers."})
    assert company["bo"].hands_in().ok
    shown = reads(company, "rita").replace("_", "")
    assert "The first version" in shown
    assert "At first · Only for the recruiter\nZebra: a second offer." in shown
    assert "Only for the recruiter\nZorro: two more offers." in shown
    for name in ("hana", "bo"):
        shown = reads(company, name)
        assert SAID in shown
        assert not any(word in shown for word in ("Corrected", "At first", "Zebra", "Zorro", "Only for the recruiter"))
