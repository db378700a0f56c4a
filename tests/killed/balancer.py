"""A small balancer before several bots in HTTP mode: each connection to the next of them that takes it.

It repeats nothing: when a bot dies over a request, whoever asked finds the line closed.
"""

import asyncio
from contextlib import suppress

from sandbox.background import HOST, Background


class Balancer:
    def __init__(self, ports):
        self._ports = list(ports)
        self._background = Background("balancer")
        self._server = self._background.run(asyncio.start_server(self._join, HOST, 0))
        self.url = f"http://{HOST}:{self._server.sockets[0].getsockname()[1]}/slack/events"

    def stop(self):
        self._background.loop.call_soon_threadsafe(self._server.close)
        self._background.stop()

    async def _join(self, reader, writer):
        for _ in self._ports:
            self._ports.append(self._ports.pop(0))
            with suppress(OSError):
                there = await asyncio.open_connection(HOST, self._ports[0])
                await asyncio.gather(_carry(reader, there[1]), _carry(there[0], writer))
                return
        writer.close()


async def _carry(reader, writer):
    with suppress(OSError):
        while said := await reader.read(65536):
            writer.write(said)
            await writer.drain()
    writer.close()
