"""Blind until one's own scorecard is in; closed until everybody's is."""

from dataclasses import replace

import pytest

from bot.hiring.errors import NotAllowed, NotNow
from bot.hiring.person import Role
from bot.hiring.reading import open_to, readable
from tests.hiring.standings import HANA, RITA, a_card, a_standing, an_application, an_interview, an_interviewer

SCREENING = an_interview(1, "ana", "bo")
FIRST, SECOND = a_card(SCREENING, "ana"), a_card(SCREENING, "bo", says="against")
ANA, BO = an_interviewer("ana"), an_interviewer("bo")


def standing(*cards, stage="screening", more=(), **others):
    return a_standing(an_application(stage), SCREENING, *more, cards=cards, **others)


@pytest.mark.parametrize("reader", [RITA, HANA, ANA])
def test_cards_open_when_everyones_is_in(reader):
    with pytest.raises(NotNow, match="Cards open when everyone's is in"):
        open_to(reader, standing(FIRST), [FIRST])
    assert open_to(reader, standing(FIRST, SECOND), [FIRST, SECOND]) == (FIRST, SECOND)


def test_the_one_who_owes_a_card_is_blind_whatever_their_role():
    for blind in (BO, replace(RITA, id="bo"), replace(HANA, id="bo", roles=frozenset(Role))):
        with pytest.raises(NotNow, match="yourself"):
            open_to(blind, standing(FIRST), [FIRST])


def test_the_words_of_a_refusal_do_not_depend_on_what_is_in_the_cards():
    refusals = []
    for card in (
        a_card(SCREENING, "ana", {"motivation": 1}, "strong_against"),
        a_card(SCREENING, "ana", {"motivation": 5}),
    ):
        with pytest.raises(NotNow) as refused:
            open_to(BO, standing(card), [card])
        refusals.append(str(refused.value))
    assert refusals[0] == refusals[1]


def test_people_who_were_not_part_of_it_do_not_read():
    for outsider in (an_interviewer("dee"), replace(HANA, id="U_OTHER")):
        with pytest.raises(NotAllowed):
            open_to(outsider, standing(FIRST, SECOND), [FIRST, SECOND])


def test_who_said_they_cannot_come_owes_nothing_and_reads_nothing():
    interview = an_interview(1, "ana", "bo", declined="bo")
    card = a_card(interview, "ana")
    found = a_standing(an_application(), interview, cards=(card,))
    assert open_to(RITA, found, [card]) == (card,)
    with pytest.raises(NotAllowed):
        open_to(BO, found, [card])


def test_marks_of_the_screening_stay_hidden_from_onsite_interviewers_who_still_owe_a_card():
    setup = an_interview(2, "ana", session="repo_setup", stage="onsite", ago=-24)
    dive = an_interview(3, "cy", session="project_deep_dive", stage="onsite", ago=-26)
    onsite = standing(FIRST, SECOND, stage="onsite", more=(setup, dive))
    with pytest.raises(NotNow):
        open_to(ANA, onsite, [FIRST, SECOND])
    assert open_to(BO, onsite, [FIRST, SECOND]) == (FIRST, SECOND)
    assert open_to(RITA, onsite, [FIRST, SECOND]) == (FIRST, SECOND)


def test_a_stage_with_a_conversation_still_to_be_booked_stays_closed():
    assert readable(standing(FIRST, SECOND, extra=1), [FIRST, SECOND]) == ()
