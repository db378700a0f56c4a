"""A scorecard when something is wrong: too soon, twice, too late, an old form, hostile text, curious colleagues."""

from dataclasses import replace

import pytest

from bot.hiring.application import withdraw
from bot.hiring.interview import Answer, InterviewState
from storage import applications, interviews
from tests.handlers.deciding import a_candidate, person_id
from tests.handlers.scoring import (
    QUESTION,
    SAID,
    STEP_ONE,
    STEP_TWO,
    an_interview,
    card,
    draft,
    held,
    told,
    writes,
)


def test_it_is_handed_in_only_once_the_interview_is_over(company):
    interview = an_interview(company, a_candidate(company), "ana")
    company.passes(minutes=10)
    company["ana"].types("/scorecard")
    assert company["ana"].modal.title == "Notes"
    company["ana"].fills_in({"note.problem_solving": SAID})
    refused = company["ana"].hands_in()
    words = "You can hand it in when the interview is over; your notes are kept."
    assert list(refused.errors.values()) == [words]
    company.passes(minutes=35)
    company["ana"].fills_in(STEP_ONE)
    assert company["ana"].hands_in().ok  # the window was open all the while
    company["ana"].fills_in(STEP_TWO)
    assert company["ana"].hands_in().ok
    assert card(company, interview, "ana")


def test_the_second_delivery_of_a_form_says_when_it_was_done_and_a_second_card_is_refused_kindly(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    company["ana"].fills_in(STEP_ONE)
    company["ana"].hands_in()
    company["ana"].fills_in(STEP_TWO)
    view = company.workspace.windows.top(person_id(company, "ana"))
    gestures, actor = company["ana"].desk.gestures, company["ana"].actor
    payload = gestures.payloads.submission(actor, view)
    assert company.workspace.deliver("interactive", payload).ok
    again = company.workspace.deliver("interactive", payload)
    assert again.ok
    assert "Already done by you" in str(again.body)
    company["ana"].fills_in({"recommendation": "No"})
    assert list(company["ana"].hands_in().errors.values()) == [
        "You have handed in this scorecard. Nothing was changed."
    ]
    assert card(company, interview, "ana").answers.recommendation == "in_favour"
    assert draft(company, interview, "ana") == {}


def test_a_form_opened_before_an_upgrade_is_still_read(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    company["ana"].fills_in(STEP_ONE)
    view = company.workspace.windows.top(person_id(company, "ana"))
    with company.workspace.change():
        view.body["blocks"] = [it for it in view.blocks if it.get("block_id") != "observed"]
        view.body["blocks"].append(
            {"type": "input", "block_id": "mood", "label": {"type": "plain_text", "text": "Mood"}, "optional": True,
             "element": {"type": "plain_text_input", "action_id": "value"}}
        )  # fmt: skip
        view.values.pop("observed")
        view.values["mood"] = {"value": {"type": "plain_text_input", "value": "sunny"}}
    assert company["ana"].hands_in().ok
    company["ana"].fills_in(STEP_TWO)
    assert company["ana"].hands_in().ok
    assert card(company, interview, "ana").answers.observed == ()


@pytest.mark.parametrize(
    ("ends", "words"),
    [("cancelled", "was cancelled"), ("withdrawn", "application is closed"), ("declined", "Only the")],
)
def test_an_open_form_is_refused_when_nothing_is_wanted_any_more_and_the_text_stays(company, ends, words):
    candidate = a_candidate(company)
    interview = held(company, candidate, "ana")
    company["ana"].types("/scorecard")
    company["ana"].fills_in(STEP_ONE)
    _ends(company, candidate, interview, ends)
    assert words in str(company["ana"].hands_in().errors)
    assert draft(company, interview, "ana")["note.problem_solving"] == SAID


def _ends(company, candidate, interview, how):
    with company.db.begin() as tx:
        if how == "cancelled":
            interviews.save(tx, replace(interviews.get(tx, interview), state=InterviewState.CANCELLED))
        elif how == "withdrawn":
            applications.save(tx, withdraw(applications.lock(tx, candidate), now=tx.now))
        else:
            interviews.answer(tx, interview, person_id(company, "ana"), Answer.DECLINED)


def test_nobody_learns_from_any_surface_what_stands_in_anothers_card(company):
    held(company, a_candidate(company), "ana", "bo")
    secret = "Zebra crossing was their favourite example of a lock."
    writes(company, "ana", {**STEP_ONE, "note.motivation": secret}, {**STEP_TWO, "strength": secret})
    company["bo"].opens_home()
    company["bo"].types("/scorecard")
    company.passes(hours=21)
    assert "Zebra" not in company["bo"].describe()
    assert "Zebra" not in company["cy"].describe()
    assert "Above the bar" not in " ".join(it.all_text for it in company["cy"].sees("hiring"))


def test_hostile_and_oversize_text_is_kept_whole_and_mentions_nobody(company):
    everything = ("motivation", "problem_solving", "independent_execution", "resilience")
    interview = held(company, a_candidate(company, name="<!channel> =cmd() عادة 🎉"), "ana", focus=everything)
    long = ("<!channel> <@U1> =cmd() *x* שלום 🎉🎉 \x00" * 200)[:3000]
    company["ana"].types("/scorecard")
    for trait in ("Goal and outcome orientation", "Transparency and trust", "Reliability"):
        company["ana"].fills_in({"Add a trait": trait})
    traits = (*everything, "outcome_orientation", "transparency", "reliability")
    company["ana"].fills_in({f"mark.{trait}": "5 · Outstanding" for trait in traits})
    company["ana"].fills_in({"mark.reliability": "4 · Above the bar"})
    company["ana"].fills_in({f"note.{trait}": long for trait in traits})
    company["ana"].fills_in({QUESTION: "Alone"})
    company["ana"].loses_the_window()
    company["ana"].types("/scorecard")
    assert company["ana"].hands_in().ok
    company["ana"].fills_in({**STEP_TWO, "strength": long, "change_my_mind": long})
    assert company["ana"].presses("Back").ok
    assert company["ana"].hands_in().ok
    assert company["ana"].hands_in().ok
    company.at_rest()
    kept = card(company, interview, "ana").answers
    clean = long.replace("\x00", "").strip()
    assert all(kept.ratings[trait].note == clean for trait in traits)
    assert kept.strength == clean
    assert not told(company, "cy", "channel")
    assert "<!channel>" not in str([it.blocks for it in company["cy"].sees("hiring")])
