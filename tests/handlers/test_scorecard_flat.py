"""Marks that are all the same: a gentle note before they are handed in, only for the author, and never a wall."""

from tests.handlers.deciding import a_candidate
from tests.handlers.scoring import QUESTION, SAID, STEP_TWO, card, held

NOTE = "All your marks are the same."
FOCUS = ("motivation", "problem_solving", "transparency")
NOTES = {f"note.{trait}": SAID for trait in FOCUS}


def marks(*all_three):
    labels = {2: "2 · Below the bar", 3: "3 · Meets the bar"}
    return {f"mark.{trait}": labels[mark] for trait, mark in zip(FOCUS, all_three, strict=True)}


def writes_step_one(company, *all_three):
    interview = held(company, a_candidate(company), "ana", focus=FOCUS)
    company["ana"].types("/scorecard")
    company["ana"].fills_in({QUESTION: "Alone", **marks(*all_three), **NOTES})
    assert NOTE not in company["ana"].modal.text
    assert company["ana"].hands_in().ok
    return interview


def test_three_equal_marks_are_pointed_out_in_step_two_and_handed_in_with_one_submit(company):
    interview = writes_step_one(company, 3, 3, 3)
    assert NOTE in company["ana"].modal.text
    company["ana"].fills_in(STEP_TWO)
    company["ana"].reset_taps()
    assert company["ana"].hands_in().ok
    assert company["ana"].taps == 1
    given = card(company, interview, "ana").answers
    assert {rating.mark for rating in given.ratings.values()} == {3}
    assert (given.recommendation, given.strength) == ("in_favour", STEP_TWO["strength"])


def test_the_marks_can_be_looked_at_again(company):
    interview = writes_step_one(company, 3, 3, 3)
    company["ana"].fills_in(STEP_TWO)
    company["ana"].presses("Back")
    assert SAID in company["ana"].modal.text
    company["ana"].fills_in({"mark.transparency": "2 · Below the bar"})
    assert company["ana"].hands_in().ok
    assert NOTE not in company["ana"].modal.text
    assert company["ana"].hands_in().ok
    assert card(company, interview, "ana").answers.ratings["transparency"].mark == 2


def test_marks_that_differ_are_not_pointed_out(company):
    writes_step_one(company, 3, 2, 3)
    assert NOTE not in company["ana"].modal.text


def test_nobody_else_learns_that_it_was_pointed_out(company):
    writes_step_one(company, 3, 3, 3)
    company["ana"].fills_in(STEP_TWO)
    company["ana"].hands_in()
    company.at_rest()
    for name in ("rita", "hana", "bo"):
        assert NOTE not in company[name].describe()
