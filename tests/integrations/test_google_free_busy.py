"""When people are busy. Whoever could not be read is unknown, and never free."""

import threading
from datetime import timedelta

import pytest

from bot.hiring.slots import UNKNOWN, Interval
from integrations.google_calendar import GoogleCalendar
from sandbox.faults import Faults, Kind
from sandbox.google.calendars import Calendars
from sandbox.google.server import GoogleServer
from tests.integrations.conftest import MONDAY, always_answers, at

WEEK = Interval(MONDAY, MONDAY + timedelta(days=7))
NINE_TO_TEN = Interval(MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=2))


def test_busy_times_stand_under_the_address_as_it_was_asked(calendar: GoogleCalendar, calendars: Calendars) -> None:
    calendars.add_busy("ana@example.org", NINE_TO_TEN.start, NINE_TO_TEN.end, kind="focusTime")
    calendars.add_busy("bo@example.org", NINE_TO_TEN.start, NINE_TO_TEN.end, kind="workingLocation")
    found = calendar.availability(["Ana@Example.org", "bo@example.org"], WEEK)
    assert found == {"Ana@Example.org": (NINE_TO_TEN,), "bo@example.org": ()}


def test_a_calendar_that_cannot_be_read_is_unknown(calendar: GoogleCalendar, calendars: Calendars) -> None:
    calendars.make_unreadable("bo@example.org")
    found = calendar.availability(["ana@example.org", "bo@example.org", "nobody@example.org"], WEEK)
    assert found == {"ana@example.org": (), "bo@example.org": UNKNOWN, "nobody@example.org": UNKNOWN}


def test_somebody_without_an_address_spoils_the_answer_for_nobody_else(
    calendar: GoogleCalendar, calendars: Calendars
) -> None:
    assert calendar.availability(["", "ana@example.org"], WEEK) == {"": UNKNOWN, "ana@example.org": ()}
    assert [call.body["items"] for call in calendars.calls if call.body] == [[{"id": "ana@example.org"}]]


def test_120_people_are_asked_in_three_batches(calendar: GoogleCalendar, calendars: Calendars) -> None:
    emails = [f"person{number}@example.org" for number in range(120)]
    for email in emails:
        calendars.add_person(email)
        calendars.add_busy(email, NINE_TO_TEN.start, NINE_TO_TEN.end)
    found = calendar.availability(emails, WEEK)
    assert found == dict.fromkeys(emails, (NINE_TO_TEN,))
    assert sorted(len(call.body["items"]) for call in calendars.calls if call.body) == [20, 50, 50]


def test_a_batch_that_failed_leaves_its_people_unknown_and_no_others(
    calendar: GoogleCalendar, calendars: Calendars, faults: Faults, caplog: pytest.LogCaptureFixture
) -> None:
    emails = [f"person{number}@example.org" for number in range(120)]
    for email in emails:
        calendars.add_person(email)
    faults.plan("freebusy.query", Kind.SERVER_ERROR)
    found = calendar.availability(emails, WEEK)
    assert list(found.values()).count(UNKNOWN) in {20, 50}
    assert set(found.values()) == {UNKNOWN, ()}
    assert "example.org" not in caplog.text
    assert "unknown: backendError" in caplog.text


@pytest.mark.parametrize("kind", [Kind.RATE_LIMITED, Kind.REVOKED, Kind.LOSE_BEFORE, Kind.LOSE_AFTER])
def test_whatever_goes_wrong_nobody_becomes_free(calendar: GoogleCalendar, faults: Faults, kind: Kind) -> None:
    faults.plan("freebusy.query", kind)
    assert calendar.availability(["ana@example.org"], WEEK) == {"ana@example.org": UNKNOWN}


def test_a_long_window_is_asked_in_parts_and_one_part_missing_is_unknown(
    calendar: GoogleCalendar, calendars: Calendars, faults: Faults
) -> None:
    later = Interval(MONDAY + timedelta(days=149), MONDAY + timedelta(days=149, hours=1))
    for busy in (NINE_TO_TEN, later):
        calendars.add_busy("ana@example.org", busy.start, busy.end)
    half_a_year = Interval(MONDAY, MONDAY + timedelta(days=150, microseconds=1))
    assert calendar.availability(["ana@example.org"], half_a_year) == {"ana@example.org": (NINE_TO_TEN, later)}
    assert len(calendars.calls) == 3
    faults.plan("freebusy.query", Kind.SERVER_ERROR)
    assert calendar.availability(["ana@example.org"], half_a_year) == {"ana@example.org": UNKNOWN}


@pytest.mark.usefixtures("machine_in_auckland")
def test_busy_times_without_an_offset_are_those_of_the_zone_that_was_asked_in() -> None:
    busy = [{"start": f"{NINE_TO_TEN.start:%Y-%m-%dT%H:%M:%S}", "end": f"{NINE_TO_TEN.end:%Y-%m-%dT%H:%M:%S}"}]
    with always_answers({"calendars": {"ana@example.org": {"busy": busy}}}) as url:
        calendar = GoogleCalendar(url=url, calendar_id="primary", credentials_file=None, access_token="t")
        assert calendar.availability(["ana@example.org"], WEEK) == {"ana@example.org": (NINE_TO_TEN,)}


def test_nobody_is_asked_about_nobody(calendar: GoogleCalendar, calendars: Calendars) -> None:
    assert calendar.availability([], WEEK) == {}
    assert calendars.calls == []


def test_many_threads_share_the_calendar_and_each_gets_its_own_answer(
    server: GoogleServer, calendars: Calendars
) -> None:
    calendar = at(server)
    emails = [f"person{number}@example.org" for number in range(8)]
    for number, email in enumerate(emails):
        calendars.add_person(email)
        calendars.add_busy(email, MONDAY + timedelta(hours=number), MONDAY + timedelta(hours=number + 1))
    wrong: list[str] = []

    def ask(number: int, email: str) -> None:
        expected = (Interval(MONDAY + timedelta(hours=number), MONDAY + timedelta(hours=number + 1)),)
        wrong.extend(email for _ in range(10) if calendar.availability([email], WEEK) != {email: expected})

    threads = [threading.Thread(target=ask, args=each) for each in enumerate(emails)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert wrong == []
