from collections.abc import Iterator

import pytest
from googleapiclient.errors import HttpError

from tests.sandbox.google_company import BELA, INTERVIEWS, Company, at, reason, running_company, screening


@pytest.fixture
def company() -> Iterator[Company]:
    yield from running_company()


def _ids(answer: dict[str, list[dict[str, str]]]) -> list[str]:
    return [event["id"] for event in answer["items"]]


def test_a_sync_token_brings_answers_moves_and_deletions_and_nothing_else(company: Company) -> None:
    for number in range(4):
        company.insert(screening(f"screening{number}", hour=9 + number))
    token = company.list()["nextSyncToken"]
    quiet = company.list(syncToken=token)
    assert quiet["items"] == []
    company.calendars.answers(BELA, "screening0", "declined")
    company.calendars.moves(INTERVIEWS, "screening1", at(17), at(18))
    company.calendars.removes(INTERVIEWS, "screening2")
    changed = company.list(syncToken=quiet["nextSyncToken"])
    answered, moved, removed = changed["items"]
    assert answered["attendees"][0]["responseStatus"] == "declined"
    assert moved["start"]["dateTime"] == "2027-03-01T18:00:00+01:00"
    assert (removed["id"], removed["status"]) == ("screening2", "cancelled")
    assert "summary" not in removed
    assert company.list(syncToken=changed["nextSyncToken"])["items"] == []


def test_an_old_sync_token_calls_for_a_full_sync(company: Company) -> None:
    token = company.list()["nextSyncToken"]
    company.calendars.expire_sync_tokens()
    with pytest.raises(HttpError) as refusal:
        company.list(syncToken=token)
    assert reason(refusal) == (410, "fullSyncRequired")
    assert "nextSyncToken" in company.list()


def test_what_changes_while_pages_are_turned_is_in_the_next_sync(company: Company) -> None:
    for number in range(5):
        company.insert(screening(f"screening{number}", hour=9 + number))
    first = company.list(maxResults=2)
    assert "nextSyncToken" not in first
    company.calendars.answers(BELA, "screening0", "accepted")
    second = company.list(maxResults=2, pageToken=first["nextPageToken"])
    third = company.list(maxResults=2, pageToken=second["nextPageToken"])
    assert _ids(first) + _ids(second) + _ids(third) == [f"screening{number}" for number in range(5)]
    assert _ids(company.list(syncToken=third["nextSyncToken"])) == ["screening0"]


@pytest.mark.parametrize(
    "query",
    [
        {"timeMin": at(0).isoformat()},
        {"orderBy": "updated"},
        {"q": "Ada"},
        {"showDeleted": False},
        {"privateExtendedProperty": "a=b"},
    ],
)
def test_a_sync_token_stands_alone(company: Company, query: dict[str, object]) -> None:
    token = company.list()["nextSyncToken"]
    with pytest.raises(HttpError) as refusal:
        company.list(syncToken=token, **query)
    assert reason(refusal) == (400, "invalid")


def test_a_sync_token_belongs_to_its_calendar_and_nonsense_is_none(company: Company) -> None:
    token = company.list()["nextSyncToken"]
    for calendar, wrong in ((BELA, token), (INTERVIEWS, "nonsense"), (INTERVIEWS, token[:-8])):
        with pytest.raises(HttpError) as refusal:
            company.list(calendarId=calendar, syncToken=wrong)
        assert reason(refusal) == (400, "invalid")


def test_a_list_is_narrowed_by_time_words_and_properties(company: Company) -> None:
    company.insert(screening("morning", hour=9, extendedProperties={"private": {"interview": "i-1"}}))
    company.insert(screening("evening", hour=18, summary="Past project deep dive"))
    assert _ids(company.list(timeMin=at(10).isoformat())) == ["evening"]
    assert _ids(company.list(timeMin=at(9.5).isoformat(), timeMax=at(18).isoformat())) == ["morning"]
    assert _ids(company.list(q="deep dive")) == ["evening"]
    assert _ids(company.list(privateExtendedProperty="interview=i-1")) == ["morning"]
    assert "nextSyncToken" not in company.list(q="deep dive")


def test_deleted_events_are_listed_when_asked_for(company: Company) -> None:
    company.insert(screening("later", hour=12))
    company.insert(screening("sooner", hour=9))
    company.calendars.removes(INTERVIEWS, "later")
    assert _ids(company.list()) == ["sooner"]
    everything = company.list(showDeleted=True, singleEvents=True, orderBy="startTime")
    assert [(event["id"], event["status"]) for event in everything["items"]] == [
        ("sooner", "confirmed"),
        ("later", "cancelled"),
    ]
    with pytest.raises(HttpError) as refusal:
        company.list(orderBy="startTime")
    assert reason(refusal) == (400, "invalid")


def test_a_partial_answer_holds_what_was_asked_for(company: Company) -> None:
    company.insert(screening())
    part = company.list(fields="items(id,start/dateTime,attendees(email)),nextPageToken")
    assert part["items"][0]["start"] == {"dateTime": "2027-03-01T11:00:00+01:00"}
    assert part["items"][0]["attendees"][0] == {"email": BELA}
    assert set(part["items"][0]) == {"id", "start", "attendees"}
    assert set(part) == {"items"}
    for wrong in ("items(id", "items)id", "items/"):
        with pytest.raises(HttpError) as refusal:
            company.list(fields=wrong)
        assert reason(refusal) == (400, "invalid")
