"""What is typed into a scorecard is kept at once, and found again wherever the form is opened."""

import time
from datetime import timedelta

import pytest

from sandbox.slack.payloads import action_of
from storage import applications
from tests.databases import on_both
from tests.handlers.deciding import a_candidate, person_id
from tests.handlers.scoring import NOTES, QUESTION, SAID, STEP_ONE, STEP_TWO, an_interview, card, draft, held, writes


def types_at(company, name, field, text, *, at, view=None):
    """A keystroke that Slack stamped with the time *at*, however late it arrives."""
    person = company[name]
    view = view or company.workspace.windows.top(person.member.id)
    element = next(it["element"] for it in view.blocks if it.get("block_id") == field)
    with company.workspace.change():
        view.values[field] = {element["action_id"]: {"type": element["type"], "value": text}}
        action = action_of({"block_id": field}, element, {"value": text}) | {"action_ts": at}
        payload = person.desk.gestures.payloads.on_view(person.actor, view, action)
    return lambda: company.workspace.deliver("interactive", payload)


def test_a_closed_window_loses_nothing_in_either_step(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    company["ana"].fills_in({**STEP_ONE, "What I saw": "Working code in a language of their choice"})
    company["ana"].loses_the_window()
    company["ana"].types("/scorecard")
    window = company["ana"].modal
    assert "Kept as a draft. Only you can see it." in window.text
    assert window.values["Motivation"] == "4 · Above the bar"
    assert window.values[QUESTION] == "With hints"
    assert SAID in window.text
    assert company["ana"].hands_in().ok
    company["ana"].fills_in(STEP_TWO)
    company["ana"].loses_the_window()
    company["ana"].types("/scorecard")
    assert company["ana"].hands_in().ok
    assert company["ana"].modal.values["What do you recommend?"] == "Yes"
    assert company["ana"].hands_in().ok
    assert card(company, interview, "ana").answers.observed == ("coding",)
    assert draft(company, interview, "ana") == {}


def test_notes_taken_while_it_runs_become_the_scorecard(company):
    interview = an_interview(company, a_candidate(company), "ana")
    company.passes(minutes=5)
    company["ana"].presses("Take notes")
    company["ana"].fills_in({"note.problem_solving": SAID, "Hints given": "Which neighbours do the two ends have?"})
    company["ana"].closes()
    company.passes(minutes=45)
    company["ana"].presses("Write scorecard")
    assert SAID in company["ana"].modal.text
    company["ana"].loses_the_window()
    writes(company, "ana")
    assert card(company, interview, "ana").answers.hints == ("1",)


def test_a_bot_that_dies_while_somebody_types_finds_everything_again(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    company["ana"].fills_in(STEP_ONE)
    company.bot_dies()
    company.bot_starts()
    assert company["ana"].hands_in().ok  # the same window, a new bot
    company["ana"].fills_in(STEP_TWO)
    company["ana"].loses_the_window()
    writes(company, "ana")
    assert card(company, interview, "ana").answers.ratings["motivation"].note == NOTES["note.motivation"]


def test_what_a_dead_bot_missed_arrives_with_the_next_keystroke(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    company["ana"].fills_in({"note.motivation": "They said"})
    types_at(company, "ana", "note.motivation", "They said why", at="1999999999.000000")  # never delivered
    company["ana"].fills_in({"note.problem_solving": "And"})
    assert draft(company, interview, "ana")["note.motivation"] == "They said why"


def test_saves_out_of_order_leave_the_newest(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    first = types_at(company, "ana", "note.motivation", "They s", at="1800000000.000100")
    second = types_at(company, "ana", "note.motivation", "They sa", at="1800000000.000200")
    assert second().ok
    assert first().ok
    assert draft(company, interview, "ana")["note.motivation"] == "They sa"
    emptied = types_at(company, "ana", "note.motivation", None, at="1800000000.000300")
    assert emptied().ok
    assert draft(company, interview, "ana")["note.motivation"] == ""


def test_two_devices_do_not_cover_each_others_text(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    laptop = company.workspace.windows.top(person_id(company, "ana"))
    company["ana"].fills_in({"note.motivation": "On the laptop"})
    company["ana"].types("/scorecard")
    assert "On the laptop" in company["ana"].modal.text
    company["ana"].fills_in({"note.motivation": "On the laptop and the phone", "note.problem_solving": "Phone"})
    assert types_at(company, "ana", "note.problem_solving", "Laptop", at="1999999999.100000", view=laptop)().ok
    kept = draft(company, interview, "ana")
    assert kept["note.motivation"] == "On the laptop and the phone"
    assert kept["note.problem_solving"] == "Laptop"


def refused(company, *, late=lambda: None):
    """A form handed in with a gap, whose last words reached nobody before; *late* is made before them."""
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    view = company.workspace.windows.top(person_id(company, "ana"))
    company["ana"].fills_in({**STEP_ONE, "note.motivation": "short"})
    under_way = late()
    with company.workspace.change():
        view.values["note.motivation"]["draft.keep"]["value"] = "short, still"
    assert company["ana"].hands_in().errors
    return interview, under_way


def test_a_form_that_was_refused_is_kept_too(company):
    interview, _ = refused(company)
    assert draft(company, interview, "ana")["note.motivation"] == "short, still"


class Shifted:
    """A machine's time, by so many seconds another."""

    def __init__(self, seconds):
        self._seconds = seconds

    def __getattr__(self, name):
        return getattr(time, name)

    def time(self):
        return time.time() + self._seconds


@pytest.mark.parametrize("seconds", [120, -120, 10_000_000, -10_000_000])
def test_what_is_handed_in_counts_whatever_slacks_clock_says(company, monkeypatch, seconds):
    monkeypatch.setattr("sandbox.slack.payloads.time", Shifted(seconds))
    interview, _ = refused(company)
    assert draft(company, interview, "ana")["note.motivation"] == "short, still"


@pytest.mark.parametrize("seconds", [120, 10_000_000, -10_000_000])
def test_what_is_typed_into_a_refused_form_counts_unless_the_machine_is_up_to_an_hour_ahead_of_slack(
    company, monkeypatch, seconds
):
    monkeypatch.setattr("sandbox.slack.payloads.time", Shifted(seconds))
    interview, _ = refused(company)
    company["ana"].fills_in({"note.motivation": "They asked twice what the task is for."})
    assert draft(company, interview, "ana")["note.motivation"] == "They asked twice what the task is for."


def test_a_keystroke_that_arrives_after_the_form_it_was_typed_into_does_not_cover_what_was_handed_in(company):
    interview, late = refused(
        company, late=lambda: types_at(company, "ana", "note.motivation", "shor", at=f"{time.time():.6f}")
    )
    assert late().ok
    assert draft(company, interview, "ana")["note.motivation"] == "short, still"


def test_a_form_that_arrives_once_more_does_not_cover_what_was_typed_since(company):
    interview = held(company, a_candidate(company), "ana")
    ana = company["ana"]
    ana.types("/scorecard")
    view = company.workspace.windows.top(person_id(company, "ana"))
    ana.fills_in({**STEP_ONE, "note.motivation": "short"})
    payload = ana.desk.gestures.payloads.submission(ana.actor, view)
    assert "errors" in str(company.workspace.deliver("interactive", payload).body)
    ana.fills_in({"note.motivation": "They asked twice what the task is for."})
    assert company.workspace.deliver("interactive", payload).ok
    assert draft(company, interview, "ana")["note.motivation"] == "They asked twice what the task is for."


@on_both
def test_a_database_that_does_not_answer_leaves_the_form_open_with_its_text(company):
    candidate = a_candidate(company)
    interview = held(company, candidate, "ana")
    company["ana"].types("/scorecard")
    company["ana"].fills_in(STEP_ONE)
    company["ana"].hands_in()
    company["ana"].fills_in(STEP_TWO)
    with company.db.begin() as tx:
        applications.lock(tx, candidate)  # somebody else holds it for too long
        refused = company["ana"].hands_in()
    assert "Not saved. Your text is still here: press Submit again." in str(refused.errors)
    assert company["ana"].hands_in().ok
    assert card(company, interview, "ana")


def test_a_late_keystroke_does_not_bring_a_draft_back(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    company["ana"].fills_in(STEP_ONE)
    late = types_at(company, "ana", "note.motivation", "They", at="1999999999.000000")
    company["ana"].loses_the_window()
    writes(company, "ana")
    assert late().ok
    assert draft(company, interview, "ana") == {}


def test_nobody_sees_the_draft_of_another(company):
    an_interview(company, a_candidate(company), "ana", "bo", starts_in=-timedelta(hours=2))
    company["ana"].types("/scorecard")
    company["ana"].fills_in({"note.motivation": "Zebra crossing as an example of a lock."})
    company["bo"].types("/scorecard")
    assert "Zebra" not in company["bo"].describe()
