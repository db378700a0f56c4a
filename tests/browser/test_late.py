"""The line is slow: pages do not come in the order in which they were drawn."""

from playwright.sync_api import expect

from tests.browser.looking import becomes_true

HOLDS_THE_NEXT_PAGE_BACK = """() => {
    const fetched = window.fetch
    window.fetch = async (...asked) => {
        window.fetch = fetched
        const answer = await fetched(...asked), drawn = await answer.text()
        await new Promise(comes => { window.lateOneComes = comes })
        return { url: answer.url, text: async () => drawn }
    }
}"""
LATE_ONE_COMES = "() => { lateOneComes(); return new Promise(done => setTimeout(done)) }"


def is_told_late(screen, other, words):
    """*other* says something; the page that shows it is drawn for *screen*, and does not come yet."""
    screen.page.evaluate(HOLDS_THE_NEXT_PAGE_BACK)
    other.types(words)
    becomes_true(screen.page, "() => Boolean(window.lateOneComes)")


def test_what_was_said_last_stays_though_an_older_page_comes_after_it(sits_down):
    rita, remy = sits_down("rita"), sits_down("remy")
    is_told_late(remy, rita, "Lunch at noon?")
    rita.types("Or at one?")
    expect(remy.message("Or at one?")).to_be_visible()
    remy.page.evaluate(LATE_ONE_COMES)
    expect(remy.message("Or at one?")).to_be_visible()
