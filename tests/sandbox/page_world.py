"""A kept company with its bot at work behind the page, and somebody who uses the panel around it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import ProxyHandler, build_opener

from sandbox.company import Company
from sandbox.page.house import House, open_house
from sandbox.page.server import PageServer
from sandbox.stories.telling import Candidate, Telling
from tests.sandbox.page_visitor import Visitor

PATIENCE = 40.0  # seconds
LEA = Candidate("Lea Moss", "lea.moss@example.com", "Software engineer", "Europe/Berlin")
HIRING = "/as/rita/c/hiring"


class Panel(Visitor):
    """Looks as a page with its script does: again whenever it is told that something changed."""

    def __init__(self, house: House, home: str) -> None:
        super().__init__(house.company, home)
        self.house, self._live = house, f"{home}live"

    @property
    def inside(self) -> Company:
        """The company of now; after a new start it is another one."""
        return self.house.company

    @property
    def now(self) -> datetime:
        return self.inside.clock.now()

    @property
    def telling(self) -> Telling:
        return Telling(self.inside, lambda sight: None, lambda: None)

    def reads(self, words: str, where: str = "", address: str = HIRING) -> str:
        """What stands there once it holds *words*."""
        with self.listens() as lines:
            while words not in (found := self.opens(address).read(where)):
                assert next(lines, None) is not None, f"{words!r} does not come: {found}"
        return found

    def answers(self, address: str) -> int:
        with build_opener(ProxyHandler({})).open(urljoin(self._live, address), timeout=PATIENCE) as answer:
            return int(answer.status)

    @contextmanager
    def listens(self) -> Iterator[Iterator[str]]:
        """To what the page's server says by itself, for as long as anybody would wait."""
        deadline = time.monotonic() + PATIENCE
        with build_opener(ProxyHandler({})).open(self._live, timeout=PATIENCE) as line:
            said = (words.decode().strip() for words in takewhile(lambda _: time.monotonic() < deadline, line))
            yield (words for words in said if words)


@contextmanager
def a_panel(folder: Path) -> Iterator[Panel]:
    """The company's clock runs; it was opened on Monday 2027-03-01, 08:00 UTC, if nothing is kept in *folder*."""
    with open_house(folder) as house:
        server = PageServer(house)
        panel = Panel(house, server.start())
        try:
            panel.opens(HIRING)
            yield panel
        finally:
            server.stop()
