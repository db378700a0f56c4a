"""Socket Mode: several connections, every payload to one of them, acknowledged by its envelope's id."""

import json
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass, field
from threading import Condition
from typing import Any

from sandbox.slack.delivery import NOT_REACHED, TOO_LATE, Ack, Envelope, Retry
from sandbox.slack.shapes import JSON

MAX_CONNECTIONS = 10


@dataclass(eq=False)
class Connection:
    send: Callable[[str], None]  # callable from any thread
    drop: Callable[[], None]  # gone without a word
    close: Callable[[], None]  # with a close frame
    retiring: bool = False  # asked to reconnect: it gets no payload while there is a newer one
    waiting: dict[str, "Future[Ack]"] = field(default_factory=dict)


class Sockets:
    def __init__(self, changed: Condition, app_id: str) -> None:
        self._changed = changed
        self._app_id = app_id
        self._open: list[Connection] = []
        self.connections_made = 0

    @property
    def connections(self) -> int:
        return len(self._open)

    def joined(self, connection: Connection) -> None:
        with self._changed:
            old = [it for it in self._open if it.retiring]
            self._open.append(connection)
            self.connections_made += 1
            count = len(self._open) - len(old)
        hello: JSON = {
            "type": "hello",
            "num_connections": count,
            "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }
        connection.send(json.dumps(hello))
        for one in old:
            one.close()
        with self._changed:
            self._changed.notify_all()

    def left(self, connection: Connection) -> None:
        with self._changed:
            if connection in self._open:
                self._open.remove(connection)
            unanswered = list(connection.waiting.values())
            self._changed.notify_all()
        for answer in unanswered:
            if not answer.done():
                answer.set_result(Ack(ok=False, error=TOO_LATE))

    def heard(self, connection: Connection, frame: str) -> None:
        """An acknowledgement; one that comes too late changes nothing any more."""
        said: Any = json.loads(frame)
        answer = connection.waiting.pop(said.get("envelope_id", ""), None)
        if answer and not answer.done():
            answer.set_result(Ack(ok=True, body=said.get("payload")))

    def ask_to_reconnect(self) -> None:
        """What Slack sends before it refreshes a connection."""
        for connection in list(self._open):
            connection.retiring = True
            connection.send(json.dumps({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}}))

    def drop(self) -> None:
        """Every connection is gone without a word."""
        for connection in list(self._open):
            connection.drop()

    def close(self) -> None:
        """Every connection is closed politely; clients with auto-reconnect come back."""
        for connection in list(self._open):
            connection.close()

    def deliver(self, kind: Envelope, payload: JSON, *, seconds: float, retry: Retry | None = None) -> Ack:
        answer: Future[Ack] = Future()
        envelope_id = str(uuid.uuid4())
        with self._changed:
            if not self._open:
                return Ack(ok=False, error=NOT_REACHED)
            connection = next((it for it in self._open if not it.retiring), self._open[0])
            self._open.remove(connection)  # the next payload goes to the next connection
            self._open.append(connection)
            connection.waiting[envelope_id] = answer
        connection.send(json.dumps(_envelope(envelope_id, kind, payload, retry)))
        try:
            return answer.result(seconds)
        except TookTooLong:
            return Ack(ok=False, error=TOO_LATE)
        finally:
            connection.waiting.pop(envelope_id, None)


def _envelope(envelope_id: str, kind: Envelope, payload: JSON, retry: Retry | None) -> JSON:
    envelope: JSON = {
        "envelope_id": envelope_id,
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }
    if kind == "events_api":
        envelope |= {"retry_attempt": retry.number if retry else 0, "retry_reason": retry.reason if retry else ""}
    return envelope
