"""Who is told that a decision is late: whoever may decide and is here, else the coordinator."""

from dataclasses import replace

from bot.hiring.overdue import decider
from tests.hiring.standings import HANA, PROCESS, RITA, a_standing, an_application

GONE_ROLE = {"roles": frozenset()}


def told(stage, *team, decided_by=None):
    standing = a_standing(an_application(stage))
    if decided_by is not None:
        stages = [replace(it, decided_by=decided_by) if it.id == stage else it for it in PROCESS.stages]
        standing = replace(standing, process=replace(PROCESS, stages=tuple(stages)))
    return decider(standing, {person.id: person for person in team})


def test_at_the_screening_the_coordinator_decides_and_after_the_debrief_the_hiring_manager():
    assert told("screening", RITA, HANA) == RITA
    assert told("decision", RITA, HANA) == HANA


def test_where_the_coordinator_left_or_is_no_recruiter_any_more_the_hiring_manager_is_told():
    assert told("screening", replace(RITA, active=False), HANA) == HANA
    assert told("screening", replace(RITA, **GONE_ROLE), HANA) == HANA


def test_who_may_not_decide_any_more_is_not_asked_to():
    no_manager = replace(HANA, **GONE_ROLE)
    assert told("decision", RITA, no_manager) == RITA
    assert told("screening", replace(RITA, **GONE_ROLE), HANA, decided_by=("recruiter",)).id == RITA.id


def test_where_the_hiring_manager_left_the_coordinator_is_told_and_where_both_left_nobody():
    assert told("decision", RITA, replace(HANA, active=False)) == RITA
    assert told("decision", replace(RITA, active=False), replace(HANA, active=False)) is None
    assert told("decision") is None
