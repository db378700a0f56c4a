from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from googleapiclient.errors import HttpError

from tests.sandbox.google_company import ADA, BELA, CARLA, INTERVIEWS, Company, at, reason, running_company, screening

MEET = {"createRequest": {"requestId": "screening1", "conferenceSolutionKey": {"type": "hangoutsMeet"}}}


@pytest.fixture
def company() -> Iterator[Company]:
    yield from running_company()


def test_an_invited_interviewer_finds_the_event_in_their_own_calendar(company: Company) -> None:
    made = company.insert(screening(), sendUpdates="all")
    assert made["organizer"] == {"email": INTERVIEWS, "self": True}
    assert made["start"] == {"dateTime": "2027-03-01T11:00:00+01:00", "timeZone": "Europe/Berlin"}
    [seen] = company.calendars.events_of(BELA)
    assert seen["id"] == "screening1"
    assert seen["attendees"][0] == {"email": BELA, "responseStatus": "needsAction", "self": True}
    assert company.calendars.events_of(CARLA) == []
    assert company.calendars.invitations_sent == [("insert", "screening1", ADA), ("insert", "screening1", BELA)]


@pytest.mark.parametrize(("mode", "told"), [("all", [ADA, BELA]), ("externalOnly", [ADA]), ("none", []), (None, [])])
def test_only_those_hear_of_it_who_shall(company: Company, mode: str | None, told: list[str]) -> None:
    how = {"sendUpdates": mode} if mode else {}
    company.insert(screening(), **how)
    company.patch({"location": "Room 4"}, **how)
    company.google.events().delete(calendarId=INTERVIEWS, eventId="screening1", **how).execute()
    expected = [(kind, "screening1", email) for kind in ("insert", "update", "cancel") for email in told]
    assert company.calendars.invitations_sent == expected


def test_nobody_hears_of_a_change_that_changes_nothing(company: Company) -> None:
    made = company.insert(screening(), sendUpdates="all")
    company.patch({"start": made["start"], "end": made["end"]}, sendUpdates="all")
    starts_at, ends_at = (datetime.fromisoformat(made[it]["dateTime"]).astimezone(UTC) for it in ("start", "end"))
    company.calendars.moves(INTERVIEWS, "screening1", starts_at, ends_at)
    assert [kind for kind, _, _ in company.calendars.invitations_sent] == ["insert", "insert"]


def test_a_calendar_without_meet_takes_no_event_that_asks_for_it(company: Company) -> None:
    company.calendars.forbid_meet(INTERVIEWS)
    with pytest.raises(HttpError, match="Invalid conference type value") as refusal:
        company.insert(screening() | {"conferenceData": MEET}, conferenceDataVersion=1)
    assert reason(refusal) == (400, "invalid")
    assert company.calendars.events_of(INTERVIEWS) == []
    assert "hangoutLink" not in company.insert(screening(), conferenceDataVersion=1)
    told = company.google.calendars().get(calendarId=INTERVIEWS).execute()["conferenceProperties"]
    assert told == {"allowedConferenceSolutionTypes": []}


def test_an_id_is_taken_for_ever_even_after_the_event_is_deleted(company: Company) -> None:
    company.insert(screening())
    with pytest.raises(HttpError) as again:
        company.insert(screening(hour=14))
    assert reason(again) == (409, "duplicate")
    company.google.events().delete(calendarId=INTERVIEWS, eventId="screening1").execute()
    with pytest.raises(HttpError) as after:
        company.insert(screening())
    assert reason(after) == (409, "duplicate")
    assert company.get()["status"] == "cancelled"


@pytest.mark.parametrize("event_id", ["abcd", "screening_1", "screeninG1", "w1234", "a" * 1025])
def test_an_id_must_be_base32hex(company: Company, event_id: str) -> None:
    with pytest.raises(HttpError) as refusal:
        company.insert(screening(event_id))
    assert reason(refusal) == (400, "invalid")


def test_an_event_without_an_id_gets_one(company: Company) -> None:
    body = screening()
    del body["id"]
    assert company.get(company.insert(body)["id"])["summary"] == "Screening: Ada"


def test_what_a_human_changed_meanwhile_is_not_overwritten(company: Company) -> None:
    etag = company.insert(screening())["etag"]
    company.calendars.moves(INTERVIEWS, "screening1", at(15), at(16))
    with pytest.raises(HttpError) as stale:
        company.patch({"summary": "Screening"}, etag=etag)
    assert reason(stale) == (412, "conditionNotMet")
    now = company.get()
    assert (now["summary"], now["start"]["dateTime"]) == ("Screening: Ada", "2027-03-01T16:00:00+01:00")
    assert company.patch({"summary": "Screening"}, etag=now["etag"])["summary"] == "Screening"


def test_a_patch_changes_what_it_names_and_a_move_is_counted(company: Company) -> None:
    properties = {"private": {"interview": "i-1", "generation": "1"}}
    company.insert(screening(extendedProperties=properties, visibility="private", reminders={"useDefault": False}))
    company.clock.advance(timedelta(hours=1))
    patched = company.patch({"extendedProperties": {"private": {"generation": "2"}}, "description": None})
    assert patched["extendedProperties"] == {"private": {"interview": "i-1", "generation": "2"}}
    assert (patched["visibility"], patched["reminders"]) == ("private", {"useDefault": False})
    assert (patched["sequence"], patched["updated"]) == (0, "2027-03-01T09:00:00.000Z")
    moved = company.patch({"start": {"dateTime": at(12).isoformat()}, "end": {"dateTime": at(13).isoformat()}})
    assert moved["sequence"] == 1
    assert moved["start"] == {"dateTime": "2027-03-01T13:00:00+01:00", "timeZone": "Europe/Berlin"}


def test_an_update_takes_away_what_it_does_not_name(company: Company) -> None:
    company.insert(screening(description="Bring questions"))
    body = screening(summary="Screening")
    changed = company.google.events().update(calendarId=INTERVIEWS, eventId="screening1", body=body).execute()
    assert changed["summary"] == "Screening"
    assert "description" not in changed


def test_guests_sent_without_their_answers_have_not_answered(company: Company) -> None:
    company.insert(screening())
    company.calendars.answers(BELA, "screening1", "accepted")
    assert company.get()["attendees"][0]["responseStatus"] == "accepted"
    replaced = company.patch({"attendees": [{"email": BELA}, {"email": CARLA}]}, sendUpdates="all")
    assert [guest["responseStatus"] for guest in replaced["attendees"]] == ["needsAction", "needsAction"]
    assert company.calendars.invitations_sent == [
        ("cancel", "screening1", ADA),
        ("update", "screening1", BELA),
        ("insert", "screening1", CARLA),
    ]


def test_who_is_replaced_no_longer_has_the_event(company: Company) -> None:
    company.insert(screening())
    company.patch({"attendees": [{"email": CARLA}]})
    assert company.calendars.events_of(BELA) == []
    assert company.get(calendar=BELA)["status"] == "cancelled"
    assert [seen["start"]["dateTime"] for seen in company.calendars.events_of(CARLA)] == ["2027-03-01T05:00:00-05:00"]


def test_private_properties_and_reminders_stay_on_their_own_calendar(company: Company) -> None:
    company.insert(screening(extendedProperties={"private": {"interview": "i-1"}, "shared": {"stage": "screening"}}))
    seen = company.get(calendar=BELA)
    assert seen["extendedProperties"] == {"shared": {"stage": "screening"}}
    assert seen["reminders"] == {"useDefault": True}


def test_a_guest_may_answer_but_not_move_the_event(company: Company) -> None:
    company.insert(screening())
    with pytest.raises(HttpError) as refusal:
        company.patch({"start": {"dateTime": at(9).isoformat()}}, calendar=BELA)
    assert reason(refusal) == (403, "forbiddenForNonOrganizer")
    company.patch({"attendees": [{"email": BELA, "responseStatus": "tentative", "comment": "Maybe"}]}, calendar=BELA)
    guests = company.get()["attendees"]
    assert guests[0] == {"email": BELA, "responseStatus": "tentative", "comment": "Maybe"}
    assert guests[1]["email"] == ADA


def test_deleting_twice_says_so_and_deleting_nothing_too(company: Company) -> None:
    company.insert(screening())
    gone = company.google.events().delete(calendarId=INTERVIEWS, eventId="screening1")
    gone.execute()
    assert company.calendars.events_of(BELA) == []
    with pytest.raises(HttpError) as again:
        gone.execute()
    assert reason(again) == (410, "deleted")
    with pytest.raises(HttpError) as unknown:
        company.google.events().delete(calendarId=INTERVIEWS, eventId="never1").execute()
    assert reason(unknown) == (404, "notFound")


def test_an_interviewer_who_throws_the_event_out_has_declined(company: Company) -> None:
    company.insert(screening())
    company.calendars.removes(BELA, "screening1")
    assert company.calendars.events_of(BELA) == []
    found = company.get()
    assert (found["status"], found["attendees"][0]["responseStatus"]) == ("confirmed", "declined")


def test_a_deleted_event_can_be_restored_and_is_otherwise_still_gone(company: Company) -> None:
    company.insert(screening())
    company.calendars.removes(INTERVIEWS, "screening1")
    assert company.patch({"summary": "Screening"})["status"] == "cancelled"
    assert company.patch({"status": "confirmed"})["status"] == "confirmed"
    assert len(company.calendars.events_of(BELA)) == 1


def test_a_meet_link_is_made_only_when_the_client_says_it_knows_about_them(company: Company) -> None:
    assert "conferenceData" not in company.insert(screening(conferenceData=MEET))
    asked = company.patch({"conferenceData": MEET}, conferenceDataVersion=1)
    assert asked["conferenceData"]["createRequest"]["status"] == {"statusCode": "success"}
    assert asked["hangoutLink"] == asked["conferenceData"]["entryPoints"][0]["uri"]
    assert asked["hangoutLink"].startswith("https://meet.google.com/")
    assert company.patch({"summary": "Screening"})["hangoutLink"] == asked["hangoutLink"]


def test_the_same_request_for_a_meet_link_is_answered_once(company: Company) -> None:
    company.calendars.conferences_pending = True
    company.insert(screening(conferenceData=MEET), conferenceDataVersion=1)
    company.calendars.finish_conferences()
    repeated = company.patch({"conferenceData": MEET}, conferenceDataVersion=1)
    assert repeated["conferenceData"]["createRequest"]["status"] == {"statusCode": "success"}
    anew = company.patch({"conferenceData": {"createRequest": {"requestId": "other"}}}, conferenceDataVersion=1)
    assert anew["conferenceData"]["createRequest"]["status"] == {"statusCode": "pending"}


def test_a_meet_link_may_come_later(company: Company) -> None:
    company.calendars.conferences_pending = True
    made = company.insert(screening(conferenceData=MEET), conferenceDataVersion=1)
    assert made["conferenceData"]["createRequest"]["status"] == {"statusCode": "pending"}
    assert "hangoutLink" not in made
    token = company.list()["nextSyncToken"]
    company.calendars.finish_conferences()
    [later] = company.list(syncToken=token)["items"]
    assert later["hangoutLink"].startswith("https://meet.google.com/")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"colour": "red"}, "invalid"),
        ({"summary": 7}, "invalid"),
        ({"guestsCanModify": "yes"}, "invalid"),
        ({"sequence": True}, "invalid"),
        ({"attendees": [{"mail": BELA}]}, "invalid"),
        ({"attendees": [{"email": "Bela"}]}, "invalid"),
        ({"attendees": [{"email": BELA, "responseStatus": "yes"}]}, "invalid"),
        ({"visibility": "secret"}, "invalid"),
        ({"extendedProperties": {"private": {"generation": 1}}}, "invalid"),
        ({"start": {"dateTime": "2027-03-01T10:00:00"}}, "required"),
        ({"start": {"dateTime": "2027-03-01T10:00:00", "timeZone": "Berlin"}}, "invalid"),
        ({"start": {"dateTime": "tomorrow"}}, "invalid"),
        ({"start": {}}, "required"),
        ({"end": None}, "required"),
        ({"end": {"dateTime": "2027-03-01T09:00:00Z"}}, "timeRangeEmpty"),
        ({"reminders": {"overrides": [{"method": "sms", "minutes": 10}]}}, "invalid"),
        ({"recurrence": ["RRULE:FREQ=DAILY"]}, "invalid"),
    ],
)
def test_nonsense_is_refused_and_leaves_nothing_behind(company: Company, body: dict[str, object], why: str) -> None:
    with pytest.raises(HttpError) as refusal:
        company.insert(screening(**body))
    assert reason(refusal) == (400, why)
    assert company.calendars.events_of(INTERVIEWS, gone=True) == []
