"""The company behind the page, and its bot at work."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sandbox.bot_process import BotProcess
from sandbox.company import Company
from sandbox.page.house_folder import Folder, Past, only_one


class House:
    """Without *folder* nothing is kept of it, and it cannot start over.

    Everybody in `on_new` is called when there is another company in the house.
    """

    def __init__(self, company: Company, bot: BotProcess | None = None, folder: Folder | None = None) -> None:
        self.company, self.bot, self._folder = company, bot, folder
        self.on_new: list[Callable[[], None]] = []
        self._changing = threading.RLock()

    @property
    def is_kept(self) -> bool:
        return self._folder is not None

    @property
    def bot_is_running(self) -> bool:
        return self.bot is not None and self.bot.is_alive

    def kills_the_bot(self) -> None:
        if self.bot:
            self.bot.kill()

    def starts_the_bot(self) -> None:
        """Raises BotDied."""
        with self._changing:
            if self.bot and self._folder and not self.bot.is_alive:
                self._folder.starts(self.bot)

    def save(self) -> None:
        """Raises OSError."""
        with self._changing:
            if self._folder:
                self._folder.save(self.company)

    def starts_over(self) -> None:
        """Everything that happened is gone. Raises BotDied, CannotOpen and OSError."""
        assert self._folder, "nothing is kept of this one"
        with self._changing:
            self._folder.leave(self.bot)
            self._folder.empty()
            self.company, self.bot = self._folder.enter()
        for tell in self.on_new:
            tell()


@contextmanager
def open_house(path: Path, *, past: Past | None = None, reset: bool = False) -> Iterator[House]:
    """Open until the block ends, and saved then; it goes on where it was in the folder *path* unless *reset*.

    *past* puts a company that lived before into an empty folder; without one a start is a new company's first day.
    Raises BotDied, CannotOpen, InUse and OSError.
    """
    path = path.resolve()
    path.mkdir(parents=True, exist_ok=True)
    with only_one(path):
        folder = Folder(path, past)
        if reset:
            folder.empty()
        house = House(*folder.enter(), folder)
        try:
            yield house
        finally:
            folder.close(house.company, house.bot)
