from collections.abc import Iterator
from datetime import timedelta

import pytest
from googleapiclient.errors import HttpError

from tests.sandbox.google_company import ADA, BELA, CARLA, INTERVIEWS, Company, at, reason, running_company, screening


@pytest.fixture
def company() -> Iterator[Company]:
    yield from running_company()


def _span(begins: str, ends: str) -> dict[str, str]:
    return {"start": f"2027-03-01T{begins}:00Z", "end": f"2027-03-01T{ends}:00Z"}


def test_people_are_busy_with_their_own_things_and_with_interviews(company: Company) -> None:
    company.calendars.add_busy(BELA, at(8), at(9), "Stand-up")
    company.insert(screening())
    busy = company.busy(BELA, CARLA, INTERVIEWS)
    assert busy[BELA] == {"busy": [_span("08:00", "09:00"), _span("10:00", "11:00")]}
    assert busy[CARLA] == {"busy": []}
    assert busy[INTERVIEWS] == {"busy": [_span("10:00", "11:00")]}


def test_what_overlaps_or_touches_is_one_busy_time(company: Company) -> None:
    company.calendars.add_busy(BELA, at(8), at(10))
    company.calendars.add_busy(BELA, at(9), at(9.5))
    company.calendars.add_busy(BELA, at(10), at(11))
    assert company.busy(BELA)[BELA] == {"busy": [_span("08:00", "11:00")]}


def test_who_declines_is_free_and_who_has_not_answered_is_not(company: Company) -> None:
    company.insert(screening())
    assert company.busy(BELA)[BELA]["busy"]
    company.calendars.answers(BELA, "screening1", "tentative")
    assert company.busy(BELA)[BELA]["busy"]
    company.calendars.answers(BELA, "screening1", "declined", comment="On holiday")
    assert company.busy(BELA)[BELA] == {"busy": []}
    assert company.get()["attendees"][0]["comment"] == "On holiday"


def test_cancelled_and_transparent_events_block_nobody(company: Company) -> None:
    company.insert(screening(transparency="transparent"))
    company.insert(screening("screening2", hour=12))
    company.calendars.removes(INTERVIEWS, "screening2")
    assert company.busy(BELA)[BELA] == {"busy": []}


@pytest.mark.parametrize(("kind", "blocks"), [("outOfOffice", True), ("focusTime", True), ("workingLocation", False)])
def test_being_away_and_focus_time_block_but_a_working_location_does_not(
    company: Company, kind: str, blocks: bool
) -> None:
    company.calendars.add_busy(BELA, at(8), at(9), kind=kind)
    assert bool(company.busy(BELA)[BELA]["busy"]) is blocks


def test_a_whole_day_is_a_day_in_its_persons_zone(company: Company) -> None:
    body = {"summary": "Trade fair", "start": {"date": "2027-03-01"}, "end": {"date": "2027-03-02"}}
    company.google.events().insert(calendarId=CARLA, body=body).execute()
    assert company.busy(CARLA)[CARLA] == {"busy": [{"start": "2027-03-01T05:00:00Z", "end": "2027-03-02T05:00:00Z"}]}


def test_an_unreadable_calendar_is_an_error_and_not_a_free_person(company: Company) -> None:
    company.calendars.make_unreadable(BELA)
    busy = company.busy(BELA, ADA, CARLA)
    unknown = {"errors": [{"domain": "global", "reason": "notFound"}], "busy": []}
    assert busy == {BELA: unknown, ADA: unknown, CARLA: {"busy": []}}
    with pytest.raises(HttpError) as refusal:
        company.list(calendarId=BELA)
    assert reason(refusal) == (404, "notFound")
    company.insert(screening())
    company.calendars.removes(BELA, "screening1")
    assert company.get()["attendees"][0]["responseStatus"] == "declined"


def test_fifty_calendars_can_be_asked_for_and_not_one_more(company: Company) -> None:
    people = [f"person{number}@example.org" for number in range(51)]
    for person in people:
        company.calendars.add_person(person)
    assert company.busy(*people[:50])[people[0]] == {"busy": []}
    assert company.busy(*people)[people[0]]["errors"][0]["reason"] == "tooManyCalendarsRequested"


def test_a_window_may_be_ninety_days_long(company: Company) -> None:
    assert company.busy(BELA, hours=90 * 24)
    with pytest.raises(HttpError) as too_long:
        company.busy(BELA, hours=90 * 24 + 1)
    assert reason(too_long) == (400, "timeRangeTooLong")
    with pytest.raises(HttpError) as empty:
        company.busy(BELA, hours=0)
    assert reason(empty) == (400, "timeRangeEmpty")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"timeMin": at(0).isoformat(), "items": []}, "required"),
        ({"timeMin": "2027-03-01T00:00:00", "timeMax": at(1).isoformat()}, "invalid"),
        ({"timeMin": at(0).isoformat(), "timeMax": at(1).isoformat(), "people": []}, "invalid"),
        ({"timeMin": at(0).isoformat(), "timeMax": at(1).isoformat(), "calendarExpansionMax": 51}, "invalid"),
    ],
)
def test_a_question_must_be_well_formed(company: Company, body: dict[str, object], why: str) -> None:
    with pytest.raises(HttpError) as refusal:
        company.google.freebusy().query(body=body).execute()
    assert reason(refusal) == (400, why)


def test_answers_come_in_the_zone_that_was_asked_for(company: Company) -> None:
    company.calendars.add_busy(BELA, at(8), at(9))
    window = {"timeMin": at(0).isoformat(), "timeMax": (at(0) + timedelta(days=1)).isoformat()}
    body = window | {"timeZone": "Europe/Berlin", "items": [{"id": BELA}]}
    answer = company.google.freebusy().query(body=body).execute()
    assert answer["calendars"][BELA]["busy"][0]["start"] == "2027-03-01T09:00:00+01:00"
