"""Somebody whose account is gone: what they wrote stays, and what cannot reach them is told to a named person."""

from datetime import timedelta

import pytest

from sandbox.slack.events import Events
from tests.handlers.deciding import NOTE, a_candidate, a_conversation, hands_in, hiring_headline, person_id
from tests.handlers.scoring import an_interview, told
from tests.relay.promised import promises_note


def leaves(company, name, **how):
    Events(company.workspace).changes(company.workspace.member(name), **(how or {"deleted": True}))
    company.at_rest()


def test_the_scorecard_of_somebody_who_left_is_read_like_any_other(company):
    candidate = a_candidate(company)
    hands_in(company, a_conversation(company, candidate, "screening", "ana"), "ana")
    company.at_rest()
    leaves(company, "ana")
    rita = company["rita"]
    assert rita.presses("Read the cards", hiring_headline(company)).ok
    assert "Ana Duarte" in rita.modal.text
    assert NOTE in rita.modal.text


def test_whoever_left_while_the_bot_was_away_is_missed_when_it_is_back(company):
    candidate = a_candidate(company)
    an_interview(company, candidate, "ana", starts_in=timedelta(days=2))
    company.bot_dies()
    with company.workspace.change():
        company.workspace.member("ana").deleted = True
    company.bot_starts()
    company.at_rest()
    assert told(company, "rita", "Ana Duarte is no longer here")


def test_whoever_is_in_another_workspace_of_the_company_too_has_not_left(company):
    candidate = a_candidate(company)
    an_interview(company, candidate, "ana", starts_in=timedelta(days=2))
    company.bot_dies()
    with company.workspace.change():
        ana = company.workspace.member("ana")
        ana.team_id, ana.teams = "T0OTHER", ["T0OTHER", company.workspace.team_id]
    company.bot_starts()
    company.at_rest()
    assert not told(company, "rita", "Ana Duarte is no longer here")
    assert company["ana"].types("/scorecard").ok


@pytest.mark.parametrize("how", [{"deleted": True}, {"is_restricted": True}])
def test_what_is_for_somebody_who_left_reaches_nobody_and_is_the_admins_to_settle_once(company, how):
    a_candidate(company)
    company.at_rest()
    leaves(company, "dee", **how)
    promises_note(company, "note:dee", to=person_id(company, "dee"))
    company.at_rest()
    [notice] = told(company, "adam", "could not get through")
    assert "they left, or became a guest" in notice.all_text
    assert notice.buttons == ["Try again", "Drop it"]
    assert company["adam"].presses("Drop it", notice).ok
    company.at_rest()
    assert "It is dropped, says Adam Keller." in told(company, "adam", "could not get through")[0].all_text
    assert not company["dee"].dms
