"""/hiring team: who may do what and when; many at once, found by name, away and back, and gone."""

from dataclasses import replace
from datetime import date
from threading import Thread

import pytest

from bot.hiring.person import Person, Role
from sandbox.faults import Kind
from sandbox.slack.events import Events
from storage import people
from tests.handlers.deciding import a_candidate, person_id
from tests.handlers.scheduling import books_screening, looks, opens_candidate, opens_form
from tests.handlers.scoring import held, told


def known(company, name):
    with company.db.read() as tx:
        return people.get(tx, person_id(company, name))


def audit_rows(company):
    with company.db.read() as tx:
        return (
            tx.connection()
            .exec_driver_sql("SELECT count(*) FROM audit WHERE action IN ('team.left', 'team.back')")
            .scalar()
        )


def edits(company, who, answers, by="adam"):
    """The form of one person, handed in."""
    assert company[by].types("/hiring", f"team {who}").ok
    assert company[by].presses("Edit", "modal").ok
    company[by].fills_in(answers)
    outcome = company[by].hands_in()
    company.at_rest()
    return outcome


def test_many_get_roles_sessions_days_and_caps_in_one_form(company):
    adam = company["adam"]
    adam.types("/hiring", "team")
    adam.presses("Add people", "modal")
    adam.fills_in(
        {
            "People": [company["rita"], company["hana"]],
            "Roles": ["Interviewer"],
            "Sessions they may lead": ["Repo setup exercise"],
            "Working days": ["Mon", "Tue", "Thu"],
            "Interviews a day, at most": "1",
        }
    )
    assert adam.hands_in().ok
    assert "Mon, Tue, Thu" in adam.modal.text
    rita = known(company, "rita")
    assert rita.roles == {Role.RECRUITER, Role.INTERVIEWER}
    assert (rita.days, rita.max_per_day, rita.max_per_week) == ({0, 1, 3}, 1, None)
    assert known(company, "hana").sessions == {"repo_setup"}


def test_while_slack_does_not_say_who_somebody_is_the_form_keeps_what_was_typed(company):
    adam = company["adam"]
    adam.types("/hiring", "team")
    adam.presses("Add people", "modal")
    adam.fills_in({"People": [company["dee"]], "Roles": ["Recruiter"], "Interviews a day, at most": "2"})
    company.faults.plan("users.info", Kind.SERVER_ERROR)
    assert "Not saved. Your text is still here: press Submit again." in str(adam.hands_in().errors)
    assert known(company, "dee").max_per_day != 2
    assert adam.hands_in().ok
    assert known(company, "dee").max_per_day == 2


def test_the_form_of_one_person_says_everything_and_emptied_is_empty(company):
    assert edits(company, "bo", {"Interviews a day, at most": "1", "Interviews a week, at most": "4"}).ok
    assert (known(company, "bo").max_per_day, known(company, "bo").max_per_week) == (1, 4)
    assert "at most 1 a day, 4 a week" in company["adam"].modal.text
    company["adam"].loses_the_window()
    assert edits(company, "bo", {"Interviews a day, at most": "", "Interviews a week, at most": ""}).ok
    assert (known(company, "bo").max_per_day, known(company, "bo").max_per_week) == (None, None)


@pytest.mark.parametrize(
    ("answers", "label", "why"),
    [
        ({"Working days": []}, "Working days", "at least one day"),
        ({"Days off": "tomorrow"}, "Days off", "Line 1"),
        ({"Back on": date(2027, 3, 5)}, "Back on", "no pause"),
        ({"Availability": ["Paused: is not chosen for new interviews"], "Back on": date(2027, 3, 1)}, "Back on", "to come"),
        ({"Interviews a day, at most": "3", "Interviews a week, at most": "2"}, "Interviews a week, at most", "less than"),
        ({"Working day begins": "17:00", "Working day ends": "09:00"}, "Working day ends", "before it begins"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_where_it_stands_and_what_was_typed_stays(company, answers, label, why):
    outcome = edits(company, "bo", answers)
    assert not outcome.ok
    assert why in company["adam"].modal.errors[label]
    assert known(company, "bo") == replace(known(company, "bo"), away=(), paused=False)


def test_nobody_is_chosen_on_their_days_off(company):
    assert edits(company, "ana", {"Days off": "2027-03-01 to 2027-03-04"}).ok
    assert "off today" in company["adam"].modal.text
    opens_candidate(company)
    opens_form(company)
    shown = looks(company, people_screening=[company["ana"]])
    assert "Fri 5 Mar" in shown.text
    assert "4 Mar" not in shown.text


def test_a_pause_that_ends_is_planned_beyond_and_one_that_does_not_is_not(company):
    paused = {"Availability": ["Paused: is not chosen for new interviews"]}
    assert edits(company, "ana", {**paused, "Back on": date(2027, 3, 5)}).ok
    assert "paused, back on 05 Mar 2027" in company["adam"].modal.text
    opens_candidate(company)
    opens_form(company)
    shown = looks(company, people_screening=[company["ana"]])
    assert "Fri 5 Mar" in shown.text
    assert "4 Mar" not in shown.text
    company["adam"].loses_the_window()
    assert edits(company, "ana", {"Back on": None}).ok
    opens_form(company)
    company["rita"].fills_in({"people_screening": [company["ana"]]})
    assert "Ana Duarte can't lead" in str(company["rita"].hands_in().errors)


def test_a_nudge_waits_until_somebody_is_back(company):
    assert edits(company, "ana", {"Days off": "2027-03-02 to 2027-03-03"}).ok
    held(company, a_candidate(company), "ana")
    company.passes(days=2, hours=8)  # Wednesday afternoon
    assert not told(company, "ana", "your scorecard is still missing")
    company.passes(hours=18)
    assert len(told(company, "ana", "your scorecard is still missing")) == 1


def test_everybody_sets_their_own_hours_and_nobody_elses(company):
    assert company["ana"].types("/hiring", "me").ok
    assert "Roles" not in company["ana"].modal.fields
    company["ana"].fills_in(
        {"Working day begins": "08:00", "Days off": "2027-03-08", "Interviews a week, at most": "2"}
    )
    assert company["ana"].hands_in().ok
    ana = known(company, "ana")
    assert (f"{ana.starts:%H:%M}", ana.away, ana.max_per_week) == ("08:00", ((date(2027, 3, 8), date(2027, 3, 8)),), 2)
    assert ana.roles == {Role.INTERVIEWER}
    assert len(ana.sessions) == 4


def test_forty_people_stand_on_a_page_and_are_found_by_name(company):
    with company.db.begin() as tx:
        for number in range(60):
            who = f"Person {number:02}"
            people.save(tx, Person(f"UX{number}", who, f"x{number}@example.org", "UTC", frozenset({Role.INTERVIEWER})))
    adam = company["adam"]
    adam.types("/hiring", "team")
    assert "68 people, page 1 of 2" in adam.modal.text
    assert adam.presses("More", "modal").ok
    assert "Person 59" in adam.modal.text
    assert adam.presses("Back", "modal").ok
    assert "Ana Duarte" in adam.modal.text
    adam.fills_in({"Find by name": "person 4"})
    assert adam.hands_in().ok
    assert "10 people" in adam.modal.text
    assert adam.modal.values["Find by name"] == "person 4"
    adam.fills_in({"Find by name": "<nobody>"})
    adam.hands_in()
    assert "Nobody here is called “<nobody>”." in adam.modal.text


def test_a_recruiter_looks_and_only_an_admin_changes(company):
    assert company["rita"].types("/hiring", "team").ok
    assert not {"Add people", "Edit"} & set(company["rita"].modal.buttons)
    company["ana"].types("/hiring", "team")
    assert "This takes" in company["ana"].describe()


def test_whoever_leaves_is_shown_grey_and_their_coordinators_find_somebody_else(company):
    books_screening(company)
    Events(company.workspace).changes(company.workspace.member("ana"), deleted=True)
    gone = company["rita"].waits_for(
        lambda: next((dm for dm in told(company, "rita", "Ana Duarte is no longer here") if "At the same" in dm.all_text), None)
    )  # fmt: skip
    assert "Replace" in gone.buttons
    company.at_rest()
    assert company["rita"].presses("Replace", gone).ok
    company["adam"].types("/hiring", "team ana")
    [row] = [block for block in company["adam"].modal.blocks if "no longer here" in str(block)]
    assert row["type"] == "context"
    assert "Edit" not in company["adam"].modal.buttons
    assert not known(company, "ana").active


def test_of_whoever_became_a_guest_while_nobody_told_the_bot_it_learns_at_their_first_press(company):
    books_screening(company)
    company.bot_dies()
    company.workspace.member("ana").is_restricted = True
    company.bot_starts()
    company["ana"].types("/scorecard")
    company.at_rest()
    [gone] = told(company, "rita", "Ana Duarte is no longer here")
    assert "Replace" in gone.buttons
    assert audit_rows(company) == 1
    company["ana"].types("/scorecard")
    Events(company.workspace).changes(company.workspace.member("ana"), real_name="Ana D.")
    assert audit_rows(company) == 1


def test_whoever_comes_back_is_asked_again_and_a_new_picture_changes_nothing(company):
    ana = company.workspace.member("ana")
    before = known(company, "ana")
    Events(company.workspace).changes(ana, deleted=True)
    assert not known(company, "ana").active
    Events(company.workspace).changes(ana, deleted=False)
    assert known(company, "ana") == before
    written = audit_rows(company)
    Events(company.workspace).changes(ana, real_name="Ana of Lisbon")
    assert audit_rows(company) == written == 2
    Events(company.workspace).changes(ana, is_restricted=True)  # a guest, now
    assert not known(company, "ana").active
    Events(company.workspace).changes(ana, real_name="Ana D.")
    assert not known(company, "ana").active
    Events(company.workspace).changes(ana, is_restricted=False)
    assert known(company, "ana") == before


def test_whoever_became_a_guest_sees_no_candidates_on_home_any_more(company):
    opens_candidate(company)
    rita = company.workspace.member("rita")
    home = company.workspace.windows.home
    assert "Ada Example" in str(home(rita.id).body)
    Events(company.workspace).changes(rita, is_restricted=True)
    company.at_rest()
    assert "Ada Example" not in str(home(rita.id).body)
    Events(company.workspace).changes(rita, is_restricted=False)
    company.at_rest()
    assert "Ada Example" in str(home(rita.id).body)


def test_whoever_became_a_guest_a_moment_ago_is_turned_away_and_stays_away(company):
    ana = company.workspace.member("ana")
    assert company["ana"].types("/scorecard").ok  # she is remembered for a minute
    Events(company.workspace).changes(ana, is_restricted=True)
    company["ana"].loses_the_window()
    company["ana"].types("/scorecard")
    assert company["ana"].modal is None
    assert not known(company, "ana").active


@pytest.mark.parametrize(
    ("who", "sees", "not_shown"),
    [
        ("rita", ("/schedule NAME", "/hiring stats", "/hiring team NAME"), ("interview-bot check",)),
        ("ana", ("/scorecard", "/hiring me"), ("/hiring stats", "/schedule")),
        ("hana", ("You decide", "/hiring stats"), ("/schedule", "/hiring team")),
        ("adam", ("interview-bot check", "/hiring team", "/hiring stats"), ("/schedule",)),
    ],
)
def test_help_is_for_who_asks(company, who, sees, not_shown):
    company[who].types("/hiring", "help")
    text = company[who].modal.text
    assert all(words in text for words in sees)
    assert not any(words in text for words in not_shown)


def test_what_an_admin_changes_while_slack_is_asked_about_somebody_stays(company):
    bo = company["bo"]
    bo.member.tz = "Asia/Tokyo"
    company.bot.directory.forget(bo.member.id)
    company.faults.plan("users.info", Kind.SLOW, seconds=2)
    pressing = Thread(target=lambda: bo.types("/scorecard"))
    pressing.start()
    company.faults.waits_until_met()
    edits(company, "bo", {"Interviews a day, at most": "2"})
    pressing.join()
    assert (known(company, "bo").zone, known(company, "bo").max_per_day) == ("Asia/Tokyo", 2)
