"""A new time for a booked interview, or none any more: the same event, the same messages, the candidate told once."""

import pytest

from handlers.schedule_cancel import cancel_upcoming
from storage import applications
from tests.handlers.scheduling import (
    ADA,
    asked,
    at_stage,
    books,
    books_screening,
    event,
    events,
    guests,
    labels,
    looks,
    mails,
    opens_candidate,
    opens_form,
    starts,
    thread,
    utc,
)


def reschedules(company, by="rita", **answers):
    assert company[by].presses("Reschedule", on=thread(company)[0]).ok
    return looks(company, by, **answers)


def test_the_form_for_a_new_time_keeps_the_panel_and_needs_no_session(company):
    books_screening(company)
    company["rita"].presses("Reschedule", on=thread(company)[0])
    form = company["rita"].modal
    assert form.title == "Reschedule"
    assert form.values["Panel: Initial interview"] == "Ana Duarte"
    assert "Interviews" not in form.fields


def test_a_new_time_changes_the_same_event_and_messages_and_tells_the_candidate_once(company):
    before = books_screening(company)
    company["ana"].presses("I'll be there", on=asked(company, "ana"))
    company.at_rest()
    questions = len(company["ana"].dms)
    reschedules(company, first="2027-03-04")
    assert books(company).ok
    after = event(company)
    assert after["id"] == before["id"]
    assert starts(after) == utc(4, 10)
    assert after["hangoutLink"] == before["hangoutLink"]
    assert "Mar 4, 2027 at 11:00 AM" in thread(company)[0].all_text
    assert "Ana Duarte (asked)" in thread(company)[0].all_text
    assert asked(company, "ana").buttons == ["I'll be there", "I can't"]
    assert len(company["ana"].dms) == questions
    (mail,) = mails(company, "New time")
    assert "Thursday, 4 March 2027" in mail.subject
    assert "It replaces Tuesday, 2 March 2027" in mail.text.replace("\n", " ")


def test_the_time_that_is_booked_now_is_not_offered_again(company):
    before = books_screening(company)
    company.calendars.answers("ana@example.org", before["id"], "declined")  # and so counts as free then
    company.works()
    reschedules(company, people_screening=[company["ana"]])
    times = labels(company["rita"].modal)
    assert times
    assert not any("Tue 2 Mar 11:" in label for label in times)


def test_with_another_panel_the_new_person_is_asked_and_the_old_one_is_thanked(company):
    books_screening(company)
    reschedules(company, first="2027-03-04", people_screening=[company["bo"]])
    assert books(company).ok
    assert guests(event(company)) == {ADA, "bo@example.org"}
    assert asked(company, "bo").buttons == ["I'll be there", "I can't"]
    assert "Somebody else takes your seat" in company["ana"].dms[0].all_text


def test_of_two_who_move_it_at_once_the_second_is_told_who_was_quicker(company):
    books_screening(company)
    for by in ("rita", "remy"):
        reschedules(company, by, first="2027-03-04")
    assert books(company, "rita").ok
    company["ana"].presses("I'll be there", on=asked(company, "ana"))
    (said,) = books(company, "remy").errors.values()
    assert "Rita Okafor was quicker: found a new time for the Initial interview" in said
    assert len(mails(company, "New time")) == 1


def test_a_cancelled_interview_leaves_nothing_behind(company):
    books_screening(company)
    company["rita"].presses("Cancel interview", on=thread(company)[0])
    company["rita"].fills_in({"reason": "{role} <!channel> We are moving offices."})
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert not events(company)
    (note,) = thread(company)
    assert "cancelled" in note.all_text
    assert note.buttons == []
    assert "Cancelled:" in company["ana"].dms[0].all_text
    assert company["ana"].dms[0].buttons == []
    (mail,) = mails(company, "Cancelled")
    assert "(role) <!channel> We are moving offices." in mail.text
    headline = company["rita"].finds("Ada Example", "hiring")
    assert "to be scheduled" in headline.all_text
    assert "Schedule" in headline.buttons


def test_after_a_cancellation_it_can_be_booked_anew_as_another_event(company):
    before = books_screening(company)
    company["rita"].presses("Cancel interview", on=thread(company)[0])
    company["rita"].hands_in()
    company.at_rest()
    opens_form(company)
    looks(company)
    assert books(company).ok
    assert event(company)["id"] != before["id"]


def test_what_was_cancelled_meanwhile_cannot_be_moved(company):
    books_screening(company)
    reschedules(company, "remy", first="2027-03-04")
    company["rita"].presses("Cancel interview", on=thread(company)[0])
    company["rita"].hands_in()
    company.at_rest()
    (said,) = books(company, "remy").errors.values()
    assert "Rita Okafor was quicker: cancelled the Initial interview" in said
    assert not events(company)


def test_an_interview_that_began_cannot_be_cancelled(company):
    books_screening(company)
    company["rita"].presses("Cancel interview", on=thread(company)[0])
    company.clock.move_to(utc(2, 11))
    (said,) = company["rita"].hands_in().errors.values()
    assert "has begun already" in said
    assert event(company)


@pytest.mark.parametrize("begun", [False, True], ids=["coming", "begun"])
def test_whoever_leaves_the_funnel_has_no_coming_interviews(company, begun):
    opens_candidate(company)
    number = at_stage(company, "onsite")
    opens_form(company)
    looks(company, first="2027-03-09")
    books(company)
    if begun:
        company.clock.move_to(utc(9, 10))
    with company.db.begin() as tx:
        cancel_upcoming(tx, applications.get(tx, number), by=company["rita"].member.id)
    company.at_rest()
    assert len(events(company)) == (1 if begun else 0)
    assert not mails(company, "Cancelled")
