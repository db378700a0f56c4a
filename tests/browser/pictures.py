"""The README's pictures of the page, from the company that `make try` opens: python -m tests.browser.pictures docs

Where Pillow is installed they have 128 colours, which makes them a third as large.
"""

import importlib.util
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from sandbox.history import unpack
from sandbox.page.house import open_house
from sandbox.page.server import PageServer
from tests.browser.conftest import PATIENCE
from tests.browser.finding import LAUNCH, the_browser
from tests.browser.workplace import Screen

COLOURS = 128
WINDOW: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800}, "device_scale_factor": 2, "reduced_motion": "reduce", "locale": "en-GB",
}  # fmt: skip
TO_THE_TOP = "it => it.scrollIntoView()"
IN_DEBRIEF, INTERVIEWED = "Diego Fuentes", "Nikhil Sharma"


def thread(hana: Screen) -> None:
    """The debrief in a candidate's thread."""
    hana.becomes("hana")
    hana.opens_thread(IN_DEBRIEF)
    hana.sees("Debrief on", within=hana.page.locator("#replies"))
    hana.message(IN_DEBRIEF).evaluate(TO_THE_TOP)
    hana.message("Debrief on", thread=True).evaluate(TO_THE_TOP)


def scorecard(ana: Screen) -> None:
    """Half written."""
    ana.becomes("ana")
    ana.opens_messages()
    ana.types(f"/scorecard {INTERVIEWED}")
    expect(ana.modal).to_be_visible()
    ana.modal.get_by_role("radio", name="With hints", exact=True).check()
    for box in ana.modal.get_by_role("checkbox").all()[:3:2]:
        box.check()
    ana.chooses("Motivation", "4")
    ana.writes("Motivation: What did they do or say?", "Spent two winters on a scheduler nobody had asked for.")
    ana.modal.get_by_role("group", name="Motivation").evaluate(TO_THE_TOP)


def figures(rita: Screen) -> None:
    rita.becomes("rita")
    rita.types("/hiring stats")
    rita.page.locator("figure").first.evaluate("it => it.scrollIntoView({ block: 'end' })")


def calendar(bo: Screen) -> None:
    """The week of an interviewer, with an interview open beside it."""
    bo.becomes("bo")
    bo.goes_to("Calendars")
    bo.page.locator(".event", has_text="Initial interview").first.click()
    expect(bo.page.locator("#beside")).to_be_visible()


PICTURES: dict[str, Callable[[Screen], None]] = {
    "try-thread": thread,
    "try-scorecard": scorecard,
    "try-figures": figures,
    "try-calendar": calendar,
}


def take(page: Page, path: Path) -> None:
    page.mouse.move(0, 0)
    page.screenshot(path=path)
    if importlib.util.find_spec("PIL"):
        from PIL import Image  # type: ignore[import-not-found] # noqa: PLC0415 - where it is

        with Image.open(path) as picture:
            picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as kept, open_house(Path(kept), past=unpack) as house, sync_playwright() as tool:
        expect.set_options(timeout=PATIENCE)
        server = PageServer(house)
        home = server.start()
        browser = tool.chromium.launch(executable_path=the_browser(), **LAUNCH)
        for name, show in PICTURES.items():
            page = browser.new_page(**WINDOW)
            page.goto(home)
            show(Screen(page, home))
            take(page, folder / f"{name}.png")
        browser.close()
        server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
