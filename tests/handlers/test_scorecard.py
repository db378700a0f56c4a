"""Stories of /scorecard: the form, its rules, what others learn of it."""

from datetime import timedelta

from sandbox.slack.elements import elements_of
from sandbox.slack.payloads import action_of
from storage import audit, interviews
from tests.databases import on_both
from tests.handlers.deciding import a_candidate, hiring_headline
from tests.handlers.scoring import (
    MARKS,
    NOTES,
    QUESTION,
    SAID,
    SEEN,
    STEP_ONE,
    STEP_TWO,
    STRENGTH,
    an_interview,
    card,
    held,
    writes,
)

HANDED_IN = "Handed in, thank you. Cards open when everyone's is in."


@on_both
def test_a_scorecard_is_kept_as_it_was_handed_in_and_the_thread_learns_that_it_is_in(company):
    interview = held(company, a_candidate(company), "ana", "bo")
    company["ana"].types("/scorecard")
    company["ana"].fills_in({**STEP_ONE, "What I saw": SEEN, "Hints given": "Which neighbours do the two ends have?"})
    company["ana"].fills_in({"Follow-ups reached": "Code clarity and naming"})
    assert company["ana"].modal.submit == "Next"
    assert "Of the task “" in company["ana"].modal.text
    assert company["ana"].hands_in().ok
    company["ana"].fills_in({**STEP_TWO, "What would change your mind?": "Seeing them plan."})
    assert company["ana"].modal.submit == "Submit"
    assert company["ana"].hands_in().ok
    assert HANDED_IN in company["ana"].modal.text
    company.at_rest()

    given = card(company, interview, "ana").answers
    assert (given.focus_answer, given.recommendation, given.confidence) == ("with_hints", "in_favour", "high")
    assert (given.observed, given.hints, given.follow_ups) == (("process", "clarity"), ("1",), ("naming",))
    assert {trait: rating.mark for trait, rating in given.ratings.items()} == {"motivation": 4, "problem_solving": 3}
    assert given.ratings["problem_solving"].note == SAID
    assert (given.strength, given.change_my_mind, given.task) == (STRENGTH, "Seeing them plan.", "peak_finding")
    [reply] = company["cy"].thread(hiring_headline(company, "cy"))
    assert reply.text == "1 of 2 scorecards is in. Plans only, please. Impressions go on your scorecard."
    with company.db.read() as tx:
        application = interviews.get(tx, interview).application
        assert [it.action for it in audit.of_application(tx, application)] == ["scorecard.handed_in"]


def test_the_thread_has_a_button_until_everyones_card_is_in(company):
    interview = held(company, a_candidate(company), "ana", "bo")
    writes(company, "ana")
    [reply] = company["bo"].thread(hiring_headline(company, "bo"))
    assert company["bo"].presses("Write scorecard", reply).ok
    assert "Ada Example" in company["bo"].modal.text
    company["bo"].loses_the_window()
    writes(company, "bo")
    [reply] = company["cy"].thread(hiring_headline(company, "cy"))
    assert (reply.text, reply.buttons) == ("2 of 2 scorecards are in.", [])
    assert card(company, interview, "bo")


def test_somebody_from_outside_the_panel_is_told_kindly_who_writes_it(company):
    held(company, a_candidate(company), "ana", "bo")
    writes(company, "ana")
    [reply] = company["cy"].thread(hiring_headline(company, "cy"))
    company["cy"].presses("Write scorecard", reply)
    assert company["cy"].modal is None
    assert "an interviewer of theirs" in company["cy"].finds("This takes", "hiring").text


def test_the_only_one_owed_opens_at_once_and_several_are_listed_oldest_first(company):
    company["ana"].types("/scorecard")
    assert "You have no interview waiting for a scorecard" in company["ana"].sees()[-1].text
    held(company, a_candidate(company, name="Grace Example"), "ana")
    an_interview(company, a_candidate(company, name="Ada Example"), "ana", starts_in=timedelta(hours=-3))
    company["ana"].types("/scorecard")
    text = company["ana"].modal.text
    assert text.index("Ada Example") < text.index("Grace Example")
    company["ana"].presses("Write scorecard", "modal", near="Grace Example")
    assert "Grace Example" in company["ana"].modal.text
    assert "Ada" not in company["ana"].modal.text
    company["ana"].types("/scorecard", "ada")
    assert "Ada Example" in company["ana"].modal.text
    company["ana"].types("/scorecard", "nobody")
    assert "No scorecard of yours is waiting for “nobody”" in company["ana"].sees()[-1].text


def test_gaps_come_back_under_their_fields_before_step_two(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    assert set(company["ana"].hands_in().errors) >= {QUESTION, "Motivation", "Problem-solving ability"}
    company["ana"].fills_in({**STEP_ONE, "note.motivation": "Too short."})
    errors = company["ana"].hands_in().errors
    assert list(errors.values()) == ["What did they do or say? Please write at least 20 characters."]
    assert "Motivation" in next(iter(errors))
    company["ana"].fills_in(NOTES)
    assert company["ana"].hands_in().ok
    assert company["ana"].hands_in().errors == {"What do you recommend?": "Please complete this required field."}
    assert card(company, interview, "ana") is None


def test_what_was_not_observed_needs_no_note_and_is_no_middle_mark(company):
    interview = held(company, a_candidate(company), "ana")
    first = {QUESTION: "Alone", **MARKS, "mark.motivation": "Not observed", "note.problem_solving": SAID}
    assert writes(company, "ana", first).ok
    assert card(company, interview, "ana").answers.ratings["motivation"].mark is None


def test_a_trait_that_was_added_needs_a_mark_but_no_note(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    company["ana"].fills_in(STEP_ONE)
    company["ana"].fills_in({"Add a trait": "Resilience and grit"})
    assert company["ana"].modal.values["Motivation"] == "4 · Above the bar"
    assert company["ana"].hands_in().errors == {"Resilience and grit": "Please complete this required field."}
    company["ana"].fills_in({"Resilience and grit": "5 · Outstanding"})
    company["ana"].fills_in({"Add a trait": "Reliability"})
    company["ana"].fills_in({"Reliability": "2 · Below the bar"})
    assert company["ana"].hands_in().ok
    company["ana"].fills_in(STEP_TWO)
    assert company["ana"].hands_in().ok
    marks = {trait: rating.mark for trait, rating in card(company, interview, "ana").answers.ratings.items()}
    assert marks == {"motivation": 4, "problem_solving": 3, "resilience": 5, "reliability": 2}


def test_a_clear_no_asks_for_one_trait_note_strength_and_recommendation_in_nine_taps(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    company["ana"].reset_taps()
    company["ana"].fills_in({"note.problem_solving": "Could not begin, with both hints given."})
    company["ana"].fills_in({QUESTION: "No"})
    window = company["ana"].modal
    assert window.submit == "Submit"
    assert len(window.fields) == 6
    assert window.values["Which trait decided it?"] == "Problem-solving ability"
    assert "A clear No needs less" in window.text
    assert "Could not begin" in window.text
    company["ana"].fills_in({"Which trait decided it?": "Motivation", "mark.motivation": "1 · Clear concern"})
    company["ana"].fills_in({"note.motivation": SAID, "strength": STRENGTH, "recommendation": "No"})
    assert company["ana"].hands_in().ok
    assert company["ana"].taps <= 9
    given = card(company, interview, "ana").answers
    assert {trait: rating.mark for trait, rating in given.ratings.items()} == {"motivation": 1}
    assert (given.recommendation, given.strength) == ("against", STRENGTH)


def test_a_clear_no_can_be_taken_back_and_nothing_is_lost(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    company["ana"].fills_in(STEP_ONE)
    company["ana"].fills_in({QUESTION: "No"})
    assert "Motivation" not in company["ana"].modal.fields
    company["ana"].fills_in({QUESTION: "With hints"})
    assert company["ana"].hands_in().ok
    company["ana"].fills_in(STEP_TWO)
    assert company["ana"].hands_in().ok
    assert card(company, interview, "ana").answers.ratings["motivation"].note == NOTES["note.motivation"]


def test_a_screening_scorecard_takes_at_most_fifteen_taps(company):
    held(company, a_candidate(company), "ana", focus=("motivation", "problem_solving", "transparency", "reliability"))
    company["ana"].types("/scorecard")
    company["ana"].reset_taps()
    four = {f"mark.{trait}": "3 · Meets the bar" for trait in ("transparency", "reliability")}
    notes = {f"note.{trait}": SAID for trait in ("transparency", "reliability")}
    company["ana"].fills_in({**STEP_ONE, **four, **notes, "What I saw": SEEN})
    company["ana"].fills_in({"Hints given": "Which neighbours do the two ends have?"})
    company["ana"].fills_in({"Follow-ups reached": "Code clarity and naming"})
    company["ana"].hands_in()
    company["ana"].fills_in(STEP_TWO)
    assert company["ana"].hands_in().ok
    assert HANDED_IN in company["ana"].modal.text
    assert company["ana"].taps <= 15


def test_whoever_closes_a_window_while_it_is_drawn_anew_hears_nothing_of_it(company):
    held(company, a_candidate(company), "ana")
    ana = company["ana"]
    ana.types("/scorecard")
    ana.fills_in(STEP_ONE)
    assert ana.hands_in().ok
    view = company.workspace.windows.top(ana.member.id)
    block, back = next(it for it in elements_of(view.blocks) if it[1].get("text", {}).get("text") == "Back")
    payload = ana.desk.gestures.payloads.on_view(ana.actor, view, action_of(block, back, {}))
    ana.loses_the_window()
    heard = len(ana.dms)
    assert company.workspace.deliver("interactive", payload).ok
    company.at_rest()
    assert ana.modal is None
    assert len(ana.dms) == heard
