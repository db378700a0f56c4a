"""The real bot, started as anybody would start it: `python -m bot run`, in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from sandbox.background import HOST
from sandbox.company import Company

ROOT = Path(__file__).parent.parent
KEPT = ("PATH", "SYSTEMROOT", "TMPDIR", "LANG")  # of our own environment; nothing else reaches the bot
TICK_SECONDS = "0.5"
PATIENCE = 30.0  # seconds to start; a fresh machine compiles every module first
GOODBYE = 15.0  # seconds to finish what is under way
LINES_TOLD = 25


class BotDied(Exception):
    """The bot ended although nobody asked it to, or did not come up. Its words are the end of its log."""


class BotProcess:
    """*folder* holds its log. It is connected, or listening, once `start` returns."""

    def __init__(
        self,
        company: Company,
        folder: Path,
        *,
        database_url: str,
        http: bool = False,
        gmail: bool = False,
        tick_seconds: str = TICK_SECONDS,
    ) -> None:
        self._company, self._folder, self._http = company, folder, http
        self._log = folder / "bot.log"
        self._port = _free_port() if http else None
        self._environment = {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            **company.environment(
                database_url=database_url, process_file=ROOT / "process.yaml", http_port=self._port, over_gmail=gmail
            ),
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "TICK_SECONDS": tick_seconds,
        }  # fmt: skip
        self._asked_to_stop = False
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process, "it was never started"
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Raises BotDied. What was stopped or killed can be started again."""
        self._asked_to_stop = False
        lines = self._company.workspace.sockets.connections_made
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], cwd=self._folder, env=self._environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        threading.Thread(target=self._watch, args=(self._process,), name="bot-watch", daemon=True).start()
        if self._http:
            self._wait_for_health()
            secret = self._environment["SLACK_SIGNING_SECRET"]
            self._company.workspace.connect_http(f"http://{HOST}:{self._port}/slack/events", secret)
        else:
            self._wait_for_socket(lines)

    def stop(self) -> None:
        """As an operating system would: SIGTERM. Raises BotDied when it does not end well."""
        self._asked_to_stop = True
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(GOODBYE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise self._death(f"did not stop within {GOODBYE:.0f} s of SIGTERM") from None
        if code:
            raise self._death(f"ended with {code} after SIGTERM")

    def kill(self) -> None:
        """As `kill -9` does: it gets to finish nothing."""
        if self._process and self.is_alive:
            self._process.kill()
            self._process.wait()

    def must_be_alive(self) -> None:
        """Raises BotDied."""
        code = self._process.poll() if self._process else "nothing: it was never started"
        if code is not None:
            raise self._death(f"ended with {code}")

    def _wait_for_socket(self, before: int) -> None:
        """For a line of its own: one that died may still seem to have its own."""
        workspace = self._company.workspace

        def connected() -> bool:
            self.must_be_alive()
            return workspace.sockets.connections > 0 and workspace.sockets.connections_made > before

        if not workspace.wait_until(connected, PATIENCE):
            raise self._death(f"was not connected within {PATIENCE:.0f} s")

    def _wait_for_health(self) -> None:
        if not self._asked_until(lambda: _is_healthy(f"http://{HOST}:{self._port}/healthz")):
            raise self._death(f"did not answer /healthz within {PATIENCE:.0f} s")

    def _asked_until(self, healthy: Callable[[], bool]) -> bool:
        """Ask again and again; between two questions wait for the process to end, which would be the answer too."""
        for _ in range(int(PATIENCE / 0.1)):
            if healthy():
                return True
            try:
                assert self._process
                self._process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            self.must_be_alive()
        return False

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """Whoever waits for the bot to do something is woken when it can no longer do it."""
        process.wait()
        if not self._asked_to_stop:
            with self._company.workspace.change():
                pass
            with self._company.calendars.changed:
                self._company.calendars.changed.notify_all()

    def _death(self, how: str) -> BotDied:
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES_TOLD:]
        return BotDied("\n".join([f"The bot {how}. The end of its log:", *lines]))


@contextmanager
def a_running_bot(
    company: Company, folder: Path, *, database_url: str = "", http: bool = False, gmail: bool = False
) -> Iterator[BotProcess]:
    """Without *database_url* it remembers in an SQLite file in *folder*."""
    own = f"sqlite:///{folder / 'interview-bot.db'}"
    bot = BotProcess(company, folder, database_url=database_url or own, http=http, gmail=gmail)
    try:
        bot.start()
        yield bot
    finally:
        bot.stop()


def _is_healthy(url: str) -> bool:
    try:
        with build_opener(ProxyHandler({})).open(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])
