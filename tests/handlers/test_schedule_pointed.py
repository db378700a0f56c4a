"""Dragged in the calendar to where it cannot stay: taken over, and pointed out with the buttons that settle it."""

from datetime import date

from sandbox.company import INTERVIEWS
from tests.handlers.scheduling import (
    HOUR,
    books,
    books_screening,
    change_person,
    event,
    events,
    looks,
    opens_candidate,
    opens_form,
    sees_answer,
    starts,
    utc,
)


def moves(company, start, shown=None):
    company.calendars.moves(INTERVIEWS, (shown or event(company))["id"], start, start + HOUR)
    company.works()


def pointed(company):
    return [dm for dm in company["rita"].dms if "Moved in the calendar" in dm.all_text]


def two_at_once(company):
    """Ada's interview with Ana is moved onto the one that Ana has with somebody else, which is given back."""
    before = books_screening(company)
    opens_candidate(company, name="Cal Other", email="cal@example.com")
    opens_form(company, "Cal Other")
    looks(company, first="2027-03-04", people_screening=[company["ana"]])
    assert books(company).ok
    other = next(it for it in events(company) if it["id"] != before["id"])
    moves(company, starts(other), before)
    return other


def test_a_move_to_a_good_time_is_not_worth_a_message(company):
    books_screening(company)
    moves(company, utc(3, 14))
    assert not pointed(company)


def test_a_move_out_of_the_working_hours_is_pointed_out_and_can_be_left_there(company):
    books_screening(company)
    moves(company, utc(3, 20))
    (message,) = pointed(company)
    assert "outside the working hours of Ana Duarte" in message.all_text
    assert message.buttons == ["Find new time", "Replace", "Leave it there"]
    assert company["rita"].presses("Leave it there", on=message).ok
    company.at_rest()
    (message,) = pointed(company)
    assert message.buttons == []
    assert starts(event(company)) == utc(3, 20)


def test_a_move_into_somebodys_days_off_is_pointed_out(company):
    books_screening(company)
    change_person(company, "ana", away=((date(2027, 3, 3), date(2027, 3, 3)),))
    moves(company, utc(3, 14))
    (message,) = pointed(company)
    assert "outside the working hours of Ana Duarte" in message.all_text


def test_a_move_onto_another_interview_of_the_interviewer_is_pointed_out_and_settled_by_a_replacement(company):
    two_at_once(company)
    (message,) = pointed(company)
    assert "Ana Duarte has another interview then" in message.all_text
    company["rita"].presses("Replace", on=message)
    sees_answer(company["rita"])
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert "Settled" in pointed(company)[0].all_text


def test_once_the_other_interview_does_not_take_place_it_is_settled(company):
    other = two_at_once(company)
    assert pointed(company)[0].buttons
    company.calendars.removes(INTERVIEWS, other["id"])
    company.works()
    assert "Settled" in pointed(company)[0].all_text


def test_moved_back_by_hand_it_is_settled(company):
    books_screening(company)
    moves(company, utc(3, 20))
    moves(company, utc(3, 14))
    (message,) = pointed(company)
    assert message.buttons == []


def test_what_was_cancelled_cannot_be_left_where_it_is(company):
    books_screening(company)
    moves(company, utc(3, 20))
    assert pointed(company)[0].buttons
    company.calendars.removes(INTERVIEWS, event(company)["id"])
    company.works()
    assert pointed(company)[0].buttons == []
