"""When a scorecard has no gaps, and who may fill one in."""

from datetime import timedelta

import pytest

from bot.hiring.errors import Incomplete, NotNow, NotOnPanel
from bot.hiring.interview import Answer, Interview, InterviewState, Seat
from bot.hiring.scorecard import Answers, Rating, fill_in
from tests.hiring.standings import NOW, PROCESS

NOTE = "They tested the empty list first."
SCREENING = PROCESS.session("screening")
FOCUS = ("motivation", "problem_solving")


def rated(**marks):
    return {trait: Rating(trait, mark, "" if mark is None else NOTE) for trait, mark in marks.items()}


def interview(*, ended=timedelta(), state=InterviewState.BOOKED, answer=Answer.ACCEPTED):
    ends_at = NOW - ended
    seat = Seat("U_ANA", FOCUS, answer)
    return Interview(7, 1, "screening", "screening", ends_at - timedelta(minutes=45), ends_at, "UTC", (seat,), state)


def fills_in(answers, who="U_ANA", **about):
    return fill_in(interview(**about), SCREENING, PROCESS, who, answers, NOW)


def gaps(answers):
    with pytest.raises(Incomplete) as refused:
        fills_in(answers)
    return refused.value.gaps


COMPLETE = Answers(focus_answer="alone", ratings=rated(motivation=3, problem_solving=4), recommendation="in_favour")
CLEAR_NO = Answers(focus_answer="none", ratings=rated(problem_solving=1), recommendation="against")


def test_a_complete_one_says_who_about_what_and_when():
    card = fills_in(COMPLETE)
    assert (card.interview, card.interviewer, card.submitted_at, card.answers) == (7, "U_ANA", NOW, COMPLETE)


def test_an_empty_one_has_every_gap_at_once_each_with_a_plea_that_fits():
    found = gaps(Answers())
    assert set(found) == {
        "focus_answer",
        "recommendation",
        *(f"{part}.{trait}" for part in ("mark", "note") for trait in FOCUS),
    }
    assert all(len(plea) <= 150 for plea in found.values())


def test_a_note_without_a_mark_is_asked_for_its_mark_once_whether_the_trait_was_in_focus_or_not():
    noted = {"problem_solving": NOTE, "resilience": "Named it well."}
    found = gaps(Answers("alone", ratings=rated(motivation=3), unmarked=noted, recommendation="in_favour"))
    assert set(found) == {"mark.problem_solving", "mark.resilience"}


@pytest.mark.parametrize("mark", PROCESS.scale.marks)
def test_every_mark_of_a_focus_trait_needs_its_note_a_middle_one_too(mark):
    answers = Answers("alone", (), {**rated(problem_solving=3), "motivation": Rating("motivation", mark, " " * 40)})
    assert set(gaps(answers)) == {"note.motivation", "recommendation"}


def test_not_observed_is_an_answer_without_a_note():
    answers = Answers("alone", (), rated(motivation=None, problem_solving=3), "in_favour")
    assert fills_in(answers).answers.ratings["motivation"].mark is None


def test_an_opened_trait_needs_a_mark_and_no_note():
    opened = Answers("alone", (), rated(motivation=3, problem_solving=3), "in_favour", unmarked={"resilience": ""})
    assert set(gaps(opened)) == {"mark.resilience"}
    more = {**COMPLETE.ratings, "resilience": Rating("resilience", 5)}
    assert fills_in(Answers("alone", (), more, "in_favour"))


def test_a_clear_no_needs_one_trait_with_a_mark_and_a_note_and_a_recommendation():
    assert fills_in(CLEAR_NO)
    assert set(gaps(Answers("none", (), CLEAR_NO.ratings))) == {"recommendation"}
    assert set(gaps(Answers("none", (), {}, "against", unmarked={"motivation": ""}))) == {
        "mark.motivation",
        "note.motivation",
    }
    assert set(gaps(Answers("none", (), rated(motivation=None), "against"))) == {"mark.motivation"}
    two = rated(motivation=1, problem_solving=1)
    assert set(gaps(Answers("none", (), two, "against"))) == {"focus_answer"}


def test_a_session_without_a_question_has_none_to_answer():
    extra = PROCESS.session("extra_conversation")
    answers = Answers(ratings=COMPLETE.ratings, recommendation="in_favour")
    assert fill_in(interview(), extra, PROCESS, "U_ANA", answers, NOW)


def test_only_who_was_there_fills_it_in():
    with pytest.raises(NotOnPanel):
        fills_in(COMPLETE, who="U_MALLORY")
    with pytest.raises(NotOnPanel):
        fills_in(COMPLETE, answer=Answer.DECLINED)


def test_not_while_it_runs_and_not_when_it_was_cancelled():
    with pytest.raises(NotNow, match="when the interview is over; your notes are kept"):
        fills_in(COMPLETE, ended=timedelta(minutes=-1))
    with pytest.raises(NotNow, match="was cancelled"):
        fills_in(COMPLETE, state=InterviewState.CANCELLED)
