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
from tests.handlers.test_team import books_screening
from tests.relay.promised import promises_note

GONE = "Rita Okafor is no longer here."


def leaves(company, name, **how):
    Events(company.workspace).changes(company.workspace.member(name), **(how or {"deleted": True}))
    company.works()


def has_roles(company, name, *roles):
    with company.db.begin() as tx:
        known = people.get(tx, company[name].member.id)
        people.save(tx, replace(known, roles=known.roles | set(roles)))


def looked_after(company):
    """How many candidates there are, by their coordinator's name."""
    names = {member.id: name for name, member in ((it, company[it].member) for it in company.outside.people)}
    with company.db.read() as tx:
        return Counter(names[application.coordinator] for application in applications.all_open(tx))


def test_names_are_shown_as_they_are_written(company):
    opens_candidate(company)
    with company.db.begin() as tx:
        people.save(tx, replace(people.get(tx, company["rita"].member.id), name="Rita & Sons"))
    leaves(company, "rita")
    [notice] = told(company, "remy", "is no longer here.")
    assert notice.text.startswith("Rita & Sons is")


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


def test_whoever_took_over_and_handed_on_reads_who_looks_after_them_now(company):
    opens_candidate(company)
    leaves(company, "rita")
    remy = company["remy"]
    assert remy.presses("Open", told(company, "remy", GONE)[0]).ok
    assert remy.presses("Edit", "modal").ok
    remy.fills_in({"Coordinator": company["bo"]})
    assert remy.hands_in().ok
    company.at_rest()
    assert told(company, "remy", "Bo Lindqvist looks after *Ada Example* now.")


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
    rita, remy, adam, hana = (team[company[name].member.id] for name in ("rita", "remy", "adam", "hana"))
    at_work = MONDAY.date()
    away = replace(rita, away=((at_work, at_work),))
    assert stand_in([away, remy], {remy.id: 9}, MONDAY) == remy
    assert stand_in([away, adam], {}, MONDAY) == away
    assert stand_in([replace(rita, active=False), adam, hana], {}, MONDAY) == adam
    assert stand_in([adam, hana], {}, MONDAY, manager=hana.id) == hana
    assert stand_in([team[company["ana"].member.id]], {}, MONDAY) is None


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
    assert [it for it in told(company, "remy", "Rita Okafor is no longer here") if "Replace" in it.buttons]


def test_what_stands_in_a_guests_messages_stays_as_it_was_until_they_are_back(company):
    books_screening(company)
    asked = "You are on the panel"
    leaves(company, "ana", is_restricted=True)
    [before] = told(company, "ana", asked)
    assert before.buttons == ["I'll be there", "I can't"]
    leaves(company, "ana", is_restricted=False)
    [after] = told(company, "ana", asked)
    assert "You can't. The coordinator knows" in after.all_text


def test_a_letter_that_somebody_was_to_write_is_asked_of_whoever_took_over(company):
    rejected(company)
    leaves(company, "rita")
    assert "It is yours to write" in dm(company, "remy", "Letter to").all_text
    assert sends(company, "remy").ok
    company.passes(hours=1)
    assert len(to_ada(company)) == 1


def test_a_question_that_waits_for_whoever_left_is_asked_of_whoever_took_over(company):
    """Nobody else could press it, and the letter would wait for ever."""
    rejected(company)
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    assert sends(company).ok
    company.passes(hours=1)
    assert told(company, "rita", "We cannot tell whether this letter left.")
    leaves(company, "rita")
    [notice] = told(company, "remy", "We cannot tell whether this letter left.")
    assert company["remy"].presses("It arrived", notice).ok


def test_an_application_that_is_opened_again_after_its_coordinator_left_is_looked_after(company):
    opens_candidate(company)
    assert company["rita"].presses("Withdraw").ok
    assert company["rita"].hands_in().ok
    company.at_rest()
    leaves(company, "rita")
    remy = company["remy"]
    remy.types("/candidate", "Ada")
    assert remy.presses("Reopen", "modal").ok
    remy.fills_in({"Why?": "They changed their mind."})
    assert remy.hands_in().ok
    company.works()
    assert looked_after(company) == {"remy": 1}
    assert told(company, "remy", GONE)


def test_where_nobody_could_take_over_the_next_recruiter_does(company):
    opens_candidate(company)
    for name in ("hana", "adam", "remy", "rita"):
        leaves(company, name)
    assert looked_after(company) == {"rita": 1}
    has_roles(company, "bo", Role.RECRUITER)
    company.works()
    assert looked_after(company) == {"bo": 1}


def test_whoever_is_back_before_slack_told_of_it_finds_what_was_held_for_them(company):
    opens_candidate(company)
    leaves(company, "ana", is_restricted=True)
    promises_note(company, "note:ana", to=company["ana"].member.id)
    company.at_rest()
    assert told(company, "adam", "could not get through")[0].buttons
    with company.workspace.change():
        company.workspace.member("ana").is_restricted = False
    company.bot.directory.forget(company["ana"].member.id)
    company["ana"].types("/hiring")
    company.at_rest()
    assert told(company, "ana", "Ada Example")
    assert not told(company, "adam", "could not get through")[0].buttons


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
