"""What a long channel costs in the company's page (`make try`), as a ratio to an empty one.

Five hundred messages, the real bot as its own process, Debian's chromium on this machine: python -m benchmarks.page
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from playwright.sync_api import Browser, Page, sync_playwright

from sandbox.company import Company
from sandbox.history import unpack
from sandbox.page.house import open_house
from sandbox.page.server import PageServer
from tests.browser.finding import LAUNCH, the_browser

MESSAGES, ROUNDS = 500, 7
WHO = "ana"  # who owes a scorecard
FIRST_PAINT = "performance.getEntriesByType('paint').find(it => it.name === 'first-contentful-paint')?.startTime"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
SEEN = "words => document.getElementById('stream').textContent.includes(words)"


class Visit:
    """Somebody at one channel's page."""

    def __init__(self, company: Company, home: str, browser: Browser, channel: str) -> None:
        self._company, self._browser, self._channel = company, browser, company.workspace.channel(channel)
        self._address = f"{home}as/{WHO}/c/{channel}"
        self._open = build_opener(ProxyHandler({})).open
        self._said = 0

    def costs(self) -> Iterator[tuple[str, float]]:
        yield "the server draws it for the first time", _ms(self._asks)
        yield "the server draws it again", _median(self._asks)
        paints, loads = zip(*(self._arrives() for _ in range(ROUNDS)), strict=True)
        yield "the browser paints something", statistics.median(paints)
        yield "the browser has loaded it", statistics.median(loads)
        with self._page() as page:
            yield "a new message is there", _median(lambda: self._hears(page))
            yield "a scorecard is open after Enter", statistics.median(self._opens(page) for _ in range(ROUNDS))

    def _asks(self) -> None:
        with self._open(self._address, timeout=60) as answer:
            answer.read()

    def _arrives(self) -> tuple[float, float]:
        with self._page() as page:
            page.wait_for_function(f"{FIRST_PAINT} && {LOADED}")
            return page.evaluate(FIRST_PAINT), page.evaluate(LOADED)

    @contextmanager
    def _page(self) -> Iterator[Page]:
        context = self._browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        page = context.new_page()
        page.goto(self._address)
        yield page
        context.close()

    def _hears(self, page: Page) -> None:
        self._said += 1
        words = f"News number {self._said}."
        self._company.workspace.post(self._channel, self._company.workspace.member("rita"), words)
        page.wait_for_function(SEEN, arg=words)

    def _opens(self, page: Page) -> float:
        page.locator("#say-main").fill("/scorecard")
        begin = time.perf_counter()
        page.keyboard.press("Enter")
        page.locator("#modal").wait_for()
        took = (time.perf_counter() - begin) * 1000
        page.keyboard.press("Escape")
        page.locator("#modal").wait_for(state="detached")
        return took


def _ms(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return (time.perf_counter() - begin) * 1000


def _median(run: Callable[[], object]) -> float:
    return statistics.median(_ms(run) for _ in range(ROUNDS))


def fill(company: Company, name: str, number: int) -> None:
    """Half of it is headlines as the bot posts them, with buttons; the rest is talk."""
    workspace = company.workspace
    channel = workspace.add_channel(name, members=[WHO, "rita"])
    headlines = [post for post in workspace.channel("hiring").posts if post.blocks and not post.is_reply]
    for at, headline in enumerate(islice(cycle(headlines), number)):
        if at % 2:
            workspace.post(
                channel, workspace.member("rita"), f"*Number {at}*: who can take <https://example.org|this>?"
            )
        else:
            workspace.post(channel, workspace.bot, headline.text, blocks=headline.blocks)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, open_house(Path(folder), past=unpack) as house:
        fill(house.company, "empty", 0)
        fill(house.company, "long", MESSAGES)
        server = PageServer(house)
        home = server.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=the_browser(), **LAUNCH)
            empty = dict(Visit(house.company, home, browser, "empty").costs())
            long = dict(Visit(house.company, home, browser, "long").costs())
            browser.close()
        server.stop()
    print(f"median of {ROUNDS}\n")
    print(f"{'':40}{'empty':>10}{f'{MESSAGES} messages':>16}{'ratio':>8}")
    for name, took in long.items():
        print(f"{name:40}{empty[name]:>7.0f} ms{took:>13.0f} ms{took / empty[name]:>8.1f}")


if __name__ == "__main__":
    main()
