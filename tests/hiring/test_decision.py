"""A person decides, and only once everybody's scorecard is in."""

from dataclasses import replace

import pytest

from bot.hiring.application import State
from bot.hiring.decision import Verdict, decide, may_decide
from bot.hiring.errors import Incomplete, NotAllowed, NotNow
from bot.hiring.standing import EXTRA, Next
from tests.hiring.standings import HANA, RITA, a_card, a_standing, an_application, an_interview, an_interviewer

SCREENING = an_interview(1, "ana")
CARD = a_card(SCREENING, "ana")
SETUP = an_interview(2, "bo", session="repo_setup", stage="onsite")
DEEP_DIVE = an_interview(3, "cy", "dee", session="project_deep_dive", stage="onsite")
ONSITE = tuple(a_card(i, who) for i, who in ((SETUP, "bo"), (DEEP_DIVE, "cy"), (DEEP_DIVE, "dee")))


def screened(**more):
    return a_standing(an_application(), SCREENING, cards=(CARD,), **more)


def debriefed(**more):
    application = an_application("decision", manager=more.pop("manager", HANA.id))
    more.setdefault("debrief_open", True)
    return a_standing(application, SCREENING, SETUP, DEEP_DIVE, cards=(CARD, *ONSITE), **more)


@pytest.mark.parametrize("person", [RITA, HANA])
def test_after_the_screening_a_recruiter_or_the_hiring_manager_decides(person):
    assert decide(Verdict.ADVANCE, screened(), person, reason="").stage == "onsite"
    assert decide(Verdict.REJECT, screened(), person, reason="Too little code.").state is State.REJECTED


def test_another_candidates_hiring_manager_does_not_decide():
    standing = a_standing(an_application(manager="U_SOMEBODY"), SCREENING, cards=(CARD,))
    with pytest.raises(NotAllowed):
        may_decide(Verdict.ADVANCE, standing, HANA)


def test_an_interviewer_does_not_decide():
    with pytest.raises(NotAllowed):
        may_decide(Verdict.ADVANCE, screened(), an_interviewer("ana"))


def test_nothing_is_decided_while_a_scorecard_is_missing():
    with pytest.raises(NotNow, match="Not every scorecard"):
        decide(Verdict.REJECT, a_standing(an_application(), SCREENING), RITA, reason="In a hurry.")


def test_what_has_to_happen_first_is_said():
    for standing, first in (
        (a_standing(an_application()), "Not every conversation with Ada Example is booked yet"),
        (a_standing(an_application(), an_interview(1, "ana", ago=-2)), "a conversation coming up first"),
        (replace(a_standing(an_application("offer")), letter="sent"), "not the next step for Ada Example"),
    ):
        with pytest.raises(NotNow, match=f"{first}.*Nothing was changed"):
            may_decide(Verdict.REJECT, standing, RITA)


def test_to_turn_somebody_down_takes_a_written_reason():
    with pytest.raises(Incomplete):
        decide(Verdict.REJECT, screened(), RITA, reason="  ")


def test_after_the_debrief_the_hiring_manager_decides_with_a_reason():
    with pytest.raises(NotAllowed):
        decide(Verdict.REJECT, debriefed(), RITA, reason="I think so.")
    with pytest.raises(Incomplete):
        decide(Verdict.OFFER, debriefed(), HANA, reason="")
    assert decide(Verdict.OFFER, debriefed(), HANA, reason="Strong evidence.").stage == "offer"


def test_without_a_hiring_manager_it_is_said_how_to_name_one():
    with pytest.raises(NotNow, match=r"Ada Example has no hiring manager yet.*Set hiring manager"):
        may_decide(Verdict.REJECT, debriefed(manager=None), RITA)


def test_no_offer_before_the_debrief_is_open():
    with pytest.raises(NotNow, match="debrief"):
        may_decide(Verdict.OFFER, debriefed(debrief_open=False), HANA)


def test_no_advance_out_of_the_debrief():
    with pytest.raises(NotNow):
        may_decide(Verdict.ADVANCE, debriefed(), HANA)


def test_a_closed_application_is_not_decided_again():
    standing = a_standing(an_application(state=State.WITHDRAWN), SCREENING, cards=(CARD,))
    with pytest.raises(NotNow, match="closed"):
        may_decide(Verdict.REJECT, standing, RITA)


def test_one_more_conversation_is_booked_scored_and_then_decided_again():
    asked = decide(Verdict.ONE_MORE, screened(), RITA, reason="")
    assert (asked.stage, asked.version) == ("screening", 2)
    waiting = screened(extra=1)
    assert (waiting.to_book, waiting.next) == ((EXTRA,), Next.SCHEDULE)
    extra = an_interview(9, "dee", session=EXTRA, ago=1)
    booked = a_standing(an_application(), SCREENING, extra, cards=(CARD,), extra=1)
    assert (booked.to_book, booked.next) == ((), Next.SCORECARDS)
    scored = a_standing(an_application(), SCREENING, extra, cards=(CARD, a_card(extra, "dee")), extra=1)
    assert scored.next is Next.DECIDE_STAGE


def test_after_one_more_conversation_the_debrief_opens_anew():
    assert debriefed(extra=1, debrief_open=False).next is Next.SCHEDULE
    extra = an_interview(9, "ana", session=EXTRA, stage="decision", ago=1)
    cards = (CARD, *ONSITE, a_card(extra, "ana"))
    scored = a_standing(an_application("decision"), SCREENING, SETUP, DEEP_DIVE, extra, cards=cards, extra=1)
    assert scored.next is Next.DEBRIEF


def test_the_stage_before_a_debrief_leads_to_it_and_not_to_a_button():
    assert a_standing(an_application("onsite"), SCREENING, SETUP, DEEP_DIVE, cards=(CARD, *ONSITE)).next is Next.DEBRIEF
