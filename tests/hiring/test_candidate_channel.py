"""A candidate's own channel: what it is called, who belongs in it, when it is over."""

from dataclasses import replace

import pytest

from bot.hiring.application import State
from bot.hiring.candidate_channel import is_named_for, names, wanted
from bot.hiring.interview import InterviewState
from tests.hiring.standings import HANA, RITA, a_standing, an_application, an_interview

EVERYBODY = {RITA.id, HANA.id, "ana", "bo", "cy"}


def test_its_name_holds_a_number_and_a_taken_one_is_counted_on():
    assert list(names(42, 1))[:3] == ["hiring-0042", "hiring-0042-2", "hiring-0042-3"]
    assert next(names(42, 2)) == "hiring-0042-2"
    assert next(names(12345, 1)) == "hiring-12345"
    assert all(is_named_for(42, name) for name in names(42, 1))
    assert not any(is_named_for(4, name) for name in (*names(42, 1), "hiring-0004-x", "hiring-0004x"))


def test_those_who_look_after_or_meet_them_belong_in_it_and_nobody_else():
    cancelled = replace(an_interview(2, "cy"), state=InterviewState.CANCELLED)
    standing = a_standing(an_application(), an_interview(1, "ana", "bo", HANA.id, declined="bo"), cancelled)
    assert wanted(standing, active=EVERYBODY, cleared=False).members == (RITA.id, HANA.id, "ana")
    assert wanted(standing, active=EVERYBODY - {HANA.id}, cleared=False).members == (RITA.id, "ana")


@pytest.mark.parametrize(
    ("state", "letter", "cleared", "over"),
    [
        (State.OPEN, None, True, False),
        (State.WITHDRAWN, None, False, True),
        (State.OFFER_DECLINED, None, False, True),
        (State.REJECTED, None, False, False),
        (State.REJECTED, "approved", False, False),
        (State.REJECTED, "sent", False, True),
        (State.HIRED, "sent", False, False),
        (State.HIRED, "sent", True, True),
    ],
)
def test_it_is_over_when_nothing_is_left_to_do(state: State, letter: str | None, cleared: bool, over: bool):
    standing = replace(a_standing(an_application(state=state)), letter=letter)
    assert wanted(standing, active=EVERYBODY, cleared=cleared).over is over
