"""A scorecard can be corrected until it is talked about; what was written first is kept, and shown beside it."""

from datetime import timedelta

from storage import audit
from tests.databases import on_both
from tests.handlers.deciding import a_candidate, decides, hiring_headline, onsite_done
from tests.handlers.scoring import NOTES, QUESTION, SAID, STEP_ONE, card, draft, held, writes

CORRECTABLE = "It can be corrected until the debrief opens or the stage is decided."
FIRST_NOTE = NOTES["note.problem_solving"]
BETTER = "On second thought: they had asked for the empty list at once."


def corrects(company, name, step_one=None, step_two=None):
    """With the form open: both steps, handed in."""
    for step in (step_one, step_two):
        company[name].fills_in(step or {})
        outcome = company[name].hands_in()
        assert outcome.ok, outcome
    company.at_rest()
    return outcome


def reads(company, name):
    company[name].presses("Read the cards", hiring_headline(company, name))
    shown = company[name].modal.text
    company[name].loses_the_window()
    return shown


@on_both
def test_a_card_is_corrected_from_the_thank_you_and_its_first_version_is_kept(company):
    candidate = a_candidate(company)
    interview = held(company, candidate, "ana")
    writes(company, "ana")
    assert CORRECTABLE in company["ana"].modal.text
    company["ana"].presses("Correct")
    assert company["ana"].modal.values["Motivation"] == "4 · Above the bar"
    assert company["ana"].modal.values[QUESTION] == "With hints"
    assert SAID in company["ana"].modal.text
    company.clock.advance(timedelta(minutes=10))
    changes = {"mark.problem_solving": "5 · Outstanding", "note.problem_solving": BETTER}
    corrects(company, "ana", changes, {"recommendation": "Strong yes"})
    assert "What you wrote first is kept beside it." in company["ana"].modal.text

    kept = card(company, interview, "ana")
    assert (kept.answers.ratings["problem_solving"].mark, kept.answers.recommendation) == (5, "strong_favour")
    assert (kept.first.ratings["problem_solving"].mark, kept.first.recommendation) == (3, "in_favour")
    assert kept.first.ratings["problem_solving"].note == FIRST_NOTE
    assert kept.corrected_at - kept.submitted_at == timedelta(minutes=10)
    assert draft(company, f"{interview}.1", "ana") == {}
    with company.db.read() as tx:
        assert [it.action for it in audit.of_application(tx, candidate)] == [
            "scorecard.handed_in",
            "scorecard.corrected",
        ]


def test_readers_see_that_it_was_corrected_and_the_first_version_of_what_changed(company):
    held(company, a_candidate(company), "ana")
    writes(company, "ana", {**STEP_ONE, "Add a trait": "Reliability", "mark.reliability": "2 · Below the bar"})
    assert "The first version" not in reads(company, "rita")
    company["ana"].presses("Correct")
    changes = {
        "mark.problem_solving": "5 · Outstanding",
        "note.problem_solving": BETTER,
        "mark.reliability": "Not observed",
    }
    corrects(company, "ana", changes, {"recommendation": "Strong yes"})
    shown = reads(company, "rita").replace("*", "").replace("_", "")
    assert "The first version" in shown
    assert "after reading others' cards" not in shown
    assert "At first · Recommendation\nYes" in shown
    assert f"Ana Duarte at first · 3 · Meets the bar\n{FIRST_NOTE}" in shown
    assert f"Ana Duarte · 5 · Outstanding\n{BETTER}" in shown
    assert "Ana Duarte at first · 2 · Below the bar" in shown
    assert "at first · 4" not in shown
    assert "At first · How sure" not in shown


def test_a_second_correction_leaves_the_first_version_as_it_was(company):
    interview = held(company, a_candidate(company), "ana")
    writes(company, "ana")
    for better in ("In favour, after all that I wrote down.", "Against, after all that I wrote down."):
        company["ana"].presses("Correct")
        corrects(company, "ana", {"note.motivation": better})
    kept = card(company, interview, "ana")
    assert kept.answers.ratings["motivation"].note == better
    assert kept.first.ratings["motivation"].note == NOTES["note.motivation"]
    assert kept.version == 3


def test_a_correction_after_reading_the_others_cards_says_so(company):
    interview = held(company, a_candidate(company), "ana", "bo")
    writes(company, "ana")
    writes(company, "bo")
    company.clock.advance(timedelta(minutes=1))
    reads(company, "ana")
    company.clock.advance(timedelta(minutes=1))
    company["ana"].types("/scorecard")
    company["ana"].presses("Correct")
    corrects(company, "ana", {"mark.motivation": "1 · Clear concern"})
    shown = reads(company, "rita")
    assert shown.count("after reading others' cards. The first version is the independent evidence.") == 1
    assert "Not independent" not in shown
    assert card(company, interview, "ana").first.ratings["motivation"].mark == 4


def test_the_command_lists_what_can_be_corrected_after_what_is_owed(company):
    held(company, a_candidate(company, name="Ada Example"), "ana")
    writes(company, "ana")
    held(company, a_candidate(company, name="Grace Example"), "ana")
    held(company, a_candidate(company, name="Joan Example"), "ana")
    company["ana"].types("/scorecard")
    text = company["ana"].modal.text
    assert text.index("Grace") < text.index("Joan") < text.index("Handed in") < text.index("Ada")
    company["ana"].presses("Correct", "modal", near="Ada")
    assert "You are correcting it." in company["ana"].modal.text
    company["ana"].loses_the_window()
    company["ana"].types("/scorecard", "ada")
    assert company["ana"].modal.buttons == ["Correct"]


def test_the_form_and_the_help_say_how_a_card_is_corrected_later(company):
    candidate = a_candidate(company)
    held(company, candidate, "ana")
    writes(company, "ana")
    assert "`/scorecard NAME` finds it again." in company["ana"].modal.text
    held(company, a_candidate(company, name="Grace Example"), "ana")
    company["ana"].types("/scorecard")  # the only one owed, at once
    assert "Grace Example" in company["ana"].modal.text
    assert "One that you handed in is corrected with `/scorecard NAME`" in company["ana"].modal.text
    company["ana"].loses_the_window()
    company["ana"].types("/hiring", "help")
    assert "`/scorecard NAME` correct one you handed in" in company["ana"].modal.text
    company["ana"].loses_the_window()
    held(company, candidate, "ana")  # one more of the same candidate
    company["ana"].types("/scorecard", "ada")
    assert company["ana"].modal.buttons == ["Write scorecard", "Correct"]


def test_what_is_typed_into_a_correction_is_kept_and_can_be_given_up(company):
    interview = held(company, a_candidate(company), "ana")
    writes(company, "ana")
    company["ana"].presses("Correct")
    company["ana"].fills_in({"note.motivation": BETTER})
    company["ana"].loses_the_window()
    company["ana"].types("/scorecard")
    company["ana"].presses("Correct")
    assert BETTER in company["ana"].modal.text
    corrects(company, "ana", NOTES)
    assert "Nothing was changed" in company["ana"].modal.text
    kept = card(company, interview, "ana")
    assert (kept.first, kept.corrected_at, kept.version) == (None, None, 1)


def test_a_decided_screening_is_corrected_no_more(company):
    interview = held(company, a_candidate(company), "ana")
    writes(company, "ana")
    company["ana"].presses("Correct")
    assert decides(company, "rita", "Advance", "Clear enough.").ok
    refused = company["ana"].hands_in()
    assert "was decided for Ada Example. Your scorecard stays as you handed it in." in str(refused.errors)
    company["ana"].loses_the_window()
    company["ana"].types("/scorecard")
    assert company["ana"].modal is None
    assert card(company, interview, "ana").version == 1


def test_once_the_debrief_has_opened_the_cards_stay_as_they_are(company):
    onsite_done(company)
    company["bo"].types("/scorecard")
    company["bo"].presses("Correct")
    company["bo"].fills_in({"Did the candidate get the repository running?": "Alone"})
    company.passes(minutes=31)
    refused = company["bo"].hands_in()
    assert "The debrief on Ada Example has opened. Your scorecard stays" in str(refused.errors)
    company["bo"].loses_the_window()
    company["bo"].types("/scorecard")
    assert company["bo"].modal is None


def test_two_windows_correct_one_version_only_once(company):
    interview = held(company, a_candidate(company), "ana")
    writes(company, "ana")
    company["ana"].presses("Correct")
    old = company.workspace.windows.top(company["ana"].member.id)
    company["ana"].types("/scorecard")
    company["ana"].presses("Correct")
    corrects(company, "ana", {"note.motivation": BETTER})
    outcome = company["ana"].desk.gestures.submit(company["ana"].actor, old)
    assert "You have corrected it meanwhile." in str(outcome.errors)
    assert card(company, interview, "ana").version == 2


def test_nobody_finds_the_card_of_another_to_correct(company):
    held(company, a_candidate(company), "ana")
    writes(company, "ana")
    company["bo"].types("/scorecard")
    assert "You have no interview waiting" in company["bo"].sees()[-1].text
