"""The page with the keyboard alone, and where its focus goes."""

from playwright.sync_api import expect

from tests.browser.looking import becomes_true
from tests.handlers.deciding import a_candidate
from tests.handlers.scoring import held

FOCUSED = "document.activeElement"


def is_in_the_form_or_the_browser(screen):
    """After the last control the focus goes to the browser's own bars, and comes back."""
    return screen.page.evaluate(f"{FOCUSED} === document.body || !!{FOCUSED}.closest('#modal')")


def tabs_to(screen, role, name, most=80):
    """Tab, until they are there."""
    wanted = screen.page.get_by_role(role, name=name).first
    for _ in range(most):
        screen.page.keyboard.press("Tab")
        if wanted.evaluate(f"it => it === {FOCUSED}"):
            return
    raise AssertionError(f"{most} times Tab, and never at {name}")


def tabs_back_to(screen, name, most=20):
    for _ in range(most):
        if screen.page.evaluate(f"{FOCUSED}.innerText") == name:
            return
        screen.page.keyboard.press("Shift+Tab")
    raise AssertionError(f"never at {name}")


def test_a_form_opens_at_its_first_field_and_gives_the_composer_back(company, sits_down):
    rita = sits_down("rita")
    rita.types("/candidate")
    expect(rita.modal.get_by_role("textbox", name="Name")).to_be_focused()
    rita.page.keyboard.press("Escape")
    expect(rita.modal).to_have_count(0)
    expect(rita.page.locator("#say-main")).to_be_focused()


def test_a_form_that_a_button_opened_gives_the_button_back(company, sits_down):
    a_candidate(company)
    company.at_rest()
    rita = sits_down("rita")
    rita.presses("Schedule", rita.message("Ada Example"))
    expect(rita.modal.locator("input[type=date]").first).to_be_focused()
    rita.closes()
    expect(rita.message("Ada Example").get_by_role("button", name="Schedule")).to_be_focused()


def test_a_refused_form_comes_back_at_its_first_wrong_field(company, sits_down):
    rita = sits_down("rita")
    rita.types("/candidate")
    rita.writes("Name", "Ada Example")
    rita.writes("E-mail", "nobody knows")
    rita.hands_in()
    expect(rita.error_at("E-mail")).to_be_visible()
    expect(rita.field("E-mail")).to_be_focused()


def test_what_is_only_read_is_scrolled_with_the_keyboard(company, sits_down):
    a_candidate(company)
    company.at_rest()
    rita = sits_down("rita", height=400)
    rita.types("/candidate Ada Example")
    body = rita.modal.locator(".body")
    expect(body).to_be_focused()
    rita.page.keyboard.press("End")
    becomes_true(rita.page, "() => document.querySelector('#modal .body').scrollTop > 0")


def test_tab_never_leaves_a_form(company, sits_down):
    held(company, a_candidate(company), "ana")
    ana = sits_down("ana")
    ana.types("/scorecard")
    expect(ana.modal).to_be_visible()
    for key in ["Tab"] * 40 + ["Shift+Tab"] * 80:
        ana.page.keyboard.press(key)
        assert is_in_the_form_or_the_browser(ana)


def test_everything_is_done_without_a_mouse(company, sits_down):
    rita = sits_down("rita")
    keys = rita.page.keyboard
    tabs_to(rita, "combobox", "Message #hiring")
    keys.type("/cand")
    keys.press("Enter")  # takes the command that is offered
    keys.press("Enter")
    expect(rita.modal.get_by_role("textbox", name="Name")).to_be_focused()
    keys.type("Ada Example")
    tabs_to(rita, "textbox", "E-mail")
    keys.type("ada@example.com")
    keys.press("Enter")
    expect(rita.modal).to_have_count(0)
    expect(rita.message("Ada Example")).to_be_visible()
    expect(rita.page.locator("#say-main")).to_be_focused()
    keys.press("Shift+Tab")  # to the messages, of which the newest is last
    tabs_back_to(rita, "Schedule")
    keys.press("Enter")
    expect(rita.modal.locator("input[type=date]").first).to_be_focused()
