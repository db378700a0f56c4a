"""A real bot forked from one that has only read the code, in the sandboxed company: started, killed, started again."""

import multiprocessing
import os
import signal
import socket
import time
from http.client import HTTPConnection, HTTPException

from sandbox.background import HOST
from tests.killed import launcher

PATIENCE = 120.0  # seconds to start on a busy machine; five are wanted, and counted


class ForkedBot:
    """*port* is its own HTTP door's; None in Socket Mode. *said* is where its log goes."""

    def __init__(self, processes, company, environment, said, *, port=None):
        self._processes, self._company, self._environment = processes, company, environment
        self._said, self.port = said, port
        self._process, self._lines = None, 0

    @property
    def is_alive(self):
        return self._process is not None and self._process.is_alive()

    def begins(self, point="", count=1):
        """Forked; with *point* it kills itself there. `is_up` says when it can be reached."""
        self._lines = self._company.workspace.sockets.connections_made
        note = self._said.with_suffix(".point")
        target, given = (launcher.run, (point, count, self._environment, note)) if point else (launcher.work, ())
        given = given or (self._environment,)
        self._process = self._processes.Process(target=target, args=(*given, self._said), daemon=True)
        self._process.start()

    def starts(self):
        """Forked and reached. Returns the seconds that took. Raises AssertionError with the end of its log."""
        began = time.monotonic()
        self.begins()
        while not self.is_up():
            assert self.is_alive, self._words("ended by itself")
            assert time.monotonic() - began < PATIENCE, self._words(f"was not reached within {PATIENCE:.0f} s")
            self.waits(0.02)
        return time.monotonic() - began

    def is_up(self):
        if not self.is_alive:
            return False
        sockets = self._company.workspace.sockets
        if self.port is None:
            return sockets.connections > 0 and sockets.connections_made > self._lines
        return answers(self.port)

    def waits(self, seconds):
        """At most; less when it ends."""
        self._process.join(seconds)

    def is_killed(self):
        """As by `kill -9`: it finishes nothing. What it wanted to do itself it may have done before."""
        if self._process is None:
            return
        if self._process.is_alive():
            os.kill(self._process.pid, signal.SIGKILL)
        self._process.join(PATIENCE)
        assert self._process.exitcode == -signal.SIGKILL, self._words(f"ended with {self._process.exitcode}")

    def _words(self, how):
        lines = self._said.read_text(encoding="utf-8", errors="replace").splitlines() if self._said.exists() else []
        return "\n".join([f"The bot {how}. The end of its log:", *lines[-20:]])


def fork_server():
    """Every bot is forked from one that has only read the code: a fresh start each, within milliseconds."""
    context = multiprocessing.get_context("forkserver")
    commands = [
        "tests.killed.campaign",
        "tests.killed.replicas",
        "tests.killed.database",
    ]  # a child reads its own again
    context.set_forkserver_preload(["tests.killed.launcher", *commands])
    return context


def answers(port):
    line = HTTPConnection(HOST, port, timeout=2)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


def free_port():
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return taken.getsockname()[1]
