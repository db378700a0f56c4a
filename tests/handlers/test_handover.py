"""Whoever looked after candidates leaves, or becomes a guest: nobody is left alone, and a guest learns nothing more."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.hiring.handover import stand_in
from bot.hiring.person import Role
from sandbox.company import MONDAY
from sandbox.faults import Kind
from sandbox.slack.events import Events
from storage import applications, people
from tests.handlers.deciding import a_candidate
from tests.handlers.lettering import dm, rejected, sends, to_ada
from tests.handlers.scheduling import opens_candidate
from tests.handlers.scoring import an_interview, told

GONE = "Rita Okafor is no longer here."


def leaves(company, name, **how):
    Events(company.workspace).changes(company.workspace.member(name), **(how or {"deleted": True}))
    company.at_rest()


def has_roles(company, name, *roles):
    with company.db.begin() as tx:
        known = people.get(tx, company[name].member.id)
        people.save(tx, replace(known, roles=known.roles | set(roles)))


def looked_after(company):
    """How many candidates there are, by their coordinator's name."""
    names = {member.id: name for name, member in ((it, company[it].member) for it in company.outside.people)}
    with company.db.read() as tx:
        return Counter(names[application.coordinator] for application in applications.all_open(tx))


@pytest.mark.parametrize("how", [{"deleted": True}, {"is_restricted": True}])
def test_whoever_leaves_hands_their_candidates_to_another_recruiter_who_hears_of_it(company, how):
    opens_candidate(company)
    leaves(company, "rita", **how)
    assert looked_after(company) == {"remy": 1}
    [notice] = told(company, "remy", f"{GONE} Remy Laurent looks after *Ada Example* now.")
    assert notice.buttons == ["Open"]
    assert company["remy"].presses("Open", notice).ok
    assert "Ada Example" in company["remy"].modal.text
    company["remy"].presses("Timeline", "modal")
    assert "made Remy Laurent the coordinator, because Rita Okafor left" in company["remy"].modal.text


def test_the_candidates_of_whoever_left_are_spread_so_that_everybody_has_as_many(company):
    has_roles(company, "bo", Role.RECRUITER)
    for number in range(3):
        opens_candidate(company, f"Ida the {number}.", f"ida{number}@example.com", by="remy")
    for number in range(5):
        opens_candidate(company, f"Bea the {number}.", f"bea{number}@example.com")
    leaves(company, "rita")
    assert looked_after(company) == {"remy": 4, "bo": 4}
    assert len(told(company, "bo", GONE)) == 4


def test_whoever_is_away_takes_over_last_and_where_nobody_recruits_any_more_an_admin_does(company):
    with company.db.read() as tx:
        team = people.everyone(tx)
    rita, remy, adam = (team[company[name].member.id] for name in ("rita", "remy", "adam"))
    at_work = MONDAY.date()
    away = replace(rita, away=((at_work, at_work),))
    assert stand_in([away, remy], {remy.id: 9}, MONDAY) == remy
    assert stand_in([away, adam], {}, MONDAY) == away
    assert stand_in([replace(rita, active=False), adam], {}, MONDAY) == adam
    assert stand_in([team[company["ana"].member.id]], {}, MONDAY) is None


def test_where_nobody_is_left_who_could_the_candidate_stays_theirs(company):
    opens_candidate(company)
    for name in ("adam", "remy", "rita"):
        leaves(company, name)
    assert looked_after(company) == {"rita": 1}


def test_when_a_hiring_manager_leaves_the_coordinator_is_asked_who_decides(company):
    opens_candidate(company)
    has_roles(company, "adam", Role.HIRING_MANAGER)
    leaves(company, "hana")
    rita = company["rita"]
    [notice] = told(company, "rita", "Hana Sato is no longer here. Who decides about *Ada Example* after the debrief?")
    assert rita.presses("Set hiring manager", notice).ok
    rita.fills_in({"Hiring manager": company["adam"]})
    assert rita.hands_in().ok
    company.at_rest()
    [notice] = told(company, "rita", "Adam Keller decides.")
    assert notice.buttons == []


def test_a_seat_that_the_coordinator_leaves_is_told_to_whoever_looks_after_the_candidate_now(company):
    an_interview(company, a_candidate(company), "rita", starts_in=timedelta(days=2))
    company.at_rest()
    leaves(company, "rita")
    assert "Replace" in told(company, "remy", "Rita Okafor is no longer here")[-1].buttons


def test_what_stands_in_a_guests_messages_stays_as_it_was_until_they_are_back(company):
    rejected(company)
    company.at_rest()
    before = dm(company, "rita").all_text
    leaves(company, "rita", is_restricted=True)
    sends(company, "remy")
    company.passes(hours=1)
    assert len(to_ada(company)) == 1
    assert dm(company, "rita").all_text == before
    leaves(company, "rita", is_restricted=False)
    assert dm(company, "rita").all_text != before
    assert not dm(company, "rita").buttons


def test_nobody_can_tell_whether_the_letter_of_somebody_who_left_was_sent_and_whoever_took_over_is_asked(company):
    rejected(company)
    assert sends(company).ok
    leaves(company, "rita")
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    company.passes(hours=1)
    [notice] = told(company, "remy", "We cannot tell whether this letter left.")
    assert company["remy"].presses("It arrived", notice).ok
    (mail,) = to_ada(company)
    assert mail.headers["Reply-To"] == company["remy"].member.email
