"""The sandbox's Google Calendar on a port of loopback: the REST paths of Calendar v3."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import web

from sandbox.background import HOST, WebServer
from sandbox.faults import Fault, Faults, Kind
from sandbox.google.checks import check_body, read_query
from sandbox.google.discovery import Method, methods
from sandbox.google.errors import JSON, GoogleError, backend_error, bad_credentials, rate_limited
from sandbox.google.fields import only
from sandbox.google.methods import ANSWERS, Request
from sandbox.google.records import Call
from sandbox.google.state import State

ROOT = "/calendar/v3/"
EVERYTHING = frozenset({"https://www.googleapis.com/auth/calendar"})


class GoogleServer:
    """*token* is the only bearer token that is let in, with *scopes*. Faults by method: "events.insert"."""

    def __init__(
        self,
        calendars: State,
        faults: Faults | None = None,
        token: str = "sandbox-google-token",
        *,
        scopes: frozenset[str] = EVERYTHING,
        port: int = 0,
    ) -> None:
        self.calendars = calendars
        self.faults = faults or Faults()
        self.token = token
        self.scopes = scopes
        self._port = port
        self._server: WebServer | None = None

    def start(self) -> str:
        """Serve, and return the address for GOOGLE_CALENDAR_URL. After stop() the port stays the same."""
        app = web.Application(client_max_size=4 * 1024 * 1024)
        for method_id in ANSWERS:
            method = methods()[method_id]
            app.router.add_route(method.verb, ROOT + method.path, self._handler(method))
        app.router.add_route("*", "/{anything:.*}", _unknown_path)
        self._server = WebServer("sandbox-google", app, self._port)
        self._port = self._server.port
        return f"http://{HOST}:{self._port}{ROOT}"

    def stop(self) -> None:
        if self._server:
            self._server.stop()
            self._server = None

    def _handler(self, method: Method) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        return partial(self._serve, method)

    async def _serve(self, method: Method, request: web.Request) -> web.StreamResponse:
        fault = self.faults.take(method.id)
        if fault and fault.kind is Kind.SLOW:
            await asyncio.sleep(fault.seconds)
        body = _read(await request.text())
        instead = _before(fault)
        response = _refusal(instead) if instead else self._answer(method, request, body)
        if fault and fault.kind is Kind.SERVER_ERROR_AFTER:
            response = _refusal(backend_error())
        lost = fault is not None and fault.kind in (Kind.LOSE_BEFORE, Kind.LOSE_AFTER)
        said = body if isinstance(body, dict) else None
        path, query = dict(request.match_info), dict(request.query)
        self.calendars.log(Call(method.id, path, query, said, None if lost else response.status))
        if lost and request.transport:
            request.transport.abort()
        return response

    def _answer(self, method: Method, request: web.Request, body: object) -> web.Response:
        try:
            self._let_in(method, request.headers.get("Authorization", ""))
            query = read_query(request.query.items(), method.parameters)
            asked = Request(dict(request.match_info), query, _checked(method, body), request.headers.get("If-Match"))
            with self.calendars.changed:
                self.calendars.refuse_unreadable(asked.path.get("calendarId"))
                answer = ANSWERS[method.id](self.calendars, asked)
            if answer is None:
                return web.Response(status=204)
            return web.json_response(only(answer, query["fields"]) if "fields" in query else answer)
        except GoogleError as refusal:
            return _refusal(refusal)

    def _let_in(self, method: Method, authorization: str) -> None:
        if authorization != f"Bearer {self.token}":
            raise bad_credentials()
        if not self.scopes & method.scopes:
            message = "Request had insufficient authentication scopes."
            raise GoogleError(403, "insufficientPermissions", message)


def _read(text: str) -> object:
    """The body as JSON; Ellipsis when it is not JSON."""
    try:
        parsed: object = json.loads(text) if text else None
    except ValueError:
        return ...
    return parsed


def _checked(method: Method, body: object) -> JSON:
    """The body if it is what the method takes. Raises parseError or invalid."""
    if method.request is None and body is None:
        return {}
    if method.request is None or not isinstance(body, dict):
        raise GoogleError(400, "parseError", "Parse Error")
    check_body(body, {"$ref": method.request})
    return body


def _before(fault: Fault | None) -> GoogleError | None:
    """What is answered in place of doing anything."""
    refusals = {
        Kind.RATE_LIMITED: rate_limited,
        Kind.REVOKED: bad_credentials,
        Kind.SERVER_ERROR: backend_error,
        Kind.LOSE_BEFORE: backend_error,  # nobody gets to read it
    }
    made = refusals.get(fault.kind) if fault else None
    return made() if made else None


def _refusal(error: GoogleError) -> web.Response:
    headers = {"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/"'} if error.code == 401 else {}
    return web.json_response(error.body(), status=error.code, headers=headers)


async def _unknown_path(request: web.Request) -> web.StreamResponse:
    return _refusal(GoogleError(404, "notFound", "Not Found"))
