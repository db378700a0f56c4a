"""The milestones of the repo setup: one tap each, taken back by a second one, and a clock for faults that are ours."""

from datetime import timedelta

from tests.handlers.deciding import a_candidate, a_conversation, hands_in, hiring_headline
from tests.handlers.scoring import SAID, STEP_TWO, an_interview, card, draft

FOCUS = ("independent_execution", "resilience")
REPO = {
    "Did the candidate get the repository running?": "Alone",
    "mark.independent_execution": "4 · Above the bar",
    "mark.resilience": "3 · Meets the bar",
    **{f"note.{trait}": SAID for trait in FOCUS},
}


def notes_of(company):
    """The notes of a repo setup that begins now, open."""
    candidate = a_candidate(company, "onsite")
    interview = an_interview(company, candidate, "bo", session="repo_setup", focus=FOCUS)
    company.works()
    assert company["bo"].presses("Take notes").ok
    return candidate, interview


def waits(company, minutes):
    company.clock.advance(timedelta(minutes=minutes))


def test_a_tap_notes_the_time_and_keeps_what_is_typed(company):
    _, interview = notes_of(company)
    company["bo"].fills_in({"note.resilience": SAID, "mark.resilience": "3 · Meets the bar"})
    waits(company, 4)
    assert company["bo"].presses("Cloned").ok
    assert "Cloned · 4 min" in company["bo"].modal.buttons
    assert SAID in company["bo"].modal.text
    assert company["bo"].modal.values["Resilience and grit"] == "3 · Meets the bar"
    company["bo"].loses_the_window()
    company["bo"].presses("Take notes")
    assert "Cloned · 4 min" in company["bo"].modal.buttons
    assert draft(company, interview, "bo")["presses"] == [["cloned", 240]]


def test_a_second_tap_takes_it_back(company):
    _, interview = notes_of(company)
    waits(company, 4)
    company["bo"].presses("Cloned")
    company["bo"].presses("Cloned · 4 min")
    assert "Cloned" in company["bo"].modal.buttons
    waits(company, 2)
    company["bo"].presses("Cloned")
    assert draft(company, interview, "bo")["presses"] == [["cloned", 360]]


def test_time_that_was_our_fault_is_taken_off_and_readers_see_both(company):
    candidate, interview = notes_of(company)
    waits(company, 4)
    company["bo"].presses("Cloned")
    company["bo"].presses("Pause clock")
    waits(company, 6)
    company["bo"].presses("Resume clock")
    waits(company, 27)
    company["bo"].presses("Tests green")
    assert "Tests green · 31 min" in company["bo"].modal.buttons
    company["bo"].loses_the_window()
    waits(company, 25)
    company["bo"].types("/scorecard")
    company["bo"].fills_in(REPO)
    assert company["bo"].hands_in().ok
    company["bo"].fills_in(STEP_TWO)
    assert company["bo"].hands_in().ok
    assert card(company, interview, "bo").answers.presses == (
        ("cloned", 240),
        (".pause", 240),
        (".resume", 600),
        ("tests_green", 2220),
    )
    hands_in(company, a_conversation(company, candidate, "project_deep_dive", "cy"), "cy")
    company.passes(minutes=31)
    company["hana"].presses("Read the cards", company["hana"].finds("can mislead"))
    assert "Cloned after 4 min · Tests green after 31 min, 6 min paused" in company["hana"].modal.text
    assert "Tests green" not in hiring_headline(company).all_text


def test_long_after_the_session_no_more_times_are_noted_and_what_was_stays(company):
    _, interview = notes_of(company)
    waits(company, 5)
    company["bo"].presses("Cloned")
    waits(company, 71)
    company["bo"].presses("Installed")
    assert "no more times are noted" in company["bo"].modal.text
    company["bo"].loses_the_window()
    company["bo"].types("/scorecard")
    assert "Cloned · 5 min" in company["bo"].modal.buttons
    assert "Installed" not in company["bo"].modal.buttons
    assert draft(company, interview, "bo")["presses"] == [["cloned", 300]]


def test_a_session_without_milestones_has_no_clock(company):
    an_interview(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    assert "Pause clock" not in company["ana"].modal.buttons
