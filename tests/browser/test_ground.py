"""What every test in a browser stands on: people at their own computers, and pages whose complaints are heard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from playwright.sync_api import expect

from sandbox.background import HOST, WebServer
from tests.browser.conftest import OpenPage
from tests.browser.looking import axe_finds, screenshot

NAMES = web.AppKey("names", list[str])
HEAD = '<!doctype html><html lang="en"><link rel="icon" href="data:,">'
GUEST_BOOK = f"""{HEAD}<title>Guest book</title>
<style>:root {{ color-scheme: light dark }}</style>
<main><h1>Guest book</h1><p id="in">Signed in: %s</p>
<form method="post"><label>Your name <input name="name"></label><button>Sign</button></form><ul>%s</ul></main>"""


async def show(request: web.Request) -> web.Response:
    lines = "".join(f"<li>{name}</li>" for name in request.app[NAMES])
    return html(GUEST_BOOK % (request.cookies.get("name", "nobody"), lines))


async def sign(request: web.Request) -> web.Response:
    name = str((await request.post())["name"])
    request.app[NAMES].append(name)
    answer = web.HTTPSeeOther("/")
    answer.set_cookie("name", name)
    raise answer


async def broken(request: web.Request) -> web.Response:
    return html(f"{HEAD}<title>Broken</title>{request.query['with']}")


def html(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html")


@pytest.fixture
def address() -> Iterator[str]:
    app = web.Application()
    app[NAMES] = []
    app.add_routes([web.get("/", show), web.post("/", sign), web.get("/broken", broken)])
    server = WebServer("guest-book", app, 0)
    yield f"http://{HOST}:{server.port}"
    server.stop()


def test_two_people_sit_at_computers_of_their_own(address: str, open_page: OpenPage):
    rita, bo = open_page(address), open_page(address)
    rita.get_by_label("Your name").fill("Rita")
    rita.get_by_role("button", name="Sign").click()
    expect(rita.get_by_text("Signed in: Rita")).to_be_visible()
    bo.reload()
    expect(bo.get_by_role("listitem")).to_have_text("Rita")
    expect(bo.get_by_text("Signed in: nobody")).to_be_visible()


def test_a_page_is_as_wide_and_as_dark_as_the_test_says(address: str, open_page: OpenPage):
    seen = "[innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches]"
    assert open_page(address).evaluate(seen) == [1280, 800, False]
    assert open_page(address, width=390, height=700, dark=True).evaluate(seen) == [390, 700, True]


def test_a_browser_may_run_no_script(address: str, open_page: OpenPage):
    page = open_page(f"{address}/broken?with=<script>document.title='Scripted'</script>", script=False)
    expect(page).to_have_title("Broken")


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        ("<script>nobody.knows()</script>", "raised: .*nobody is not defined"),
        ("<script>Promise.reject(Error('lost'))</script>", "raised: .*lost"),
        ("<script>console.error('oh no')</script>", "console: oh no"),
        ("<script src='/no-such.js'></script>", r"console: .*404.*\(.*/no-such\.js\)"),
        ("<img src='http://example.org/face.png' alt=''>", r"console: .*ERR_NAME_NOT_RESOLVED.*face\.png"),
    ],
)
def test_a_test_fails_when_its_page_complains(address: str, open_page: OpenPage, page: str, complaint: str):
    open_page(f"{address}/broken?with={page}")
    with pytest.raises(AssertionError, match=complaint):
        open_page.nothing_broke()
    open_page.troubles.clear()


def test_letters_are_drawn_and_not_boxes(address: str, open_page: OpenPage):
    drawn = """letter => {
        const pen = document.createElement('canvas').getContext('2d')
        pen.font = '40px system-ui, sans-serif'
        pen.fillText(letter, 10, 50)
        return pen.canvas.toDataURL()
    }"""
    page = open_page(address)
    assert len({page.evaluate(drawn, letter) for letter in "abcäß→✓"}) == 7


def test_axe_says_what_is_wrong_and_where(address: str, open_page: OpenPage):
    assert axe_finds(open_page(address)) == []
    assert axe_finds(open_page(address, dark=True)) == []
    pale = "<main><h1>Pale</h1><p id='pale' style='color:%23ccc;background:%23fff'>Who can read this?</p><input id='what'></main>"
    unreadable, nameless = sorted(axe_finds(open_page(f"{address}/broken?with={pale}")))
    assert unreadable.startswith(
        "#pale: Elements must meet minimum color contrast ratio thresholds (color-contrast, serious)"
    )
    assert nameless.startswith("#what: Form elements must have labels (label, critical)")
    lost = "<main><h1>Lost</h1><button id='lost' style='color:red;background:red'>Press me</button></main>"
    [unseen] = axe_finds(open_page(f"{address}/broken?with={lost}"))
    assert unseen.startswith("#lost: ")


def test_pictures_are_taken_where_somebody_wants_them(
    address: str, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    page = open_page(address)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SCREENSHOTS", raising=False)
    screenshot(page, "unwanted")
    monkeypatch.setenv("SCREENSHOTS", str(tmp_path / "pictures"))
    screenshot(page, "guest-book")
    assert [it.name for it in tmp_path.rglob("*.png")] == ["guest-book.png"]
