"""The line to Google.

httplib2 repeats a request whose connection dropped. Whether a lost answer means "done" is for the relay to find out,
so here a request leaves once and its first failure is told as it is.
"""

import http.client
import selectors
import socket
from typing import Any

import httplib2


class Dropped(ConnectionError):
    """The connection broke while a request was under way."""


class OneTryHttp(httplib2.Http):  # type: ignore[misc]  # httplib2 has no types
    """Sends every request once. A kept connection that Google hung up on meanwhile is opened anew first.

    *patience*: seconds for connecting and for every wait on the line.
    """

    def __init__(self, patience: float) -> None:
        super().__init__(timeout=patience)
        self.follow_redirects = False

    def _conn_request(self, conn: Any, request_uri: str, method: str, body: Any, headers: Any) -> Any:
        if conn.sock is not None and _hung_up(conn.sock):
            conn.close()
        return super()._conn_request(_OneTry(conn), request_uri, method, body, headers)


class _OneTry:
    """An http.client connection that says `Dropped` where httplib2 would otherwise connect and send again."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def request(self, *args: Any, **kwargs: Any) -> None:
        try:
            self._connection.request(*args, **kwargs)
        except TimeoutError:
            raise
        except (OSError, http.client.HTTPException) as error:
            raise Dropped(type(error).__name__) from error

    def getresponse(self) -> Any:
        try:
            return self._connection.getresponse()
        except http.client.HTTPException as error:
            raise Dropped(type(error).__name__) from error


def _hung_up(sock: socket.socket) -> bool:
    """Between two answers there is nothing to read, unless the other side closed."""
    with selectors.DefaultSelector() as selector:
        selector.register(sock, selectors.EVENT_READ)
        return bool(selector.select(timeout=0))
