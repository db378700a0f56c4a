"""The recruiting calendar, watched by its sync token."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import Event, Gone, Guest
from integrations import google_calendar
from integrations.google_calendar import GoogleCalendar
from sandbox.google.calendars import Calendars
from tests.integrations.conftest import HIRING, MONDAY


def test_answers_moves_and_deletions_are_seen_once_each(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    token = calendar.changes(None).sync_token
    calendar.insert(interview)
    token = calendar.changes(token).sync_token

    calendars.answers("ana@example.org", interview.id, "declined", "On leave")
    answered = calendar.changes(token)
    [event] = answered.events
    assert Guest("ana@example.org", "declined") in event.guests

    calendars.moves(HIRING, interview.id, MONDAY + timedelta(days=3), MONDAY + timedelta(days=3, hours=1))
    dragged = calendar.changes(answered.sync_token)
    assert [event.starts_at for event in dragged.events] == [MONDAY + timedelta(days=3)]

    calendars.removes(HIRING, interview.id)
    deleted = calendar.changes(dragged.sync_token)
    assert [(event.id, event.cancelled) for event in deleted.events] == [(interview.id, True)]

    assert calendar.changes(deleted.sync_token).events == ()


def test_changes_come_page_by_page(
    calendar: GoogleCalendar, interview: Event, calendars: Calendars, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(google_calendar, "PAGE", 2)
    token = calendar.changes(None).sync_token
    ids = {f"c0ffee000{number}" for number in range(5)}
    for event_id in ids:
        calendar.insert(replace(interview, id=event_id, meet=event_id))
    changes = calendar.changes(token)
    assert {event.id for event in changes.events} == ids
    assert sum(call.method == "events.list" for call in calendars.calls) == 1 + 3
    assert calendar.changes(changes.sync_token).events == ()


def test_a_token_that_is_too_old_is_gone_and_a_fresh_start_tells_what_is_ours(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    calendars.add_busy(HIRING, MONDAY, MONDAY + timedelta(hours=1), "Dentist")
    calendar.insert(interview)
    token = calendar.changes(None).sync_token
    calendars.expire_sync_tokens()
    calendars.answers("bo@example.org", interview.id, "declined")
    with pytest.raises(Gone):
        calendar.changes(token)
    [event] = calendar.changes(None).events
    assert event.id == interview.id
    assert Guest("bo@example.org", "declined") in event.guests


def test_a_token_of_another_calendar_is_gone_too(calendar: GoogleCalendar, server: object) -> None:
    elsewhere = calendar._client.service.events().list(calendarId="ana@example.org")
    token = calendar._client.call(elsewhere)["nextSyncToken"]
    with pytest.raises(Gone):
        calendar.changes(token)


def test_an_interview_that_somebody_made_last_whole_days_has_no_times(
    calendar: GoogleCalendar, calendars: Calendars
) -> None:
    token = calendar.changes(None).sync_token
    body = {"start": {"date": "2027-03-02"}, "end": {"date": "2027-03-03"}}
    calendar._client.call(calendar._client.service.events().insert(calendarId=HIRING, body=body))
    [event] = calendar.changes(token).events
    assert (event.starts_at, event.ends_at, event.cancelled) == (None, None, False)
