"""Menus that ask the bot while one types: with the mouse, with the keyboard alone, and where nobody answers."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import axe_finds
from tests.browser.workplace import Screen
from tests.sandbox.page_suggestions import a_suggesting_company


@pytest.fixture
def company():
    with a_suggesting_company() as found:
        yield found


@pytest.fixture
def sits_down(company, open_page):
    def sit_down(where="c/hiring", **window):
        return Screen(open_page(f"{company.home}as/rita/{where}", **window), company.home)

    return sit_down


def one(screen):
    return screen.modal.get_by_role("combobox", name="Candidate")


def options(screen):
    return screen.page.get_by_role("option")


def test_a_name_is_typed_and_chosen_with_the_keyboard_alone(company, sits_down):
    company.opens_form()
    rita = sits_down()
    with company.bot:
        expect(one(rita)).to_be_focused()
        rita.page.keyboard.type("ada")
        expect(options(rita)).to_have_text(["Ada Example", "Ada Vance"])
        rita.page.keyboard.press("ArrowDown")
        expect(rita.page.get_by_role("option", name="Ada Vance", selected=True)).to_be_visible()
        assert not axe_finds(rita.page)
        rita.page.keyboard.press("Enter")
        expect(options(rita)).to_have_count(0)
        expect(one(rita)).to_have_value("Ada Vance")
        others = rita.modal.locator("details.multi")
        others.locator("summary").click()
        for name in ("Ada", "Bela"):
            rita.page.keyboard.press("Tab")
            expect(others.get_by_role("combobox", name="Add another")).to_be_focused()
            rita.page.keyboard.type(name)
            expect(options(rita).first).to_be_visible()
            rita.page.keyboard.press("Enter")
            expect(others.get_by_role("checkbox").last).to_be_checked()
            rita.page.keyboard.press("Shift+Tab")
        rita.hands_in("Save")
        expect(rita.modal).to_have_count(0)
    (values,) = company.handed_in
    assert values["one"]["who"]["selected_option"]["value"] == "AV"
    assert [it["value"] for it in values["many"]["whom"]["selected_options"]] == ["AE", "BN"]
    assert company.asked == ["ada", "Ada", "Bela"]  # once each, not letter by letter


def test_one_too_many_is_refused_where_it_was_typed(company, sits_down):
    company.opens_form()
    rita = sits_down()
    menu = rita.modal.locator("details.multi")
    menu.locator("summary").click()
    with company.bot:
        for number, name in enumerate(("Ada Example", "Ada Vance", "Bela Novak")):
            menu.get_by_role("combobox").fill(name)
            options(rita).filter(has_text=name).click()
            expect(menu.get_by_role("checkbox", checked=True)).to_have_count(min(number + 1, 2))
    expect(menu.get_by_text("At most 2 can be chosen.")).to_be_visible()


def test_what_finds_nothing_and_whom_nobody_asks_is_said_and_escape_closes_no_form(company, sits_down):
    company.opens_form()
    rita = sits_down()
    one(rita).fill("a")
    rita.sees("Type at least 2 characters.", within=rita.modal)
    one(rita).fill("ada")
    rita.sees("The app did not answer.", within=rita.modal)
    with company.bot:
        one(rita).fill("zoe")
        rita.sees("No results", within=rita.modal)
        rita.page.keyboard.press("Escape")
        expect(rita.modal.get_by_text("No results")).to_be_hidden()
        expect(rita.modal).to_be_visible()
        rita.page.keyboard.press("Tab")
        expect(one(rita)).to_have_value("")  # what was not chosen is not left standing there


def test_in_a_message_the_bot_is_told_of_the_choice_at_once(company, sits_down):
    company.posts_menu()
    rita = sits_down()
    with company.bot:
        rita.message("Who is it about?").get_by_role("combobox").fill("bela")
        options(rita).click()
        rita.page.keyboard.press("Tab")
        expect(rita.message("Who is it about?").get_by_role("combobox")).to_have_value("Bela Novak")
        company.company.workspace.wait_until(lambda: company.told)
    assert [it["value"] for it in company.told] == ["BN"]


def test_without_script_it_says_what_is_missing(company, sits_down):
    company.opens_form()
    rita = sits_down(script=False)
    expect(rita.modal.locator(".asks .without-script").first).to_be_visible()
