"""Controls that do more than what a browser's own do."""

from playwright.sync_api import expect

from tests.handlers.deciding import a_candidate, hiring_headline


def test_a_menu_that_takes_two_people_takes_no_third(company, sits_down):
    a_candidate(company)
    company.at_rest()
    rita = sits_down("rita")
    rita.types("/schedule Ada Example")
    menu = rita.modal.locator("details.multi")
    menu.locator("summary").click()
    for name in ("Bo Lindqvist", "Cy Mbeki"):
        menu.get_by_role("checkbox", name=name).check()
    menu.get_by_role("checkbox", name="Dee Ivanova").click()
    expect(menu.get_by_role("checkbox", name="Dee Ivanova")).not_to_be_checked()
    expect(menu.get_by_role("checkbox", name="Cy Mbeki")).to_be_checked()


def test_the_bot_hears_of_a_button_that_leads_somewhere(company, sits_down):
    a_candidate(company)
    rita = sits_down("rita")
    button = hiring_headline(company).blocks[-1]["elements"][0]
    leads = {**button, "text": {"type": "plain_text", "text": "Look"}, "url": rita.page.url}
    with company.workspace.change():
        company.workspace.post(
            company.workspace.channel("hiring"), company.workspace.bot, "A link",
            blocks=[{"type": "actions", "elements": [leads]}],
        )  # fmt: skip
    rita.page.get_by_role("link", name="Look").click()
    expect(rita.modal).to_contain_text("Where they stand")
