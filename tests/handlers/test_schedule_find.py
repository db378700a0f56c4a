"""Asking for times: the form, what it refuses, what it answers."""

import pytest

from sandbox.faults import Kind
from tests.handlers.scheduling import (
    INTERVIEWERS,
    at_stage,
    books,
    change_person,
    is_busy,
    labels,
    looks,
    opens_candidate,
    opens_form,
    thread,
    utc,
)


@pytest.fixture
def rita(company):
    opens_candidate(company)
    return company["rita"]


def test_the_form_proposes_the_next_ten_working_days_and_chooses_for_me(company, rita):
    form = opens_form(company)
    assert (form.values["From"], form.values["To"]) == ("2027-03-02", "2027-03-15")
    assert form.values["Panel: Initial interview"] == ""
    assert form.values["Candidate's time zone"] == "Europe/Berlin"


def test_five_times_are_offered_with_who_when_and_why(company, rita):
    opens_form(company)
    times = looks(company)
    assert len(labels(times)) == 5
    assert "Tue 2 Mar, 10:00–10:45" in times.text
    assert "drawn by lot among those with the fewest recent interviews (0)" in times.text
    assert times.submit == "Book"


def test_chosen_people_sit_on_the_panel_and_the_clock_of_everyone_is_shown(company, rita):
    opens_form(company)
    times = looks(company, people_screening=[company["cy"]], zone="New York")
    assert all(label.endswith("Cy") for label in labels(times))
    assert "in New York" in times.text
    assert "in London" in times.text


def test_whoever_is_paused_may_not_lead_or_left_is_not_on_offer(company, rita):
    change_person(company, "ana", paused=True)
    change_person(company, "bo", sessions=frozenset())
    change_person(company, "cy", active=False)
    opens_form(company)
    assert all(label.endswith("Dee") for label in labels(looks(company)))


def test_somebody_chosen_who_may_not_lead_it_is_refused_in_the_form(company, rita):
    opens_form(company)
    rita.fills_in({"people_screening": [company["hana"]]})
    outcome = rita.hands_in()
    assert outcome.errors == {
        "Panel: Initial interview": "Hana Sato can't lead Initial interview now. See /hiring team."
    }


def test_the_candidates_windows_are_kept_by_their_own_clock(company, rita):
    opens_form(company)
    times = looks(company, zone="America/New_York", windows="2027-03-03 09:00-10:00\n2027-03-04 09:30-10:30")
    assert {label.split(" · ")[1][:9] for label in labels(times)} == {"Wed 3 Mar", "Thu 4 Mar"}
    assert all(" 09:" in label for label in labels(times))


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("zone", "../../etc/passwd", "This time zone is not known"),
        ("zone", "Berlni", "Did you mean Europe/Berlin?"),
        ("windows", "2027-03-03 09:00-10:00\n<!channel> =cmd()", "Line 2: “<!channel> =cmd()” is no window"),
        ("windows", "2027-03-28 02:30-05:00", "Line 1: 02:30 does not exist that day"),
        ("windows", "2027-10-31 02:30-05:00", "Line 1: 02:30 comes twice that day"),
        ("last", "2027-02-01", "This day is over."),
        ("last", "2027-12-24", "Please look at 60 days at a time."),
    ],
)
def test_what_cannot_be_meant_is_asked_about_where_it_stands(company, rita, field, typed, words):
    opens_form(company)
    rita.fills_in({field: typed})
    (said,) = rita.hands_in().errors.values()
    assert words in said
    assert rita.modal.title == "Schedule"


def test_nobody_free_says_what_stands_in_the_way_and_the_form_comes_back_as_it_was(company, rita):
    is_busy(company, *INTERVIEWERS)
    opens_form(company)
    answer = looks(company, last="2027-03-05", windows="2027-03-03 09:00-12:00", zone="Lisbon")
    assert "Ana Duarte is never free for 45 min in this window" in answer.text
    assert "With one more qualified person for Initial interview" in answer.text
    assert not answer.submit
    rita.presses("Change")
    form = rita.modal
    assert form.values["When the candidate can"] == "2027-03-03 09:00-12:00"
    assert form.values["Candidate's time zone"] == "Europe/Lisbon"
    assert (form.values["From"], form.values["To"]) == ("2027-03-02", "2027-03-05")
    assert form.submit == "Submit"


def test_the_cheapest_thing_to_relax_is_named(company, rita):
    change_person(company, "ana", max_per_day=0)
    opens_form(company)
    answer = looks(company, people_screening=[company["ana"]])
    assert "Ana Duarte takes no interviews (cap 0)" in answer.text


def test_an_unreadable_calendar_is_not_free(company, rita):
    for name in INTERVIEWERS:
        company.calendars.make_unreadable(f"{name}@example.org")
    opens_form(company)
    assert "can't be read (unknown is not free)" in looks(company).text


def test_a_calendar_that_does_not_answer_is_not_free(company, rita):
    company.faults.plan("freebusy.query", Kind.SERVER_ERROR, times=10)
    opens_form(company)
    assert "can't be read (unknown is not free)" in looks(company).text


def test_the_times_can_be_copied_for_the_candidate_in_their_zone(company, rita):
    opens_form(company)
    looks(company, zone="America/New_York")
    rita.presses("Copy for candidate")
    assert "Would one of these times suit you? All times are New York time." in rita.modal.text
    assert "- Tuesday, 2 March 2027, 09:00 to 09:45" in rita.modal.text


def test_the_on_site_loop_is_found_whole_with_breaks_and_different_people(company, rita):
    at_stage(company, "onsite")
    form = opens_form(company)
    assert form.values["Interviews"] == "Repo setup exercise, Past project deep dive"
    times = looks(company)
    assert "10:00–11:00 Repo setup exercise" in times.text
    assert "11:15–12:15 Past project deep dive" in times.text
    assert all(len(set(label.rsplit(" · ", 1)[1].split(", "))) == 3 for label in labels(times))


def test_times_sooner_than_the_candidate_can_prepare_are_marked(company, rita):
    at_stage(company, "onsite")
    opens_form(company)
    assert "Sooner than the 5 working days the candidate gets to prepare" in looks(company).text
    rita.presses("Change")
    assert "Sooner than" not in looks(company, first="2027-03-09").text


def test_a_loop_that_fits_on_no_single_day_is_spread_and_says_so(company, rita):
    at_stage(company, "onsite")
    is_busy(company, *INTERVIEWERS, besides=[(utc(9, 9), utc(9, 10, 30)), (utc(10, 9), utc(10, 10, 30))])
    opens_form(company)
    assert "Not all on one day" in looks(company).text


def test_one_of_several_candidates_is_chosen_by_name(company, rita):
    opens_candidate(company, name="Ada Other", email="other@example.com")
    window = opens_form(company, "Ada")
    assert window.title == "Who is it about?"
    rita.presses("Schedule", "modal")
    assert rita.modal.title == "Schedule"


def test_nobody_of_that_name_is_said_kindly(company, rita):
    rita.types("/schedule", "<!channel> Nobody")
    assert "Nobody found for “<!channel> Nobody”" in rita.finds("Nobody found").text


def test_an_interviewer_who_may_not_schedule_is_told_who_may(company, rita):
    headline = company["ana"].finds("Ada Example", "hiring")
    company["ana"].presses("Schedule", on=headline)
    assert company["ana"].modal is None
    assert company["ana"].finds("This takes a recruiter or the coordinator")


def test_a_form_that_was_open_while_somebody_booked_is_refused_with_who_and_what(company, rita):
    opens_form(company)
    opens_form(company, by="remy")
    looks(company, by="remy")
    assert books(company, by="remy").ok
    (said,) = rita.hands_in().errors.values()
    assert "Remy Laurent was quicker: booked Initial interview" in said
    assert len(thread(company)) == 1
