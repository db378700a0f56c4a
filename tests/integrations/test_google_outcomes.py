"""How a call to Google ended, and what that means: nothing is sent twice behind the relay's back."""

import json
import socket
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.ports import CallFailed, Doubtful, Event, Never, Revoked, SurelyNot, TryLater
from integrations.google_calendar import GoogleCalendar
from integrations.google_credentials import MAIL_SCOPES, SCOPES, credentials_of, mail_credentials_of
from sandbox.background import HOST, WebServer
from sandbox.faults import Faults, Kind
from sandbox.google.calendars import Calendars
from sandbox.google.server import GoogleServer
from tests.integrations.conftest import at


@pytest.mark.parametrize(
    ("kind", "outcome", "reason"),
    [
        (Kind.RATE_LIMITED, TryLater, "rateLimitExceeded"),
        (Kind.SERVER_ERROR, Doubtful, "backendError"),
        (Kind.SERVER_ERROR_AFTER, Doubtful, "backendError"),
        (Kind.LOSE_BEFORE, Doubtful, "Dropped|ConnectionResetError"),
        (Kind.LOSE_AFTER, Doubtful, "Dropped|ConnectionResetError"),
        (Kind.REVOKED, Revoked, "token|authError"),
    ],
)
@pytest.mark.parametrize("call", ["insert", "delete"])
def test_every_fault_has_its_outcome_and_no_request_is_repeated(
    calendar: GoogleCalendar, calendars: Calendars, faults: Faults, interview: Event,
    call: str, kind: Kind, outcome: type[CallFailed], reason: str,
) -> None:  # fmt: skip
    calendar.changes(None)
    if call == "delete":
        calendar.insert(interview)
    faults.plan(f"events.{call}", kind)
    sent = len(calendars.calls)
    with pytest.raises(outcome, match=reason):
        _make(calendar, call, interview)
    assert len(calendars.calls) - sent == 1


def _make(calendar: GoogleCalendar, call: str, interview: Event) -> None:
    if call == "insert":
        calendar.insert(interview)
    else:
        calendar.delete(interview.id)


def test_what_google_does_not_take_is_never_tried_again(calendar: GoogleCalendar, interview: Event) -> None:
    with pytest.raises(Never, match="invalid") as refusal:
        calendar.insert(Event(**{**vars(interview), "guests": ("no address",)}))
    assert "address" not in str(refusal.value)


def test_an_answer_that_takes_too_long_is_in_doubt(server: GoogleServer, faults: Faults, interview: Event) -> None:
    calendar = at(server, patience=0.5)
    faults.plan("events.insert", Kind.SLOW, seconds=2.0)
    with pytest.raises(Doubtful, match="TimeoutError"):
        calendar.insert(interview)
    assert calendar.get(interview.id) is None  # and its late answer is not taken for this one


def test_a_google_that_is_not_there_did_nothing_and_a_kept_line_is_opened_anew(
    server: GoogleServer, calendar: GoogleCalendar, interview: Event
) -> None:
    calendar.insert(interview)
    server.stop()
    with pytest.raises(SurelyNot, match="ConnectionRefusedError"):
        calendar.get(interview.id)
    server.start()
    calendar.get(interview.id)
    server.stop()
    server.start()
    assert calendar.get(interview.id)


def test_a_token_that_is_not_ours_is_revoked(server: GoogleServer, interview: Event) -> None:
    with pytest.raises(Revoked):
        at(server, token="yesterdays").insert(interview)


Answer = Callable[[], web.Response]


@pytest.mark.parametrize(
    ("answer", "outcome", "after"),
    [
        (lambda: web.Response(status=429, headers={"Retry-After": "7"}), TryLater, 7),
        (lambda: web.Response(status=429, text="slow down"), TryLater, 2),
        (lambda: web.Response(status=429, headers={"Retry-After": "Mon, 01 Mar 2027 08:00:00 GMT"}), TryLater, 2),
        (lambda: _refusal(403, "userRateLimitExceeded"), TryLater, 2),
        (lambda: _refusal(403, "quotaExceeded"), TryLater, 2),
        (lambda: _newer_refusal("RATE_LIMIT_EXCEEDED"), TryLater, 2),
        (lambda: _newer_refusal("SERVICE_DISABLED"), Never, None),
        (lambda: web.json_response({"error": {"details": ["?"]}}, status=403), Never, None),
        (lambda: web.json_response({"error": "forbidden"}, status=403), Never, None),
        (lambda: web.Response(status=408), Doubtful, None),
        (lambda: _refusal(403, "insufficientPermissions"), Never, None),
        (lambda: _refusal(404, "notFound"), Never, None),
        (lambda: _refusal(412, "conditionNotMet"), SurelyNot, None),
        (lambda: web.Response(status=502, text="<html>Bad gateway</html>"), Doubtful, None),
        (lambda: web.Response(text="<html>Sign in to this hotel</html>"), Doubtful, None),
        (lambda: web.Response(status=307, headers={"Location": "/elsewhere"}), Never, None),
        (lambda: _refusal(400, "Guest ada@example.com is wrong"), Never, None),
    ],
)
def test_googles_refusals_are_told_apart(
    answer: Answer, outcome: type[CallFailed], after: int | None, interview: Event
) -> None:
    async def serve(request: web.Request) -> web.Response:
        return answer()

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", serve)
    served = WebServer("odd-google", app, 0)
    url = f"http://{HOST}:{served.port}/calendar/v3/"
    calendar = GoogleCalendar(url=url, calendar_id="primary", credentials_file=None, access_token="t", patience=5)
    with pytest.raises(outcome) as failure:
        calendar.insert(interview)
    served.stop()
    assert getattr(failure.value, "after", None) == (timedelta(seconds=after) if after else None)
    assert getattr(failure.value, "guessed", False) == (after == 2)
    assert "@" not in failure.value.reason


def _refusal(status: int, reason: str) -> web.Response:
    return web.json_response({"error": {"code": status, "errors": [{"reason": reason, "message": "m"}]}}, status=status)


def _newer_refusal(reason: str) -> web.Response:
    cause = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": "googleapis.com"}
    told = {"code": 403, "message": "m", "status": "PERMISSION_DENIED", "details": [{"@type": "help"}, cause]}
    return web.json_response({"error": told}, status=403)


def test_a_service_account_acts_for_the_person_whose_calendar_it_is(tmp_path: Path) -> None:
    key = _key(tmp_path)
    own: Any = credentials_of(key, None, calendar_id="hiring@example.org")
    shared: Any = credentials_of(key, None, calendar_id="c_1234@group.calendar.google.com")
    assert (own._subject, shared._subject) == ("hiring@example.org", None)
    assert own.scopes == SCOPES


def test_a_service_account_acts_for_the_mailbox_that_letters_come_from(tmp_path: Path) -> None:
    found: Any = mail_credentials_of(_key(tmp_path), None, mail_from="Hiring <jobs@example.org>")
    assert (found._subject, found.scopes) == ("jobs@example.org", MAIL_SCOPES)


def _key(folder: Path, token_uri: str = "https://oauth2.example.com/token") -> Path:
    pem = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key = {
        "type": "service_account",
        "client_email": "bot@example.com",
        "private_key": pem.decode(),
        "token_uri": token_uri,
    }
    (folder / "key.json").write_text(json.dumps(key))
    return folder / "key.json"


def test_an_authorized_user_is_who_they_consented_to_be(tmp_path: Path) -> None:
    user = {"type": "authorized_user", "client_id": "id", "client_secret": "secret", "refresh_token": "refresh"}
    (tmp_path / "user.json").write_text(json.dumps(user))
    found: Any = credentials_of(tmp_path / "user.json", None, calendar_id="hiring@example.org")
    assert (found.client_id, found.refresh_token, found.scopes) == ("id", "refresh", None)


def test_a_file_that_is_something_else_is_refused_by_name(tmp_path: Path) -> None:
    wrong = tmp_path / "holiday.json"
    for text in ('{"type": "authorized_user"}', "[]", "not even JSON"):
        wrong.write_text(text)
        with pytest.raises(ValueError, match=r"holiday\.json"):
            credentials_of(wrong, None, calendar_id="primary")
    with pytest.raises(ValueError, match="access token"):
        credentials_of(None, None, calendar_id="primary")


@pytest.mark.parametrize("error", ["", "invalid_grant"])
def test_a_service_account_is_let_in_until_its_grant_is_taken_back(
    server: GoogleServer, tmp_path: Path, error: str
) -> None:
    async def give_token(request: web.Request) -> web.Response:
        given = {"error": error} if error else {"access_token": "open-sesame", "expires_in": 3600}
        return web.json_response(given, status=400 if error else 200)

    app = web.Application()
    app.router.add_post("/token", give_token)
    tokens = WebServer("tokens", app, 0)
    key = _key(tmp_path, f"http://{HOST}:{tokens.port}/token")
    calendar = GoogleCalendar(url=server.start(), calendar_id="primary", credentials_file=key, access_token=None)
    try:
        if error:
            with pytest.raises(Revoked, match="token"):
                calendar.get("c0ffee0001")
        else:
            assert calendar.get("c0ffee0001") is None
    finally:
        tokens.stop()


def test_a_token_that_cannot_be_fetched_means_nothing_was_asked(server: GoogleServer, tmp_path: Path) -> None:
    with closing(socket.socket()) as nobody:
        nobody.bind((HOST, 0))
        key = _key(tmp_path, f"http://{HOST}:{nobody.getsockname()[1]}/token")
        calendar = GoogleCalendar(
            url=server.start(), calendar_id="primary", credentials_file=key, access_token=None, patience=1
        )
        with pytest.raises(SurelyNot):
            calendar.get("c0ffee0001")
