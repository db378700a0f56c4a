"""From [Book] to everybody who hears of it, once and in their place."""

import pytest

from storage import applications, interviews
from tests.databases import on_both
from tests.handlers.scheduling import (
    ADA,
    asked,
    at_once,
    at_stage,
    books,
    books_screening,
    change_person,
    event,
    events,
    guests,
    had_interviews,
    looks,
    mails,
    opens_candidate,
    opens_form,
    starts,
    thread,
    utc,
)


def test_a_screening_is_booked_as_a_private_event_with_panel_candidate_and_video_link(company):
    shown = books_screening(company)
    assert shown["visibility"] == "private"
    assert guests(shown) == {ADA, "ana@example.org"}
    assert starts(shown) == utc(2, 10)
    assert shown["hangoutLink"]
    assert "Ada" not in shown["summary"] + shown["description"]


def test_the_headline_moves_on_and_the_thread_has_the_interview_with_its_buttons(company):
    books_screening(company)
    assert "Screening · Initial interview" in company["rita"].finds("Ada Example", "hiring").all_text
    (note,) = thread(company)
    assert "Ana Duarte (asked)" in note.all_text
    assert "Video link" in note.all_text
    assert note.buttons == ["Reschedule", "Cancel interview", "Replace"]


def test_whoever_left_while_times_were_looked_at_is_not_booked(company):
    opens_candidate(company)
    opens_form(company)
    looks(company, people_screening=[company["ana"]])
    change_person(company, "ana", active=False)
    assert "Ana Duarte is no longer here. Please look for times again." in str(books(company).errors)
    assert not events(company)


def test_everybody_on_the_panel_is_asked_and_nobody_else(company):
    books_screening(company)
    assert asked(company, "ana").buttons == ["I'll be there", "I can't"]
    assert all(asked(company, name) is None for name in ("bo", "cy", "dee"))


def test_the_candidate_gets_one_invitation_with_the_brief_in_their_own_zone(company):
    opens_candidate(company)
    opens_form(company)
    looks(company, zone="New York", people_screening=[company["ana"]])
    assert books(company).ok
    (mail,) = mails(company, "Initial interview")
    assert "Tuesday, 2 March 2027, 09:00 to 09:45 (New York time)" in mail.text
    assert "With: Ana" in mail.text
    assert f"Video link: {event(company)['hangoutLink']}" in mail.text
    assert "There are no puzzles and no trick questions." in mail.text.replace("\n", " ")
    assert "{" not in mail.text


def test_a_candidate_is_never_given_the_same_task_twice_even_after_a_cancellation(company):
    books_screening(company)
    company["rita"].presses("Cancel interview", on=thread(company)[0])
    company["rita"].hands_in()
    company.at_rest()
    opens_form(company)
    looks(company)
    books(company)
    assert len(set(tasks(company))) == 2


def tasks(company):
    with company.db.read() as tx:
        return [i.task for a in applications.of_email(tx, ADA) for i in interviews.of_application(tx, a.id)]


def test_the_on_site_loop_is_booked_whole_with_one_invitation(company):
    opens_candidate(company)
    at_stage(company, "onsite")
    opens_form(company)
    looks(company)
    assert books(company).ok
    setup, deep_dive = events(company)
    assert starts(deep_dive) - starts(setup) == (utc(2, 11, 15) - utc(2, 10))
    assert not (guests(setup) & guests(deep_dive)) - {ADA}
    (mail,) = mails(company, "Your on-site")
    assert "Repo setup exercise, with" in mail.text
    assert "Past project deep dive, with" in mail.text
    assert f"Video link: {setup['hangoutLink']}, {deep_dive['hangoutLink']}" in mail.text.replace("\n", " ")
    assert len(thread(company)) == 2


def test_everybody_of_the_deep_dive_has_traits_to_look_at_and_none_is_left_out(company):
    opens_candidate(company)
    application = at_stage(company, "onsite")
    opens_form(company)
    looks(company)
    books(company)
    with company.db.read() as tx:
        deep_dive = interviews.of_application(tx, application)[1]
        primary = tx.book.current.session("project_deep_dive").traits("primary")
    assert {trait for seat in deep_dive.panel for trait in seat.focus} == set(primary)


def test_people_who_met_the_candidate_are_avoided_on_site(company):
    books_screening(company, panel="ana")
    had_interviews(company, "bo", "cy", "dee", number=3)
    at_stage(company, "onsite")
    opens_form(company)
    assert "Ana Duarte" not in looks(company).text


def test_somebody_who_met_the_candidate_comes_again_before_there_is_no_time_at_all(company):
    books_screening(company, panel="ana")
    change_person(company, "dee", paused=True)
    at_stage(company, "onsite")
    opens_form(company)
    assert "Ana Duarte" in looks(company).text


@on_both
def test_of_two_recruiters_who_book_at_once_one_wins_and_the_other_is_told_who_and_what(company):
    opens_candidate(company)
    for name in ("rita", "remy"):
        opens_form(company, by=name)
        looks(company, name)
    (winner, won), (_, lost) = at_once(company, "rita", "remy")
    assert won.ok
    (said,) = lost.errors.values()
    assert f"{company[winner].member.real_name} was quicker: booked Initial interview" in said
    assert len(events(company)) == len(mails(company, "Initial interview")) == 1


@on_both
def test_one_interviewer_booked_at_once_for_two_candidates_goes_to_the_first(company):
    opens_candidate(company)
    opens_candidate(company, name="Bea Example", email="bea@example.com")
    for by, name in (("rita", "Ada Example"), ("remy", "Bea Example")):
        opens_form(company, name, by)
        looks(company, by, people_screening=[company["ana"]])
    (winner, won), (_, lost) = at_once(company, "rita", "remy")
    assert won.ok
    (said,) = lost.errors.values()
    assert f"{company[winner].member.real_name} was quicker: booked Ana Duarte at that time" in said
    assert event(company)


def test_nobody_is_booked_twice_for_two_candidates_at_the_same_time(company):
    opens_candidate(company)
    opens_candidate(company, name="Bea Example", email="bea@example.com")
    for by, name in (("rita", "Ada Example"), ("remy", "Bea Example")):
        opens_form(company, name, by)
        looks(company, by, people_screening=[company["ana"]])
    assert books(company, "rita").ok
    (said,) = books(company, "remy").errors.values()
    assert "Rita Okafor was quicker: booked Ana Duarte at that time" in said
    assert event(company)
    assert books(company, "remy", option="Wed 3 Mar").ok
    assert len(events(company)) == 2


def test_a_time_that_passed_while_the_form_stood_open_is_refused(company):
    opens_candidate(company)
    opens_form(company)
    looks(company)
    company.clock.move_to(utc(3, 8))
    (said,) = books(company).errors.values()
    assert "This time has passed" in said
    assert not events(company)


@pytest.mark.parametrize("name", ["Zoë 🦊 " * 40, "<!channel> & =cmd()", "\u202eאבג\u202c Example"])
def test_any_name_is_carried_to_the_end_and_mentions_nobody(company, name):
    opens_candidate(company, name=name[:200].strip())
    company["rita"].presses("Schedule", on=company["rita"].finds("to be scheduled", "hiring"))
    looks(company, people_screening=[company["ana"]])
    assert books(company).ok
    assert asked(company, "ana")
    assert event(company)
