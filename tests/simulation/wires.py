"""The bot's lines to the world, without sockets: what leaves its clients is answered by the sandbox's own fronts.

Slack's urllib, Google's httplib2 and smtplib build and read every request; only the way there is ours.
"""

import io
import json
import socket
from collections.abc import Callable
from email.message import Message
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlsplit
from urllib.request import Request

import httplib2
from aiosmtpd.smtp import Envelope

from integrations.google_transport import Dropped
from sandbox.faults import Fault, Faults, Kind
from sandbox.google.front import Asked, Front
from sandbox.mail.smtp import GREETINGS, REFUSALS
from sandbox.slack.web_api import Answer, WebApi

Reached = Callable[[str], None]  # a crash point
Passes = Callable[[float], None]  # seconds go by

PATIENCE = 10.0  # seconds; what takes longer is a time-out for whoever waits


class Wire:
    """What all lines share: a fault is taken, time passes, and the bot may die before and after."""

    def __init__(self, faults: Faults, reached: Reached, passes: Passes) -> None:
        self.faults, self.reached, self._passes = faults, reached, passes
        self.up = True  # False: nobody is there

    def takes(self, call: str) -> Fault | None:
        """The fault that *call* meets. Raises TimeoutError and ConnectionRefusedError, as a socket does."""
        if not self.up:
            raise ConnectionRefusedError
        fault = self.faults.take(call)
        if fault and fault.kind is Kind.SLOW:
            self._passes(min(fault.seconds, PATIENCE))
        return fault

    def too_late(self, fault: Fault | None) -> bool:
        return fault is not None and fault.kind is Kind.SLOW and fault.seconds > PATIENCE


class SlackWire(Wire):
    """Stands in for `urlopen` in slack_sdk."""

    def __init__(self, front: WebApi, faults: Faults, reached: Reached, passes: Passes) -> None:
        super().__init__(faults, reached, passes)
        self._front = front
        self.leaves: Callable[[str, dict[str, Any]], None] = lambda method, args: None

    def __call__(self, request: Request, **_: Any) -> "Response":
        path = urlsplit(request.full_url).path
        text = request.data.decode() if isinstance(request.data, bytes) else str(request.data or "")
        if path.startswith("/actions/"):
            return self._said(path.removeprefix("/actions/"), text)
        method = path.rpartition("/")[2]
        self.reached(f"before {method}")
        arguments = _arguments(request, text)
        self.leaves(method, arguments)
        fault = self.takes(method)
        answer = self._front.answer(method, arguments, str(request.get_header("Authorization")), fault)
        self.reached(f"after {method}")
        return _urllib(request, answer, late=self.too_late(fault))

    def _said(self, key: str, text: str) -> "Response":
        self.reached("before response_url")
        answer = self._front.said(key, text)
        self.reached("after response_url")
        return Response(answer)


class GoogleWire(Wire):
    """Stands in for `OneTryHttp.request`; calendar and Gmail by what their paths begin with."""

    def __init__(self, fronts: tuple[Front, ...], faults: Faults, reached: Reached, passes: Passes) -> None:
        super().__init__(faults, reached, passes)
        self._fronts = fronts

    def request(self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **_: Any) -> Any:
        where = urlsplit(uri)
        front, found, path = self._route(method, where.path)
        text = body.decode() if isinstance(body, bytes) else str(body or "")
        given = {name.lower(): _text(value) for name, value in (headers or {}).items()}
        self.reached(f"before {found.id}")
        fault = self.takes(found.id)
        asked = Asked(path, tuple(parse_qsl(where.query)), text, given.get("authorization", ""), given.get("if-match"))
        reply = front.reply(found, asked, fault)
        self.reached(f"after {found.id}")
        if self.too_late(fault):
            raise TimeoutError
        if reply is None:
            raise Dropped("ConnectionResetError")
        content = b"" if reply.body is None else json.dumps(reply.body).encode()
        kind = {"status": str(reply.status), "content-type": "application/json; charset=UTF-8"}
        return httplib2.Response(kind | {name.lower(): value for name, value in reply.headers.items()}), content

    def _route(self, verb: str, path: str) -> Any:
        for front in self._fronts:
            found = front.route(verb, path)
            if found:
                return front, *found
        raise AssertionError(f"nobody answers {verb} {path}")


class SmtpWire(Wire):
    """Stands in for `socket.create_connection` in smtplib."""

    def __init__(self, keep: Callable[[Envelope], None], faults: Faults, reached: Reached, passes: Passes) -> None:
        super().__init__(faults, reached, passes)
        self.keep = keep

    def connect(self, *_: Any, **__: Any) -> "SmtpSocket":
        self.reached("before smtp.connect")
        return SmtpSocket(self, self.takes("smtp.connect"))


class SmtpSocket:
    """One conversation: EHLO, MAIL, RCPT, DATA, QUIT, and the faults of `sandbox.mail.smtp`."""

    def __init__(self, wire: SmtpWire, greeting: Fault | None) -> None:
        self._wire, self._to_read, self._open = wire, io.BytesIO(), True
        self._envelope = Envelope()
        self._text: bytes | None = None  # what has come of the mail, once DATA was said
        self._fault: Fault | None = None
        kind = greeting.kind if greeting else None
        if kind in GREETINGS:
            self._answers(GREETINGS[kind])
        elif kind in (None, Kind.SLOW):
            self._answers("220 sandbox.example")
        else:
            self._open = False

    def sendall(self, data: bytes) -> None:
        if not self._open:
            raise ConnectionResetError
        if self._text is None:
            self._command(data.decode())
        else:
            self._text += data
            if self._text.endswith(b"\r\n.\r\n"):
                self._whole_text()

    def makefile(self, _: str) -> io.BytesIO:
        return self._to_read

    def close(self) -> None:
        self._open = False

    def _command(self, line: str) -> None:
        verb = line.split(maxsplit=1)[0].upper()
        match verb:
            case "EHLO":
                self._answers("250-sandbox.example\r\n250 SMTPUTF8")
            case "MAIL":
                self._envelope.mail_from = _address(line)
                self._unless_faulty("smtp.mail")
            case "RCPT":
                self._envelope.rcpt_tos.append(_address(line))
                self._answers("250 OK")
            case "DATA":
                self._wire.reached("before smtp.data")
                self._fault = self._wire.takes("smtp.data")
                if self._fault and self._fault.kind is Kind.LOSE_BEFORE:
                    self._open = False
                    return
                self._text = b""
                self._answers("354 go ahead")
            case _:
                self._answers("250 OK")

    def _unless_faulty(self, call: str) -> None:
        fault = self._wire.takes(call)
        if fault and fault.kind in REFUSALS:
            self._answers(REFUSALS[fault.kind])
        elif fault and fault.kind is not Kind.SLOW:
            self._open = False
        else:
            self._answers("250 OK")

    def _whole_text(self) -> None:
        assert self._text is not None
        self._wire.reached("text on its way: smtp.data")
        kind = self._fault.kind if self._fault else None
        if kind in REFUSALS:
            self._answers(REFUSALS[kind])
        else:
            self._envelope.original_content = self._text.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
            self._wire.keep(self._envelope)
            self._wire.reached("after smtp.data")
            if kind is Kind.LOSE_AFTER or self._wire.too_late(self._fault):
                self._open = False
            else:
                self._answers(REFUSALS[Kind.RATE_LIMITED] if kind is Kind.SERVER_ERROR_AFTER else "250 OK: kept")
        self._text = None

    def _answers(self, text: str) -> None:
        at = self._to_read.tell()
        self._to_read.seek(0, io.SEEK_END)
        self._to_read.write(f"{text}\r\n".encode())
        self._to_read.seek(at)


class Response:
    """What `urlopen` gives."""

    def __init__(self, answer: Answer) -> None:
        self.code = self.status = answer.status
        self.headers = _headers(answer)
        self._body = answer.body.encode()

    def read(self) -> bytes:
        return self._body


def _urllib(request: Request, answer: Answer | None, *, late: bool) -> Response:
    if late:
        raise TimeoutError
    if answer is None:
        raise ConnectionResetError
    if answer.status >= 400:
        body = io.BytesIO(answer.body.encode())
        raise HTTPError(request.full_url, answer.status, "refused", _headers(answer), body)
    return Response(answer)


def _headers(answer: Answer) -> Message:
    headers = Message()
    for name, value in answer.headers.items():
        headers[name] = value
    return headers


def _arguments(request: Request, text: str) -> dict[str, Any]:
    if "json" in str(request.get_header("Content-type")):
        return dict(json.loads(text)) if text else {}
    return dict(parse_qsl(text, keep_blank_values=True))


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]


def no_sockets(*_: Any, **__: Any) -> socket.socket:
    raise AssertionError("a run opens no socket")
