"""A scorecard can be corrected until it is talked about; what was said first stays beside it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.hiring.application import State
from bot.hiring.correction import correct, is_open, is_private, must_be_open
from bot.hiring.errors import NotNow
from bot.hiring.interview import InterviewState
from tests.hiring.standings import NOW, a_card, a_standing, an_application, an_interview

HELD = an_interview(1, "ana")
FIRST = a_card(HELD, "ana").scorecard
DEBATED = an_interview(2, "ana", session="extra_conversation", stage="decision")


def at(stage="screening", state=State.OPEN, **more):
    return a_standing(an_application(stage, state=state), HELD, **more)


def says(answers, **changes):
    return replace(FIRST, answers=replace(answers, **changes), submitted_at=NOW + timedelta(hours=1))


def test_the_correction_counts_and_what_was_said_first_is_kept_for_ever():
    once = correct(FIRST, says(FIRST.answers, recommendation="against"))
    twice = correct(once, says(once.answers, recommendation="in_favour", focus_answer="alone"))
    assert (once.first, twice.first) == (FIRST.answers, FIRST.answers)
    assert (once.version, twice.version) == (2, 3)
    assert (twice.submitted_at, twice.corrected_at) == (NOW, NOW + timedelta(hours=1))
    assert twice.answers.focus_answer == "alone"


def test_a_note_for_recruiters_alone_is_a_correction_nobody_else_hears_of():
    assert is_private(FIRST, says(FIRST.answers, for_recruiter="Ask about the notice period."))
    assert not is_private(FIRST, says(FIRST.answers))
    assert not is_private(FIRST, says(FIRST.answers, for_recruiter="Hm.", recommendation="against"))


def test_it_is_open_while_the_stage_is_not_decided():
    must_be_open(at(), HELD)
    assert is_open(at(), HELD)


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (at(state=State.WITHDRAWN), "closed"),
        (at(debrief_open=True), "debrief on Ada Example has opened"),
        (at("decision"), "debrief on Ada Example has opened"),
        (at("onsite"), "Screening was decided"),
    ],
)
def test_afterwards_it_stays_as_it_was_handed_in(standing, why):
    with pytest.raises(NotNow, match=f"{why}.*stays as you handed it in"):
        must_be_open(standing, HELD)
    assert not is_open(standing, HELD)


def test_a_card_of_the_conversation_that_the_debrief_asked_for_is_open_until_it_opens_anew():
    assert is_open(at("decision"), DEBATED)
    assert not is_open(at("decision", debrief_open=True), DEBATED)


def test_a_cancelled_interview_has_nothing_to_correct():
    assert not is_open(at(), replace(HELD, state=InterviewState.CANCELLED))
