"""The process we ship: the seed's funnel, every trait looked at twice, everything fits where people read it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.hiring.letter import write
from bot.process_file import load_process

PROCESS = load_process(Path(__file__).parents[2] / "process.yaml")
IN_STAGES = [PROCESS.session(key) for stage in PROCESS.stages for key in stage.sessions]


def test_the_funnel_is_screening_then_setup_and_deep_dive_then_decision_and_offer():
    assert [stage.kind for stage in PROCESS.stages] == ["queue", "interview", "interview", "debrief", "offer"]
    assert PROCESS.stage("onsite").sessions == ("repo_setup", "project_deep_dive")
    assert PROCESS.after("onsite") == PROCESS.stage("decision")
    assert PROCESS.after("offer") is None
    assert PROCESS.stage_of_session("repo_setup").id == "onsite"


def test_the_on_site_loop_has_a_break_and_different_people():
    onsite = PROCESS.stage("onsite")
    assert (onsite.distinct_interviewers, onsite.same_day, onsite.break_between) == (True, True, timedelta(minutes=15))


def test_only_the_hiring_manager_decides_after_the_debrief():
    assert PROCESS.stage("decision").decided_by == ("hiring_manager",)
    assert PROCESS.stage("screening").decided_by == ("recruiter", "hiring_manager")


@pytest.mark.parametrize("trait", PROCESS.traits, ids=lambda trait: trait.id)
def test_every_trait_is_looked_at_in_two_sessions_and_must_be_rated_in_one(trait):
    assert sum(trait.id in session.traits() for session in IN_STAGES) >= 2
    assert any(trait.id in session.traits("primary") for session in IN_STAGES)


def test_a_sessions_traits_come_with_the_primary_ones_first():
    screening = PROCESS.session("screening")
    assert screening.traits("primary") == ("motivation", "problem_solving")
    assert screening.traits("secondary") == ("outcome_orientation", "transparency")
    assert screening.traits() == ("motivation", "problem_solving", "outcome_orientation", "transparency")


def test_one_more_conversation_may_look_at_every_trait_and_belongs_to_no_stage():
    extra = PROCESS.session("extra_conversation")
    assert set(extra.traits("secondary")) == {trait.id for trait in PROCESS.traits}
    assert extra not in IN_STAGES
    assert (extra.panel.max, extra.duration) == (1, timedelta(minutes=30))


def test_the_screening_asks_the_seeds_question_and_a_clear_no_is_known():
    question = PROCESS.session("screening").focus_question
    assert question is not None
    assert question.text == "Can the candidate solve a straightforward real-world problem using code?"
    assert [answer.label for answer in question.answers] == ["Alone", "With hints", "No"]
    assert question.clear_no == question.answers[-1].id


def test_the_recommendation_has_no_middle():
    assert [choice.label for choice in PROCESS.recommendations] == ["Strong no", "No", "Yes", "Strong yes"]


def test_whoever_prepares_for_the_on_site_gets_five_working_days():
    assert PROCESS.session("repo_setup").prepare_days == 5


@pytest.mark.parametrize("role", PROCESS.roles, ids=lambda role: role.id)
@pytest.mark.parametrize("task", PROCESS.tasks, ids=lambda task: task.id)
def test_every_task_has_checks_hints_and_the_roles_follow_ups(task, role):
    assert len(task.checks) >= 3
    assert len(task.hints) >= 2
    assert set(role.follow_ups) <= set(task.follow_ups)
    assert set(task.follow_ups) == set(PROCESS.follow_up_names)


def test_whatever_becomes_an_option_fits_into_one():
    labels = [*PROCESS.scale.labels.values(), PROCESS.scale.not_observed, *PROCESS.follow_up_names.values()]
    labels += [choice.label for choice in (*PROCESS.recommendations, *PROCESS.confidences)]
    labels += [words for trait in PROCESS.traits for words in (trait.name, *trait.short_anchors.values())]
    labels += [thing.name for thing in (*PROCESS.roles, *PROCESS.tasks)]
    labels += [words for task in PROCESS.tasks for words in (*task.checks, *task.hints)]
    for session in PROCESS.sessions:
        answers = session.focus_question.answers if session.focus_question else ()
        labels += [choice.label for choice in (*answers, *session.milestones)]
        labels += [observation.text for observation in session.observe]
        labels += [step.name for step in session.plan]
    assert [label for label in labels if not 0 < len(label) <= 75] == []


def test_titles_groups_and_paragraphs_fit_what_slack_allows():
    assert [thing.name for thing in (*PROCESS.sessions, *PROCESS.stages) if len(thing.name) > 24] == []
    assert [session.id for session in PROCESS.sessions if len(session.observe) > 10 or len(session.brief) > 3000] == []
    assert all(len(words) <= 140 for trait in PROCESS.traits for words in trait.anchors.values())
    assert all(len(letter.body) <= 3000 for letter in PROCESS.letters.values())
    assert PROCESS.scale.max - PROCESS.scale.min + 2 <= 10


@pytest.mark.parametrize("key", ["invitation", "onsite_invitation"])
def test_an_invitation_stays_short_with_its_longest_brief(key):
    brief = "\n\n".join(session.brief for session in IN_STAGES)
    template = PROCESS.letters[key]
    values = {**dict.fromkeys(template.variables, "some words here"), "brief": brief}
    assert len(write(template, values).body.split()) <= template.max_words


def test_the_invitation_tells_what_the_candidate_may_use_and_what_happens_if_the_line_breaks():
    brief = PROCESS.session("screening").brief
    for words in (
        "45 minutes",
        "own editor",
        "whichever language",
        "AI assistants",
        "easier to take part",
        "line breaks",
    ):
        assert words in brief
