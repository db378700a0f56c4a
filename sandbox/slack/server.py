"""The sandbox's Slack on a port of loopback: Web API, Socket Mode and response_urls, in a thread of its own."""

import asyncio
import json
import socket
import struct
from contextlib import suppress

from aiohttp import WSMsgType, web

from sandbox.background import HOST, WebServer
from sandbox.faults import Faults, Kind
from sandbox.slack.events import Events
from sandbox.slack.shapes import JSON
from sandbox.slack.sockets import MAX_CONNECTIONS, Connection
from sandbox.slack.web_api import WebApi
from sandbox.slack.workspace import Workspace


class SlackServer:
    def __init__(self, workspace: Workspace, faults: Faults | None = None, *, port: int = 0) -> None:
        self.workspace = workspace
        self.faults = faults or Faults()
        self.events = Events(workspace)
        self.web_api = WebApi(workspace, self.events)
        self._port = port
        self._web: WebServer | None = None

    def start(self) -> str:
        """Serve, and return the Web API's address: http://127.0.0.1:PORT/api/"""
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self._web_api)
        app.router.add_get("/link/", self._socket_mode)
        app.router.add_post("/actions/{key}", self._response_url)
        self._web = WebServer("sandbox-slack", app, self._port)
        self.workspace.base_url = f"http://{HOST}:{self._web.port}"
        return f"{self.workspace.base_url}/api/"

    def stop(self) -> None:
        self.workspace.stop()
        self.workspace.sockets.drop()
        if self._web:
            self._web.stop()

    async def _web_api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = await _arguments(request)
        authorization = request.headers.get("Authorization", "")
        fault = self.faults.take(method)
        if fault and fault.kind is Kind.SLOW:
            await asyncio.sleep(fault.seconds)
        answer = self.web_api.answer(method, args, authorization, fault)
        if answer is None:
            return _hang_up(request)
        return web.Response(status=answer.status, text=answer.body, headers=answer.headers)

    async def _response_url(self, request: web.Request) -> web.StreamResponse:
        answer = self.web_api.said(request.match_info["key"], await request.text())
        return web.Response(status=answer.status, text=answer.body, headers=answer.headers)

    async def _socket_mode(self, request: web.Request) -> web.StreamResponse:
        if self.workspace.sockets.connections >= MAX_CONNECTIONS:
            return web.Response(status=429)
        link = web.WebSocketResponse()
        await link.prepare(request)
        loop = asyncio.get_running_loop()
        transport = request.transport

        def send(text: str) -> None:
            asyncio.run_coroutine_threadsafe(_send(link, text), loop)

        def drop() -> None:
            if transport:
                loop.call_soon_threadsafe(_reset, transport)

        def close() -> None:
            asyncio.run_coroutine_threadsafe(link.close(), loop)

        connection = Connection(send, drop, close)
        self.workspace.sockets.joined(connection)
        try:
            async for frame in link:
                if frame.type is WSMsgType.TEXT:
                    self.workspace.sockets.heard(connection, frame.data)
        finally:
            self.workspace.sockets.left(connection)
        return link


async def _send(link: web.WebSocketResponse, text: str) -> None:
    if not link.closed:
        await link.send_str(text)


def _reset(transport: asyncio.Transport) -> None:
    """Reset the connection. A mere end of stream would keep slack_sdk's client reading nothing for seconds."""
    with suppress(OSError):  # whoever was at the other end was killed, and it is closed already
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


async def _arguments(request: web.Request) -> JSON:
    """Arguments from the query, a form or a JSON body: slack_sdk uses all three."""
    args: JSON = dict(request.query)
    if request.content_type == "application/json":
        text = await request.text()
        return args | (json.loads(text) if text else {})
    form = await request.post()
    return args | {name: str(value) for name, value in form.items()}


def _hang_up(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()
