"""The company as `make try` opens it, with a bot of its own: time passes, things break, and people go on."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from sandbox.company import INTERVIEWS
from sandbox.history import unpack
from sandbox.page.house import House, open_house
from sandbox.page.server import PageServer
from tests.browser.conftest import OpenPage
from tests.browser.looking import does_not_fit
from tests.browser.workplace import Screen

WAITS = "Beatriz Lobo"  # has her screening today


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    with open_house(tmp_path / "try", past=unpack) as opened:
        yield opened


@pytest.fixture
def tries(house: House, open_page: OpenPage) -> Iterator[Callable[..., Screen]]:
    server = PageServer(house)
    address = server.start()
    yield lambda who, where="c/hiring", **window: Screen(open_page(f"{address}as/{who}/{where}", **window), address)
    server.stop()


def opens(screen: Screen, panel: str) -> None:
    if screen.page.locator(f"{panel}:not([open])").count():
        screen.page.locator(f"{panel} > summary").click()


def closes(screen: Screen, panel: str) -> None:
    if screen.page.locator(f"{panel}[open]").count():
        screen.page.locator(f"{panel} > summary").click()


def moves_to_the_next_thing(screen: Screen, words: str) -> None:
    """The clock is on its way until it offers something else."""
    opens(screen, "#clock")
    button = screen.page.locator("#clock-next")
    expect(button).to_contain_text(words)
    expect(button).to_be_enabled()
    button.click()
    expect(button).not_to_contain_text(words, timeout=60_000)


def switches(screen: Screen, label: str) -> None:
    opens(screen, "#world-panel")
    screen.page.locator("#world-panel").get_by_role("switch", name=label).click()
    closes(screen, "#world-panel")


def interviewer_of(house: House, candidate: str) -> str:
    """Whoever sits down with them next, by short name."""
    events = house.company.calendars.events_of(INTERVIEWS)
    coming = [it for it in events if it["start"]["dateTime"] > house.company.clock.now().isoformat()]
    emails = {guest["email"] for guest in coming[0]["attendees"]}
    return next(name for name, person in house.company.people.items() if person.member.email in emails)


def test_the_bell_rings_when_the_clock_is_moved_to_the_end(house, tries):
    who = interviewer_of(house, WAITS)
    rita = tries("rita")
    moves_to_the_next_thing(rita, f"the start of Initial interview with {WAITS}")
    moves_to_the_next_thing(rita, "end")
    face = rita.page.locator(f"#face-{who}")
    expect(face).to_contain_text("new")
    face.get_by_role("link").click()
    rita.page.locator("#place-app a").click()
    bell = rita.message("Write scorecard")
    expect(bell).to_contain_text(WAITS)
    rita.presses("Write scorecard", bell)
    expect(rita.modal.get_by_role("heading", name="Scorecard")).to_be_visible()


def test_what_is_handed_in_while_slack_is_away_is_kept_and_posted_once_it_is_back(tries):
    rita, remy = tries("rita"), tries("remy")
    rita.types("/candidate")
    expect(rita.modal).to_be_visible()
    rita.writes("Name", "Nadia Petrova")
    rita.writes("E-mail", "nadia@example.com")
    switches(remy, "Slack is away")
    expect(remy.page.locator("#strip")).to_contain_text("Slack")
    rita.hands_in()
    expect(rita.modal).to_be_hidden()
    expect(rita.message("Nadia Petrova")).to_be_hidden()
    switches(remy, "Slack is away")
    expect(rita.message("Nadia Petrova")).to_be_visible(timeout=60_000)
    opens(remy, "#world-panel")
    expect(remy.page.locator("#journal")).to_contain_text("Slack was away")


def test_a_letter_that_met_a_dead_mail_server_arrives_once_it_is_back(house, tries):
    rita = tries("rita")
    switches(rita, "The mail server is away")
    rita.types("/candidate")
    rita.writes("Name", "Nadia Petrova")
    rita.writes("E-mail", "nadia@example.com")
    rita.hands_in()
    expect(rita.message("Nadia Petrova")).to_be_visible()
    assert not house.company.mailbox.of("nadia@example.com")
    switches(rita, "The mail server is away")
    rita.goes_to("Mailbox")
    expect(rita.page.locator("#letters").get_by_text("nadia@example.com").first).to_be_visible(timeout=60_000)
    assert len(house.company.mailbox.of("nadia@example.com")) == 1


def test_while_the_bot_is_dead_slack_says_so_and_afterwards_it_works(house, tries):
    rita = tries("rita")
    opens(rita, "#world-panel")
    rita.page.locator("#bot-kill").click()
    expect(rita.page.locator("#strip")).to_contain_text("The bot is not running")
    closes(rita, "#world-panel")
    rita.types("/candidate Astrid")
    rita.sees("/candidate failed")
    opens(rita, "#world-panel")
    rita.page.locator("#bot-start").click()
    expect(rita.page.locator("#bot-is-away")).to_have_count(0)
    closes(rita, "#world-panel")
    rita.types("/candidate Astrid")
    rita.sees("Astrid Holm", within=rita.modal)


def test_a_form_covers_no_story_that_is_played_not_even_where_nobody_follows(tries):
    rita, remy = tries("rita"), tries("remy")
    opens(remy, "#play-for-me")
    remy.page.locator("#play-it-withdraws").click()
    for _ in range(2):
        remy.page.locator("#play-slower").click()
    expect(rita.modal).to_be_visible()
    rita.page.get_by_role("button", name="Slower").click()
    rita.page.get_by_role("button", name="Stop", exact=True).click()
    expect(rita.page.locator("#playing")).to_have_count(0)
    expect(rita.page.locator("#modal:modal")).to_be_visible()  # and then it is a form like any other
    rita.page.keyboard.press("Escape")
    expect(rita.modal).to_have_count(0)


def test_a_company_that_was_closed_says_so_and_the_page_comes_back_with_it(house, open_page, request):
    server = PageServer(house)
    address = server.start()
    rita = Screen(open_page(f"{address}as/rita/c/hiring"), address)
    server.stop()
    expect(rita.page.locator("#closed")).to_contain_text("Run make try again")
    again = PageServer(house, port=int(address.split(":")[-1].strip("/")))
    again.start()
    request.addfinalizer(again.stop)  # afterwards: a page complains of a server that goes
    expect(rita.page.locator("#closed")).to_have_count(0)
    rita.types("/candidate Astrid")
    rita.sees("Astrid Holm", within=rita.modal)
    rita.page.title()
    open_page.troubles[:] = [it for it in open_page.troubles if "net::ERR" not in it]  # of the time between


def test_a_thread_opens_beside_the_message_that_one_was_reading(tries):
    rita = tries("rita")
    first = rita.page.locator("#stream li.message").filter(has=rita.page.locator("a.replies")).first
    first.locator("a.replies").click()
    expect(rita.page.locator("#replies")).to_be_visible()
    expect(first).to_be_in_viewport()


def test_what_a_story_tells_is_as_wide_as_the_window(tries):
    rita = tries("rita")
    opens(rita, "#play-for-me")
    rita.page.locator("#play-it-accepted").click()
    expect(rita.page.locator("#look-there")).to_contain_text("is told", timeout=60_000)
    for wide in (390, 900):
        rita.page.set_viewport_size({"width": wide, "height": 844})
        assert not does_not_fit(rita.page)
