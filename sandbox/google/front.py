"""One of Google's APIs on a port of loopback: who is let in, what is asked, and which fault is due."""

import asyncio
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from functools import cache, partial
from urllib.parse import unquote

from aiohttp import web

from sandbox.background import HOST, WebServer
from sandbox.faults import Fault, Faults, Kind
from sandbox.google.checks import check_body, read_query
from sandbox.google.discovery import Api, Method
from sandbox.google.errors import JSON, GoogleError, backend_error, bad_credentials, rate_limited
from sandbox.google.fields import only
from sandbox.google.records import Call


@dataclass(frozen=True)
class Request:
    """*path* and *query* as the discovery document names them, checked; *etag* is If-Match."""

    path: dict[str, str]
    query: JSON
    body: JSON
    etag: str | None

    @property
    def calendar(self) -> str:
        return self.path["calendarId"]

    @property
    def event(self) -> str:
        return self.path["eventId"]


@dataclass(frozen=True)
class Asked:
    """A request as it comes, nothing checked."""

    path: dict[str, str]
    query: tuple[tuple[str, str], ...]
    text: str
    authorization: str
    etag: str | None = None


@dataclass(frozen=True)
class Reply:
    """*body* is None where there is none."""

    status: int
    body: JSON | None
    headers: dict[str, str] = field(default_factory=dict)


class Front(ABC):
    """*served* are the ids of *api*'s methods that are answered, below *root*.

    *token* is the only bearer token that is let in, with *scopes*. Faults by method: "events.insert".
    """

    api: Api
    root: str
    limited: Callable[[], GoogleError] = staticmethod(rate_limited)

    def __init__(
        self, served: Collection[str], faults: Faults | None, token: str, scopes: frozenset[str], port: int
    ) -> None:
        self.faults = faults or Faults()
        self.token = token
        self.scopes = scopes
        self._served = served
        self._port = port
        self._server: WebServer | None = None

    @abstractmethod
    def carry_out(self, method: Method, asked: Request) -> JSON | None:
        """The answer, None for one without a body. Raises GoogleError."""

    @abstractmethod
    def log(self, call: Call) -> None: ...

    def start(self) -> str:
        """Serve, and return the address for the bot's settings. After stop() the port stays the same."""
        app = web.Application(client_max_size=4 * 1024 * 1024)
        for method_id in self._served:
            method = self.api.methods[method_id]
            app.router.add_route(method.verb, self.root + method.path, self._handler(method))
        app.router.add_route("*", "/{anything:.*}", _unknown_path)
        self._server = WebServer(type(self).__name__, app, self._port)
        self._port = self._server.port
        return f"http://{HOST}:{self._port}{self.root}"

    def stop(self) -> None:
        if self._server:
            self._server.stop()
            self._server = None

    def let_in(self, method: Method, authorization: str) -> None:
        """Raises GoogleError for whoever may not call *method*."""
        if authorization != f"Bearer {self.token}":
            raise bad_credentials()
        if not self.scopes & method.scopes:
            message = "Request had insufficient authentication scopes."
            raise GoogleError(403, "insufficientPermissions", message)

    def route(self, verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
        """Which method is asked for at *path*, the whole of it, and what its path names."""
        for method in map(self.api.methods.__getitem__, self._served):
            found = _pattern(self.root + method.path).fullmatch(path) if method.verb == verb else None
            if found:
                return method, {name: unquote(value) for name, value in found.groupdict().items()}
        return None

    def reply(self, method: Method, asked: Asked, fault: Fault | None = None) -> Reply | None:
        """None: the line drops. Whoever carries it waits where *fault* is SLOW."""
        body = _read(asked.text)
        instead = self._before(fault)
        reply = _refusal(instead) if instead else self._answer(method, asked, body)
        if fault and fault.kind is Kind.SERVER_ERROR_AFTER:
            reply = _refusal(backend_error())
        lost = fault is not None and fault.kind in (Kind.LOSE_BEFORE, Kind.LOSE_AFTER)
        said = body if isinstance(body, dict) else None
        self.log(Call(method.id, asked.path, dict(asked.query), said, None if lost else reply.status))
        return None if lost else reply

    def _handler(self, method: Method) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        return partial(self._serve, method)

    async def _serve(self, method: Method, request: web.Request) -> web.StreamResponse:
        fault = self.faults.take(method.id)
        if fault and fault.kind is Kind.SLOW:
            await asyncio.sleep(fault.seconds)
        headers = request.headers
        asked = Asked(
            dict(request.match_info), tuple(request.query.items()), await request.text(),
            headers.get("Authorization", ""), headers.get("If-Match"),
        )  # fmt: skip
        reply = self.reply(method, asked, fault)
        if reply is None and request.transport:
            request.transport.abort()
        return _response(reply or Reply(500, None))

    def _answer(self, method: Method, asked: Asked, body: object) -> Reply:
        try:
            self.let_in(method, asked.authorization)
            query = read_query(asked.query, method.parameters)
            answer = self.carry_out(method, Request(asked.path, query, _checked(self.api, method, body), asked.etag))
            if answer is None:
                return Reply(204, None)
            return Reply(200, only(answer, query["fields"]) if "fields" in query else answer)
        except GoogleError as refusal:
            return _refusal(refusal)

    def _before(self, fault: Fault | None) -> GoogleError | None:
        """What is answered in place of doing anything."""
        refusals = {
            Kind.RATE_LIMITED: self.limited,
            Kind.REVOKED: bad_credentials,
            Kind.SERVER_ERROR: backend_error,
            Kind.LOSE_BEFORE: backend_error,  # nobody gets to read it
        }
        made = refusals.get(fault.kind) if fault else None
        return made() if made else None


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))


def _read(text: str) -> object:
    """The body as JSON; Ellipsis when it is not JSON."""
    try:
        parsed: object = json.loads(text) if text else None
    except ValueError:
        return ...
    return parsed


def _checked(api: Api, method: Method, body: object) -> JSON:
    """The body if it is what the method takes. Raises parseError or invalid."""
    if method.request is None and body is None:
        return {}
    if method.request is None or not isinstance(body, dict):
        raise GoogleError(400, "parseError", "Parse Error")
    check_body(body, {"$ref": method.request}, api)
    return body


def _refusal(error: GoogleError) -> Reply:
    headers = {"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/"'} if error.code == 401 else {}
    return Reply(error.code, error.body(), headers)


def _response(reply: Reply) -> web.Response:
    if reply.body is None:
        return web.Response(status=reply.status, headers=reply.headers)
    return web.json_response(reply.body, status=reply.status, headers=reply.headers)


async def _unknown_path(request: web.Request) -> web.StreamResponse:
    return _response(_refusal(GoogleError(404, "notFound", "Not Found")))
