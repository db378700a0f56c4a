"""Going on without a scorecard: late enough, of somebody else, with something to decide on, and with a reason."""

from dataclasses import replace

import pytest

from bot.hiring.application import State
from bot.hiring.errors import Incomplete, NotAllowed, NotNow
from bot.hiring.forgone import Forgone, go_on_without
from tests.hiring.standings import NOW, RITA, a_card, a_standing, an_application, an_interview

LATE = an_interview(1, "ana", "bo", ago=48)
ANAS = a_card(LATE, "ana")
WAITING = a_standing(an_application(), LATE, cards=(ANAS,))


def without(standing, person="bo", by=RITA.id, reason="Bo is ill.", interview=LATE):
    return go_on_without(standing, interview, person, by, reason)


def test_two_days_after_the_interview_one_goes_on_without_it_and_says_why():
    assert without(WAITING, reason=" Bo is ill. ") == Forgone(1, "bo", RITA.id, "Bo is ill.", NOW)
    with pytest.raises(Incomplete) as refused:
        without(WAITING, reason=" ")
    assert set(refused.value.gaps) == {"reason"}


def test_a_moment_earlier_it_may_still_come():
    early = an_interview(1, "ana", "bo", ago=47.99)
    with pytest.raises(NotNow, match="48 hours after"):
        without(a_standing(an_application(), early, cards=(a_card(early, "ana"),)), interview=early)


def test_ones_own_is_never_gone_on_without():
    with pytest.raises(NotAllowed, match="your own"):
        without(WAITING, by="bo")


def test_with_no_scorecard_of_the_stage_there_is_nothing_to_decide_on():
    elsewhere = an_interview(2, "cy", stage="onsite")
    for standing in (
        a_standing(an_application(), LATE),
        a_standing(an_application(), LATE, elsewhere, cards=(a_card(elsewhere, "cy"),)),
    ):
        with pytest.raises(NotNow, match="nothing to decide on"):
            without(standing)


def test_what_came_in_meanwhile_or_is_waited_for_by_nobody_stays_as_it_is():
    with pytest.raises(NotNow, match="came in meanwhile"):
        without(WAITING, person="ana")
    with pytest.raises(NotNow, match="Nobody waits"):
        without(WAITING, person="dee")
    with pytest.raises(NotNow, match="closed"):
        without(replace(WAITING, application=an_application(state=State.WITHDRAWN)))
