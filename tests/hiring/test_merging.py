"""Two applications become one only where nothing is lost and nobody is in doubt which card counts."""

from dataclasses import replace

import pytest

from bot.hiring.application import State
from bot.hiring.errors import Incomplete, NotNow
from bot.hiring.merging import is_alike, may_be_one, may_continue
from tests.hiring.standings import a_card, a_standing, an_application, an_interview

FIRST = an_application()
HELD, COMING = an_interview(1, "ana"), an_interview(2, "bo", ago=-24)


def again(name="Ada Example", email="ada@example.com", **more):
    return replace(FIRST, id=2, candidate=replace(FIRST.candidate, id=2, name=name, email=email), **more)


def test_the_same_address_or_the_same_name_may_be_the_same_person_however_it_is_written():
    assert is_alike(FIRST, again(name="A. Example", email="ADA@example.com"))
    assert is_alike(FIRST, again(name="ADA EXAMPLE", email="ada@example.net"))
    assert not is_alike(FIRST, again(name="Ada Exemplar", email="ada@example.net"))
    assert not is_alike(FIRST, FIRST)


def test_people_who_have_nothing_in_common_are_not_merged():
    with pytest.raises(NotNow, match="neither"):
        may_be_one(a_standing(FIRST), a_standing(again(name="Bob Example", email="bob@example.com")))


def test_a_closed_application_stays_as_it_ended_whichever_of_the_two_it_is():
    closed = a_standing(again(state=State.REJECTED))
    for pair in ((a_standing(FIRST), closed), (closed, a_standing(FIRST))):
        with pytest.raises(NotNow, match="Only two open"):
            may_be_one(*pair)


def test_two_with_interviews_ahead_or_with_cards_of_one_stage_stay_two():
    with pytest.raises(NotNow, match="interviews booked"):
        may_be_one(a_standing(FIRST, COMING), a_standing(again(), COMING))
    scored = a_standing(FIRST, HELD, cards=(a_card(HELD, "ana"),))
    with pytest.raises(NotNow, match="nobody could tell"):
        may_be_one(scored, replace(scored, application=again()))


def test_the_one_with_an_interview_ahead_goes_on():
    may_continue(a_standing(FIRST, COMING), a_standing(again(), HELD))
    with pytest.raises(Incomplete) as refused:
        may_continue(a_standing(again()), a_standing(FIRST, COMING))
    assert set(refused.value.gaps) == {"kept"}
