"""Fixtures of the tests that look at a page as a person does, in a real browser.

browser      Chromium, one for each worker that has such a test, from the first of them until the worker leaves this
             folder: while it is open Playwright keeps an event loop in the main thread, which other tests may want.
             No `xdist_group`: `--dist worksteal` ignores it. This folder's tests stand beside each other in one
             worker's queue until another steals half of them, so two browsers at once are rare.
open_page    `open_page(address)`: somebody sits down at a computer of their own. Called twice, they are two people.
             `width=390` is a phone, `dark=True` an evening, `script=False` a browser that runs none.

A test fails when the script of one of its pages raised or the console of one showed an error; a page without an icon
(`<link rel="icon" …>`) is one, because browsers ask for it.
"""

from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from sandbox.page.house import House
from sandbox.page.server import PageServer
from tests.browser.finding import LAUNCH, the_browser
from tests.browser.workplace import Screen
from tests.company import LivingCompany

NOBODY: Any = None  # the bot works in this process: there is none to kill
PATIENCE = 15_000  # milliseconds; CI's machines are three times slower than a desk


class OpenPage:
    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: list[Page] = []
        self.troubles: list[str] = []

    def __call__(
        self, address: str, *, width: int = 1280, height: int = 800, dark: bool = False, script: bool = True
    ) -> Page:
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/Berlin",
        )
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda raised: self.troubles.append(f"raised: {raised.error}"))
        context.on("console", self._hear)
        page = context.new_page()
        self._pages.append(page)
        page.goto(address)
        return page

    def nothing_broke(self) -> None:
        """Raises AssertionError with what the pages' scripts and consoles complained about."""
        for page in self._pages:
            if not page.is_closed():
                page.title()  # its answer comes after everything that the page has said so far
        assert not self.troubles, "\n".join(["A page complained:", *self.troubles])

    def close(self) -> None:
        for page in self._pages:
            page.context.close()

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.troubles.append(f"console: {said.text} ({said.location['url']})")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=the_browser(), **LAUNCH)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    opens = OpenPage(browser)
    yield opens
    opens.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Function) -> Generator[None, None, None]:
    """Asked while the servers of the test still answer: a page complains when they go."""
    try:
        return (yield)
    finally:
        if "open_page" in item.funcargs:
            item.funcargs["open_page"].nothing_broke()


@pytest.fixture
def sits_down(company: LivingCompany, open_page: OpenPage) -> Iterator[Callable[..., Screen]]:
    """`sits_down("rita")`: somebody of the company in a browser of their own, in the hiring channel."""
    server = PageServer(House(company.outside, NOBODY))
    address = server.start()

    def sit_down(who: str, where: str = "c/hiring", **window: Any) -> Screen:
        return Screen(open_page(f"{address}as/{who}/{where}", **window), address)

    yield sit_down
    server.stop()
