import threading
from collections.abc import Iterator

import httplib2
import pytest
from google.auth.exceptions import RefreshError
from googleapiclient.errors import HttpError

from sandbox.faults import Kind
from sandbox.google.server import GoogleServer
from tests.sandbox.google_company import BELA, INTERVIEWS, TOKEN, Company, client, reason, running_company, screening

LEAST = frozenset(
    {"https://www.googleapis.com/auth/calendar.events", "https://www.googleapis.com/auth/calendar.freebusy"}
)


@pytest.fixture
def company() -> Iterator[Company]:
    yield from running_company()


def _plain(url: str, method: str = "GET", body: str | None = None, token: str = TOKEN) -> tuple[int, str]:
    http = httplib2.Http(timeout=5, proxy_info=None)
    answer, content = http.request(url, method, body, headers={"Authorization": f"Bearer {token}"})
    return answer.status, content.decode()


def test_a_stranger_is_not_let_in(company: Company) -> None:
    status, content = _plain(f"{company.url}calendars/primary", token="guessed")
    assert (status, '"authError"' in content) == (401, True)
    with pytest.raises(RefreshError):
        client(company.url, token="guessed").calendars().get(calendarId="primary").execute()


def test_the_least_scopes_open_events_and_free_busy_and_no_more(company: Company) -> None:
    server = GoogleServer(company.calendars, scopes=LEAST)
    google = client(server.start())
    google.events().insert(calendarId=INTERVIEWS, body=screening()).execute()
    body = {"timeMin": "2027-03-01T00:00:00Z", "timeMax": "2027-03-02T00:00:00Z", "items": [{"id": BELA}]}
    assert google.freebusy().query(body=body).execute()["calendars"][BELA]["busy"]
    with pytest.raises(HttpError) as refusal:
        google.calendarList().list().execute()
    assert reason(refusal) == (403, "insufficientPermissions")
    server.stop()


def test_the_calendars_of_the_company_are_listed(company: Company) -> None:
    listed = {entry["id"]: entry for entry in company.google.calendarList().list().execute()["items"]}
    assert listed["recruiting@example.org"]["primary"] is True
    assert listed[INTERVIEWS]["summary"] == "Interviews"
    assert company.google.calendarList().get(calendarId="primary").execute()["id"] == "recruiting@example.org"
    assert company.google.calendars().get(calendarId=BELA).execute()["timeZone"] == "Europe/Berlin"
    with pytest.raises(HttpError) as refusal:
        company.google.calendars().get(calendarId="nobody@example.org").execute()
    assert reason(refusal) == (404, "notFound")


@pytest.mark.parametrize(
    ("call", "query"),
    [
        ("list", "pageSize=3"),
        ("list", "maxResults=many"),
        ("list", "singleEvents=1"),
        ("list", "timeMin=2027-03-01T00:00:00"),
        ("list", "maxResults=0"),
    ],
)
def test_a_query_is_held_to_the_discovery_document(company: Company, call: str, query: str) -> None:
    status, content = _plain(f"{company.url}calendars/{INTERVIEWS}/events?{query}")
    assert (status, '"invalid"' in content) == (400, True)


def test_a_body_that_is_not_json_and_a_path_that_is_not_googles_are_refused(company: Company) -> None:
    status, content = _plain(f"{company.url}freeBusy", "POST", "{")
    assert (status, '"parseError"' in content) == (400, True)
    assert _plain(f"{company.url}meetings")[0] == 404
    assert _plain(company.url.removesuffix("calendar/v3/") + "freeBusy", "POST", "{}")[0] == 404


def test_a_channel_is_opened_over_https_only_and_closed_once(company: Company) -> None:
    watch = {"id": "interviews-1", "type": "web_hook", "address": "https://hiring.example.org/google", "token": "t"}
    opened = company.google.events().watch(calendarId=INTERVIEWS, body=watch).execute()
    assert opened["resourceId"]
    assert int(opened["expiration"]) == int(company.clock.now().timestamp() + 7 * 86400) * 1000
    for wrong, why in (
        (watch, "channelIdNotUnique"),
        (watch | {"address": "http://hiring.example.org"}, "push.webhookUrlNotHttps"),
    ):
        with pytest.raises(HttpError) as refusal:
            company.google.events().watch(calendarId=INTERVIEWS, body=wrong).execute()
        assert reason(refusal) == (400, why)
    stop = company.google.channels().stop(body={"id": "interviews-1", "resourceId": opened["resourceId"]})
    stop.execute()
    with pytest.raises(HttpError) as again:
        stop.execute()
    assert again.value.status_code == 404


@pytest.mark.parametrize(("kind", "happened"), [(Kind.LOSE_BEFORE, 0), (Kind.LOSE_AFTER, 1)])
def test_an_answer_can_be_lost_before_or_after_the_event_is_made(company: Company, kind: Kind, happened: int) -> None:
    # Twice, since httplib2 sends again by itself when a connection drops.
    company.faults.plan("events.insert", kind, times=2)
    with pytest.raises(OSError):
        company.insert(screening())
    assert len(company.calendars.events_of(INTERVIEWS)) == happened
    assert [call.status for call in company.calendars.calls] == [None, None]


def test_a_client_that_repeats_a_lost_insert_meets_its_own_event(company: Company) -> None:
    company.faults.plan("events.insert", Kind.LOSE_AFTER)
    with pytest.raises(HttpError) as refusal:
        company.insert(screening())
    assert reason(refusal) == (409, "duplicate")
    assert len(company.calendars.events_of(INTERVIEWS)) == 1


@pytest.mark.parametrize(
    ("kind", "said", "happened"),
    [
        (Kind.RATE_LIMITED, (403, "rateLimitExceeded"), 0),
        (Kind.SERVER_ERROR, (500, "backendError"), 0),
        (Kind.SERVER_ERROR_AFTER, (500, "backendError"), 1),
    ],
)
def test_google_can_be_busy_or_broken(company: Company, kind: Kind, said: tuple[int, str], happened: int) -> None:
    company.faults.plan("events.*", kind)
    with pytest.raises(HttpError) as refusal:
        company.insert(screening())
    assert reason(refusal) == said
    assert len(company.calendars.events_of(INTERVIEWS)) == happened
    assert company.list()["items"] == company.calendars.events_of(INTERVIEWS)


def test_a_token_can_be_revoked(company: Company) -> None:
    company.faults.plan("events.list", Kind.REVOKED)
    with pytest.raises(RefreshError):
        company.list()


def test_a_slow_answer_is_slower_than_the_clients_patience(company: Company) -> None:
    company.faults.plan("events.list", Kind.SLOW, seconds=30)
    with pytest.raises(TimeoutError):
        client(company.url, timeout=0.1).events().list(calendarId=INTERVIEWS).execute()


def test_every_request_is_noted_and_can_be_waited_for(company: Company) -> None:
    worker = threading.Thread(target=company.insert, args=(screening(),), kwargs={"sendUpdates": "all"})
    worker.start()
    [seen] = company.calendars.wait_until(lambda: company.calendars.events_of(BELA), timeout=5)
    worker.join()
    assert seen["summary"] == "Screening: Ada"
    [call] = company.calendars.calls
    assert (call.method, call.path, call.status) == ("events.insert", {"calendarId": INTERVIEWS}, 200)
    assert call.query["sendUpdates"] == "all"
    assert call.body is not None
    assert call.body["id"] == "screening1"


def test_a_server_comes_back_on_the_same_port_with_everything_it_knew(company: Company) -> None:
    company.insert(screening())
    company.server.stop()
    with pytest.raises(ConnectionRefusedError):
        client(company.url).events().get(calendarId=INTERVIEWS, eventId="screening1").execute()
    assert company.server.start() == company.url
    assert client(company.url).events().get(calendarId=INTERVIEWS, eventId="screening1").execute()["id"] == "screening1"
