"""Who sits on a panel, what they look at, which task the candidate gets."""

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from bot.hiring import panel
from bot.hiring.person import Person, Role
from bot.process_file import load_process

PROCESS = load_process(Path(__file__).parents[2] / "process.yaml")
SCREENING, SETUP, DEEP_DIVE = (PROCESS.session(key) for key in ("screening", "repo_setup", "project_deep_dive"))
EXTRA = PROCESS.session("extra_conversation")
ANA = Person("U1", "Ana", "ana@example.org", "Europe/Lisbon", frozenset({Role.INTERVIEWER}), frozenset({"screening"}))


def focus(session, *people, most=4, instead=()):
    return [seat.focus for seat in panel.seats(session, people, most=most, instead=instead)]


@pytest.mark.parametrize("session", [SCREENING, SETUP, DEEP_DIVE], ids=lambda session: session.id)
@pytest.mark.parametrize("people", [("U1",), ("U1", "U2")], ids=len)
def test_every_primary_trait_has_somebody_who_looks_at_it(session, people):
    shares = focus(session, *people)
    room = len(people) * 4
    assert set(session.traits("primary")[:room]) <= {trait for share in shares for trait in share}
    assert all(2 <= len(share) <= 4 and len(set(share)) == len(share) for share in shares)


def test_a_panel_of_two_shares_five_traits_and_nobody_gets_more_than_three():
    first, second = focus(DEEP_DIVE, "U1", "U2")
    assert not set(first) & set(second)
    assert sorted(map(len, (first, second))) == [2, 3]


def test_where_there_are_few_traits_the_second_pair_of_eyes_looks_at_the_same_ones():
    first, second = focus(SCREENING, "U1", "U2")
    assert set(first) == set(second) == {"motivation", "problem_solving"}


def test_nobody_gets_more_traits_than_the_process_allows():
    assert all(len(share) <= 1 for share in focus(DEEP_DIVE, "U1", "U2", most=1))


def test_one_more_conversation_looks_at_the_traits_it_was_given():
    assert focus(EXTRA, "U1", instead=("resilience", "reliability", "motivation")) == [
        ("resilience", "reliability", "motivation")
    ]


def test_only_active_interviewers_who_lead_the_session_are_in_the_pool():
    people = [
        ANA,
        replace(ANA, id="paused", paused=True),
        replace(ANA, id="left", active=False),
        replace(ANA, id="recruiter", roles=frozenset({Role.RECRUITER})),
        replace(ANA, id="other session", sessions=frozenset({"repo_setup"})),
    ]
    assert panel.pool(people, "screening") == ("U1",)


def test_own_caps_and_hours_go_before_those_of_the_process():
    ordinary = panel.interviewer(ANA, PROCESS.load)
    assert (ordinary.max_per_day, ordinary.max_per_week) == (PROCESS.load.max_per_day, PROCESS.load.max_per_week)
    careful = panel.interviewer(replace(ANA, max_per_day=0, max_per_week=1, starts=time(12)), PROCESS.load, recent=3)
    assert (careful.max_per_day, careful.max_per_week, careful.recent) == (0, 1, 3)
    assert (careful.hours.start, careful.hours.zone) == (time(12), "Europe/Lisbon")


def test_the_task_used_least_is_chosen_and_none_the_candidate_knows():
    uses = {task.id: 2 for task in PROCESS.tasks} | {"run_length": 0, "first_unique": 1}
    assert panel.choose_task(PROCESS, SCREENING, uses=uses, given=()) == "run_length"
    assert panel.choose_task(PROCESS, SCREENING, uses=uses, given={"run_length"}) == "first_unique"
    assert panel.choose_task(PROCESS, SCREENING, uses=uses, given={task.id for task in PROCESS.tasks}) is None


def test_a_session_without_a_coding_task_gets_none():
    assert panel.choose_task(PROCESS, DEEP_DIVE, uses={}, given=()) is None
