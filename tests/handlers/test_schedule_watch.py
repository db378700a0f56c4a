"""What people do in their calendars, taken over; what we did ourselves, left alone."""

from handlers.schedule_watch import watch_calendar
from sandbox.company import INTERVIEWS
from sandbox.faults import Kind
from storage import audit, interviews
from tests.handlers.scheduling import (
    ADA,
    HOUR,
    asked,
    at_stage,
    books,
    books_screening,
    event,
    events,
    guests,
    looks,
    mails,
    opens_candidate,
    opens_form,
    sees_answer,
    starts,
    thread,
    utc,
)

ANA = "ana@example.org"


def answers(company, email, response):
    company.calendars.answers(email, event(company)["id"], response)
    company.works()


def moves(company, start):
    company.calendars.moves(INTERVIEWS, event(company)["id"], start, start + HOUR)
    company.works()


def dm(company, words, who="rita"):
    return next((it for it in company[who].dms if words in it.all_text), None)


def changes(company):
    """How much the bot wrote down and asked to be shown."""
    with company.db.read() as tx:
        return len(audit.of_application(tx, 1)), [(i.version, i.starts_at) for i in interviews.of_application(tx, 1)]


def test_a_yes_in_the_calendar_is_as_good_as_one_in_slack(company):
    books_screening(company)
    answers(company, ANA, "accepted")
    assert "Ana Duarte (comes)" in thread(company)[0].all_text
    assert asked(company, "ana").buttons == []


def test_a_yes_that_came_while_we_did_not_know_whether_the_event_was_made_is_heard(company):
    opens_candidate(company)
    opens_form(company)
    looks(company, people_screening=[company["ana"]])
    company.faults.plan("events.insert", Kind.LOSE_AFTER)
    assert company["rita"].hands_in().ok
    company.calendars.wait_until(lambda: events(company))
    company.calendars.answers(ANA, event(company)["id"], "accepted")
    watch_calendar(company.db, company.bot.calendar)
    company.at_rest()
    company.works()
    assert "Ana Duarte (comes)" in thread(company)[0].all_text


def test_maybe_is_no_answer(company):
    books_screening(company)
    answers(company, ANA, "tentative")
    assert "Ana Duarte (asked)" in thread(company)[0].all_text


def test_a_no_in_the_calendar_reaches_the_coordinator_with_a_replacement(company):
    books_screening(company)
    answers(company, ANA, "declined")
    message = dm(company, "Ana Duarte can't come")
    assert "At the same time:" in message.all_text
    assert message.buttons == ["Replace", "Reschedule"]
    assert asked(company, "ana").buttons == []


def test_a_change_of_mind_in_the_calendar_settles_it(company):
    books_screening(company)
    answers(company, ANA, "declined")
    answers(company, ANA, "accepted")
    assert "they can come after all" in dm(company, "Ana Duarte can't come").all_text
    assert "Ana Duarte (comes)" in thread(company)[0].all_text


def test_an_answer_in_slack_is_not_undone_by_what_the_calendar_knew_before(company):
    books_screening(company)
    company.works()
    company["ana"].presses("I can't", on=asked(company, "ana"))
    company.at_rest()
    answers(company, ADA, "accepted")
    assert "Ana Duarte (can't come)" in thread(company)[0].all_text


def test_a_candidate_who_declines_is_the_coordinators_to_settle(company):
    books_screening(company)
    answers(company, ADA, "declined")
    message = dm(company, "declined in the calendar")
    assert message.buttons == ["Find new time", "Withdraw"]
    company["rita"].presses("Find new time", on=message)
    looks(company, first="2027-03-04")
    company["rita"].hands_in()
    company.at_rest()
    assert dm(company, "declined in the calendar").buttons == []


def test_a_candidate_who_declined_is_withdrawn_whatever_else_was_changed_meanwhile(company):
    books_screening(company)
    answers(company, ADA, "declined")
    rita = company["rita"]
    rita.types("/candidate", "Ada")
    rita.presses("Edit", "modal")
    rita.fills_in({"Link to CV": "https://example.org/ada"})
    assert rita.hands_in().ok
    company.at_rest()
    rita.loses_the_window()
    assert rita.presses("Withdraw", on=dm(company, "declined in the calendar")).ok
    assert rita.hands_in().ok


def test_a_candidate_who_accepts_after_all_settles_it_and_may_change_their_mind_again(company):
    books_screening(company)
    answers(company, ADA, "declined")
    answers(company, ADA, "accepted")
    assert "Settled" in dm(company, "declined in the calendar").all_text
    answers(company, ADA, "declined")
    messages = [it for it in company["rita"].dms if "declined in the calendar" in it.all_text]
    assert [it.buttons for it in messages] == [["Find new time", "Withdraw"]]


def test_a_candidate_who_accepts_when_it_is_over_leaves_no_question(company):
    books_screening(company)
    answers(company, ADA, "declined")
    company.passes(hours=30)
    answers(company, ADA, "accepted")
    assert dm(company, "declined in the calendar").buttons == []


def test_a_candidate_who_is_no_longer_sure_that_they_cannot_come_settles_it(company):
    books_screening(company)
    answers(company, ADA, "declined")
    answers(company, ADA, "tentative")
    assert dm(company, "declined in the calendar").buttons == []


def test_a_candidates_no_is_said_to_the_new_time_of_a_dragged_event_too(company):
    books_screening(company)
    answers(company, ADA, "declined")
    moves(company, utc(3, 14))
    messages = [it for it in company["rita"].dms if "declined in the calendar" in it.all_text]
    assert [it.buttons for it in messages] == [[], ["Find new time", "Withdraw"]]
    assert "Mar 3, 2027" in messages[1].all_text
    company.works()
    assert len([it for it in company["rita"].dms if "declined in the calendar" in it.all_text]) == 2


def test_an_event_made_anew_asks_the_candidate_again_and_hears_their_second_no(company):
    books_screening(company)
    answers(company, ADA, "declined")
    company.calendars.removes(INTERVIEWS, event(company)["id"])
    company["rita"].presses("Replace", on=thread(company)[0])
    sees_answer(company["rita"])
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert dm(company, "declined in the calendar").buttons == []
    answers(company, ADA, "declined")
    assert dm(company, "declined in the calendar").buttons == ["Find new time", "Withdraw"]


def test_a_new_panel_does_not_settle_that_the_candidate_declined(company):
    books_screening(company)
    answers(company, ADA, "declined")
    company["rita"].presses("Replace", on=thread(company)[0])
    sees_answer(company["rita"])
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert dm(company, "declined in the calendar").buttons == ["Find new time", "Withdraw"]


def test_a_new_time_for_one_interview_of_a_loop_leaves_the_others_untouched(company):
    opens_candidate(company)
    at_stage(company, "onsite")
    opens_form(company)
    looks(company, first="2027-03-09")
    assert books(company).ok
    first, second = events(company)
    company.calendars.answers(ADA, first["id"], "declined")
    company.works()
    company["rita"].presses("Find new time", on=dm(company, "declined in the calendar"))
    looks(company, first="2027-03-10")
    assert books(company).ok
    after = {it["id"]: it for it in events(company)}
    assert starts(after[first["id"]]) > starts(first)
    assert (starts(after[second["id"]]), guests(after[second["id"]])) == (starts(second), guests(second))
    assert dm(company, "declined in the calendar").buttons == []


def test_an_event_moved_by_hand_takes_the_interview_with_it_and_nobody_is_told_twice(company):
    books_screening(company)
    invited, told = len(company.mailbox.mails), len(company["ana"].dms)
    moves(company, utc(3, 14))
    assert "Mar 3, 2027" in thread(company)[0].all_text
    assert "Mar 3, 2027" in asked(company, "ana").all_text
    assert "Mar 3, 2027" in company["rita"].finds("Ada Example", "hiring").all_text
    assert (len(company.mailbox.mails), len(company["ana"].dms)) == (invited, told)
    assert starts(event(company)) == utc(3, 14)


def test_a_form_opened_before_a_move_by_hand_is_refused(company):
    books_screening(company)
    company["rita"].presses("Cancel interview", on=thread(company)[0])
    moves(company, utc(3, 14))
    (said,) = company["rita"].hands_in().errors.values()
    assert "The calendar was quicker: took over its new time, Wed 3 Mar, from the calendar" in said


def test_an_event_deleted_by_hand_is_pointed_out_and_can_be_booked_anew(company):
    before = books_screening(company)
    company.calendars.removes(INTERVIEWS, before["id"])
    company.works()
    message = dm(company, "Somebody deleted this in the calendar")
    assert message.buttons == ["Schedule"]
    assert "to be scheduled" in company["rita"].finds("Ada Example", "hiring").all_text
    assert "cancelled" in thread(company)[0].all_text
    assert "Cancelled:" in company["ana"].dms[0].all_text
    company["rita"].presses("Schedule", on=message)
    looks(company)
    company["rita"].hands_in()
    company.at_rest()
    assert event(company)["id"] != before["id"]
    assert dm(company, "Somebody deleted this in the calendar").buttons == []


def test_who_was_told_of_a_deleted_event_is_asked_to_book_as_long_as_there_is_something_to_book(company):
    before = books_screening(company)
    company.calendars.removes(INTERVIEWS, before["id"])
    company.works()
    company["rita"].presses("Schedule", on=dm(company, "Somebody deleted this in the calendar"))
    looks(company)
    company["rita"].hands_in()
    company.at_rest()
    company["rita"].presses("Cancel interview", on=thread(company)[-1])
    company["rita"].hands_in()
    company.at_rest()
    assert dm(company, "Somebody deleted this in the calendar").buttons == ["Schedule"]
    company["rita"].presses("Withdraw", on=company["rita"].finds("Ada Example", "hiring"))
    company["rita"].hands_in()
    company.at_rest()
    assert dm(company, "Somebody deleted this in the calendar").buttons == []


def test_an_event_tidied_away_once_the_interview_began_does_not_undo_it(company):
    before = books_screening(company)
    company.clock.move_to(utc(2, 10, 10))
    company.calendars.removes(INTERVIEWS, before["id"])
    company.works()
    assert dm(company, "Somebody deleted this in the calendar") is None
    assert "cancelled" not in thread(company)[0].all_text


def test_an_event_dragged_once_the_interview_began_leaves_it_where_it_was(company):
    books_screening(company)
    company.clock.move_to(utc(2, 10, 10))
    known = changes(company)
    moves(company, utc(3, 14))
    assert changes(company) == known


def test_what_we_did_ourselves_changes_nothing(company):
    books_screening(company)
    known = changes(company)
    for _ in range(3):
        company.works()
    assert changes(company) == known
    assert not mails(company, "New time")


def test_our_own_move_is_not_taken_for_somebody_elses(company):
    books_screening(company)
    company.works()
    company["rita"].presses("Reschedule", on=thread(company)[0])
    looks(company, first="2027-03-04")
    company["rita"].hands_in()
    company.at_rest()
    known = changes(company)
    company.works()
    assert changes(company) == known
    assert starts(event(company)) == utc(4, 10)


def test_after_the_token_grew_too_old_everything_missed_is_found(company):
    before = books_screening(company)
    company.works()
    company.calendars.expire_sync_tokens()
    company.calendars.moves(INTERVIEWS, before["id"], utc(3, 14), utc(3, 15))
    company.works()
    assert "Mar 3, 2027" in thread(company)[0].all_text
    company.calendars.expire_sync_tokens()
    company.calendars.removes(INTERVIEWS, before["id"])
    company.works()
    assert "cancelled" in thread(company)[0].all_text
    assert not events(company)


def test_a_no_after_the_interview_changes_nothing(company):
    books_screening(company)
    company.clock.move_to(utc(2, 12))
    known = changes(company)
    answers(company, ANA, "declined")
    assert changes(company) == known
    assert dm(company, "Ana Duarte can't come") is None


def test_a_video_link_that_google_made_later_reaches_everybody(company):
    company.calendars.conferences_pending = True
    books_screening(company)
    assert "Video link" not in asked(company, "ana").all_text
    company.calendars.finish_conferences()
    company.works()
    assert "Video link" in asked(company, "ana").all_text
    assert "Video link" in thread(company)[0].all_text
