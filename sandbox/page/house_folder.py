"""The folder that keeps a company and its bot's memory between two runs; one run at a time."""

import fcntl
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sandbox import saved
from sandbox.bot_process import ROOT, BotProcess
from sandbox.company import Company, open_company
from sandbox.stories import scenes
from sandbox.stories.telling import Telling

TICK_SECONDS = "0.25"  # the clock is moved by hand here, and somebody looks on
LOCK, PID, ADDRESS = "page.lock", "bot.pid", "page.address"
OURS = (f"{saved.FILE}*", "interview-bot.db*", "bot.log", PID, ADDRESS)
ANOTHER = 'make try ARGS="--port 8643 --folder other"'
Past = Callable[[Path], None]


class InUse(Exception):
    """Another run has this folder open."""

    address = ""

    def __init__(self, folder: Path) -> None:
        with suppress(OSError):
            self.address = (folder / ADDRESS).read_text(encoding="ascii")
        where = self.address or "look for its page"
        super().__init__(f"The company in {folder} is open already: {where}\nFor a second one beside it: {ANOTHER}")


class Folder:
    def __init__(self, path: Path, past: Past | None = None) -> None:
        self.path, self._past = path, past
        self._open = ExitStack()

    def enter(self) -> tuple[Company, BotProcess]:
        """What is kept here goes on; else somebody begins. Raises BotDied and CannotOpen."""
        _end_a_bot_left_behind(self.path)
        begins = not saved.is_saved_in(self.path)
        if begins:
            self.empty()
            if self._past:
                self._past(self.path)
        try:
            return self._open_at(begins=begins and not self._past)
        except BaseException:
            self._open.close()
            raise

    def _open_at(self, *, begins: bool) -> tuple[Company, BotProcess]:
        company = self._open.enter_context(open_company(ROOT / "app.yaml", runs=True, folder=self.path))
        database = f"sqlite:///{self.path / 'interview-bot.db'}"
        bot = BotProcess(company, self.path, database_url=database, tick_seconds=TICK_SECONDS)
        self._open.callback(bot.kill)
        self.starts(bot)
        if begins:
            _first_day(company, bot)
        self.save(company)
        return company, bot

    def starts(self, bot: BotProcess) -> None:
        """Raises BotDied."""
        bot.start()
        (self.path / PID).write_text(str(bot.pid), encoding="ascii")

    def save(self, company: Company) -> None:
        """Raises OSError."""
        saved.save(company, self.path)

    def leave(self, bot: BotProcess | None) -> None:
        """Whatever it was about to do does not matter any more."""
        if bot:
            bot.kill()
        self._open.close()

    def close(self, company: Company, bot: BotProcess | None) -> None:
        """The bot first: what it does on its way out is saved too. Raises BotDied when it did not end well."""
        try:
            if bot:
                bot.stop()
        finally:
            self.save(company)
            self._open.close()

    def empty(self) -> None:
        """Of what we put there; who knows what else somebody keeps in it."""
        for pattern in OURS:
            for file in self.path.glob(pattern):
                file.unlink()


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Nobody else has *folder* until the block ends, however it ends. Raises InUse."""
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(folder) from None
        yield


def _end_a_bot_left_behind(folder: Path) -> None:
    """Where the last run was killed its bot still works on the database, in a company that is gone."""
    with suppress(OSError, ValueError):
        pid = int((folder / PID).read_text(encoding="ascii"))
        asked = ["ps", "-o", "args=", "-p", str(pid)]
        told = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - a number of our own
        if told.stdout.rstrip().endswith("-m bot run"):
            os.kill(pid, signal.SIGKILL)


def _first_day(company: Company, bot: BotProcess) -> None:
    """The admin gives everybody their roles."""
    Telling(company, lambda sight: None, bot.must_be_alive).plays(scenes.team_is_set_up(), 1, 1)
