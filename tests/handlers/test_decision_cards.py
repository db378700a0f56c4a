"""Cards that change while somebody decides: they are told who and when, keep what they typed, and decide then."""

from datetime import timedelta

from storage import applications
from tests.databases import on_both
from tests.handlers.deciding import a_candidate, a_conversation, hands_in, hiring_headline
from tests.handlers.scheduling import at_once
from tests.handlers.scoring import NOTES, STEP_TWO, card, held, writes
from tests.handlers.test_scorecard_correct import BETTER, corrects, reads

WHY = "Clear enough, and Ana saw the core of it."
READ_IT = "Please read it, then decide."


def screened(company, **candidate):
    """Ana's card is in; her window has [Correct]."""
    number = a_candidate(company, **candidate)
    interview = held(company, number, "ana")
    writes(company, "ana")
    return number, interview


def is_deciding(company, who, label="Advance", reason=WHY):
    """With the form open and the reason typed."""
    assert company[who].presses(label, hiring_headline(company, who)).ok
    company[who].fills_in({"reason": reason})


def decisions(company, candidate):
    with company.db.read() as tx:
        return [(verdict, reason) for _, verdict, _, reason, _ in applications.decisions(tx, candidate)]


def ana_corrects(company, step_one=None, step_two=None):
    company.clock.advance(timedelta(minutes=2))
    company["ana"].presses("Correct")
    corrects(company, "ana", step_one or {"note.motivation": BETTER}, step_two)


@on_both
def test_whoever_is_deciding_is_told_of_a_correction_and_keeps_what_they_typed(company):
    candidate, _ = screened(company)
    is_deciding(company, "rita")
    ana_corrects(company)
    rita = company["rita"]
    assert rita.hands_in().ok
    assert f"Ana Duarte corrected a scorecard, Mar 1, 2027 at 9:02 AM.\n{READ_IT}" in rita.modal.text.replace("*", "")
    assert rita.modal.values["Why?"] == WHY
    assert decisions(company, candidate) == []
    assert rita.presses("Read the cards", "modal").ok
    assert BETTER in rita.modal.text
    rita.closes()
    assert rita.modal.values["Why?"] == WHY
    assert rita.hands_in().ok
    assert decisions(company, candidate) == [("advance", WHY)]


def test_a_form_opened_after_reading_says_what_was_corrected_since(company):
    screened(company)
    is_deciding(company, "remy")
    assert "corrected" not in company["remy"].modal.text
    reads(company, "rita")
    ana_corrects(company)
    is_deciding(company, "rita")
    assert "corrected a scorecard" in company["rita"].modal.text
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert company["rita"].modal is None


def test_a_corrected_note_for_the_recruiter_is_news_for_those_only_who_read_it(company):
    candidate, _ = screened(company)
    for who in ("rita", "hana"):
        is_deciding(company, who)
    ana_corrects(company, NOTES, {**STEP_TWO, "for_recruiter": "Has another offer, due on Friday."})
    assert company["rita"].hands_in().ok
    assert "corrected a scorecard" in company["rita"].modal.text
    assert company["hana"].hands_in().ok
    assert decisions(company, candidate) == [("advance", WHY)]


def test_one_who_decides_in_the_debrief_is_told_of_a_card_that_came_late(company):
    candidate = a_candidate(company, "onsite")
    hands_in(company, a_conversation(company, candidate, "screening", "ana"), "ana")
    hands_in(company, a_conversation(company, candidate, "project_deep_dive", "cy"), "cy")
    held(company, candidate, "bo", session="repo_setup", focus=("motivation", "problem_solving"))
    company.clock.advance(timedelta(hours=48))
    company.works()
    rita, hana = company["rita"], company["hana"]
    rita.presses("Go on without this card")
    rita.fills_in({"reason": "Bo is on leave."})
    assert rita.hands_in().ok
    company.passes(minutes=30)
    is_deciding(company, "hana", "Make an offer")
    writes(company, "bo", {"Did the candidate get the repository running?": "Alone", **NOTED})
    assert hana.hands_in().ok
    assert "Bo Lindqvist* handed in a scorecard" in hana.modal.text.replace("**", "*")
    assert hana.hands_in().ok
    assert decisions(company, candidate) == [("offer", WHY)]


NOTED = {
    "mark.motivation": "4 · Above the bar",
    "mark.problem_solving": "3 · Meets the bar",
    "note.motivation": "Read our last three releases before they came.",
    "note.problem_solving": "Bisected the failing step instead of guessing.",
}


@on_both
def test_of_a_correction_and_a_decision_at_once_none_goes_unseen(company):
    for name in ("Ada Example", "Bea Example"):
        candidate, interview = screened(company, name=name)
        company["ana"].presses("Correct")
        company["ana"].fills_in({"note.motivation": BETTER})
        assert company["ana"].hands_in().ok
        is_deciding(company, "rita")
        at_once(company, "rita", "ana")
        corrected = card(company, interview, "ana").version == 2
        assert corrected != bool(decisions(company, candidate)), "decided on a card that nobody had seen"
        for who in ("rita", "ana"):
            company[who].loses_the_window()
