"""Whatever breaks on the way to Google, an interview has one event while it is booked, and none after."""

from dataclasses import replace

import pytest

from sandbox.company import INTERVIEWS
from sandbox.faults import Kind
from storage import events as shown
from storage import interviews, messages
from tests.handlers.scheduling import ADA, books_screening, event, events, starts, thread, utc
from tests.relay.promised import all_states, states


def hears(company, told, email="ana@example.org"):
    return [it for it in company.calendars.invitations_sent if (it[0], it[2]) == (told, email)]


@pytest.mark.parametrize("kind", [Kind.LOSE_AFTER, Kind.RATE_LIMITED])
def test_whatever_breaks_a_booking_makes_one_event_and_one_invitation(company, kind):
    company.faults.plan("events.insert", kind)
    books_screening(company)
    assert len(company.faults.met) == 1
    assert event(company)["hangoutLink"]
    assert len(events(company, gone=True)) == 1
    assert len(hears(company, "insert")) == 1
    assert "Video link" in thread(company)[0].all_text
    assert not all_states(company)


def test_a_calendar_without_meet_is_booked_all_the_same_and_nobody_is_shown_a_link(company):
    company.calendars.forbid_meet(INTERVIEWS)
    first = books_screening(company)
    assert "hangoutLink" not in first
    moves(company)
    assert event(company)["id"] == first["id"]
    assert starts(event(company)) == utc(3, 10)
    assert "Video link" not in thread(company)[0].all_text
    assert not any("Video link" in mail.text for mail in company.mailbox.of(ADA))
    assert not all_states(company)


def test_lost_answers_leave_one_event_that_moves_and_goes(company):
    for call in ("events.patch", "events.delete"):
        company.faults.plan(call, Kind.LOSE_AFTER)
    first = books_screening(company)
    moves(company)
    assert event(company)["id"] == first["id"]
    assert starts(event(company)) == utc(3, 10)
    rita = company["rita"]
    rita.presses("Cancel interview", thread(company)[0])
    rita.hands_in()
    company.at_rest()
    assert len(company.faults.met) == 2
    assert len(events(company, gone=True)) == 1
    assert events(company) == []
    assert len(hears(company, "cancel")) == 1
    assert set(states(company, "event:1")) == {"done"}


def moves(company):
    """Storage-level: the interview is on Wednesday now."""
    with company.db.begin() as tx:
        booked = interviews.get(tx, 1)
        interviews.save(tx, replace(booked, starts_at=utc(3, 10), ends_at=utc(3, 10, 45), version=booked.version + 1))
        shown.show(tx, 1)
        messages.refresh_all(tx, "interview:1:")
    company.at_rest()


def test_an_event_made_anew_after_somebody_deleted_it_invites_everybody_once(company):
    first = books_screening(company)
    company.calendars.removes(INTERVIEWS, first["id"])
    moves(company)
    anew = event(company)["id"]
    assert anew != first["id"]
    assert [it for it in company.calendars.invitations_sent if it[1] == anew and it[2] == ADA] == [
        ("insert", anew, ADA)
    ]


def test_what_changed_while_the_insert_is_in_doubt_is_what_stands_there(company):
    company.faults.plan("events.insert", Kind.LOSE_AFTER)
    books_screening(company)
    moves(company)
    assert starts(event(company)) == utc(3, 10)
    assert len(events(company, gone=True)) == 1


def test_a_cancellation_waits_for_a_calendar_that_is_not_shown_any_more(company):
    books_screening(company)
    company.calendars.make_unreadable(INTERVIEWS)
    rita = company["rita"]
    assert rita.presses("Cancel interview", thread(company)[0]).ok
    assert rita.hands_in().ok
    company.at_rest()
    notice = rita.finds("The calendar event about *Ada Example* could not get through", "bot DM")
    assert "the calendar is not there, or I may not see it" in notice.all_text
    assert len(events(company)) == 1
    company.calendars.share(INTERVIEWS, writable=True)
    assert rita.presses("Try again", notice).ok
    company.at_rest()
    assert events(company) == []
