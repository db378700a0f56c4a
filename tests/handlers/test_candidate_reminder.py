"""The mail that reminds a candidate of their interviews."""

from bot import timetable
from sandbox.company import INTERVIEWS
from sandbox.faults import Kind
from storage import verify
from tests.handlers.scheduling import (
    HOUR,
    at_stage,
    books,
    event,
    looks,
    mails,
    opens_candidate,
    opens_form,
    thread,
    utc,
)

WORDS = "Your conversation with"


def books_for_thursday(company):
    opens_candidate(company)
    opens_form(company)
    looks(company, first="2027-03-04", people_screening=[company["ana"]])
    assert books(company).ok  # Thursday, 10:00 UTC: 11:00 in Berlin


def until(company, moment):
    company.clock.move_to(moment)
    company.works()


def moves_to(company, day):
    company["rita"].presses("Reschedule", on=thread(company)[0])
    looks(company, first=day)
    assert books(company).ok


def test_the_day_before_the_candidate_is_reminded_once_in_their_own_time_with_the_link(company):
    books_for_thursday(company)
    until(company, utc(3, 9, 59))
    assert not mails(company, WORDS)
    until(company, utc(3, 10))
    until(company, utc(3, 10, 15))
    (mail,) = mails(company, WORDS)
    assert "Thursday, 4 March 2027" in mail.subject
    text = mail.text.replace("\n", " ")
    assert "11:00 to 11:45 (Berlin time): Initial interview, with Ana" in text
    assert event(company)["hangoutLink"] in text
    assert "you cannot come, reply to this mail" in text


def test_a_moved_interview_is_reminded_of_at_its_new_time_only(company):
    books_for_thursday(company)
    moves_to(company, "2027-03-08")
    until(company, utc(3, 12))
    assert not mails(company, WORDS)
    until(company, utc(7, 10))
    (mail,) = mails(company, WORDS)
    assert "Monday, 8 March 2027" in mail.subject


def test_moved_or_booked_on_the_last_day_the_mail_about_that_is_enough(company):
    opens_candidate(company)
    opens_form(company)
    looks(company, first="2027-03-02", last="2027-03-02", windows="2027-03-02 08:00-10:00")
    assert books(company).ok
    company.works()
    company.calendars.moves(INTERVIEWS, event(company)["id"], utc(2, 7), utc(2, 7) + HOUR)
    company.works()
    company.passes(hours=2)
    assert not mails(company, WORDS)


def test_nobody_is_reminded_of_what_is_cancelled(company):
    books_for_thursday(company)
    company["rita"].presses("Cancel interview", on=thread(company)[0])
    assert company["rita"].hands_in().ok
    company.at_rest()
    until(company, utc(3, 10))
    assert not mails(company, WORDS)


def test_a_loop_of_one_day_has_one_reminder_with_all_of_it(company):
    opens_candidate(company)
    at_stage(company, "onsite")
    opens_form(company)
    looks(company, first="2027-03-09")
    assert books(company).ok
    until(company, utc(8, 16))
    company.passes(hours=2)
    (mail,) = mails(company, WORDS)
    assert len([line for line in mail.text.splitlines() if line.startswith("- ")]) == 2


def test_a_reminder_that_has_not_left_does_not_leave_with_the_old_time(company):
    books_for_thursday(company)
    company.faults.plan("smtp.connect", Kind.RATE_LIMITED, times=50, seconds=1)
    company.clock.move_to(utc(3, 10))
    timetable.do_due(company.db, company.bot.calendar)
    company.faults.waits_until_met()
    company["rita"].presses("Reschedule", on=thread(company)[0])
    looks(company, first="2027-03-08")
    company["rita"].hands_in()
    company.faults.clear()
    company.at_rest()
    assert not mails(company, WORDS)
    assert len(mails(company, "New time")) == 1


def test_a_reminder_that_could_not_leave_in_time_is_over_and_nothing_is_found_wrong_with_it(company):
    books_for_thursday(company)
    company.faults.outage("smtp.*", on=True, kind=Kind.REVOKED)
    company.clock.move_to(utc(3, 10))
    timetable.do_due(company.db, company.bot.calendar)
    company.faults.waits_until_met()
    company.clock.move_to(utc(4, 11))
    company.faults.clear()
    company.at_rest()
    assert not mails(company, WORDS)
    with company.db.read() as tx:
        assert not [*verify.look(tx)]
