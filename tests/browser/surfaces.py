"""Every surface of the page, brought up as people bring it up: the states come from what was remembered before."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.workplace import Screen
from tests.company import LivingCompany
from tests.handlers.crowd import candidates
from tests.handlers.deciding import a_candidate, debriefed, screened
from tests.handlers.lettering import rejected
from tests.handlers.scheduling import books_screening
from tests.handlers.scoring import an_interview, held
from tests.handlers.test_figures import a_quarter

SitsDown = Callable[..., Screen]
SOON = timedelta(minutes=15)


def headline_and_thread(company: LivingCompany, sits_down: SitsDown) -> Screen:
    debriefed(company)
    rita = sits_down("rita")
    rita.opens_thread("Ada Example")
    rita.sees("Debrief", within=rita.page.locator("#replies"))
    return rita


def channel(company: LivingCompany, sits_down: SitsDown) -> Screen:
    screened(company)
    company.at_rest()
    rita = sits_down("rita")
    rita.types("Who can take *Tuesday* afternoon? https://example.org says `2 pm`.")
    rita.sees("2 pm")
    return rita


def commands(company: LivingCompany, sits_down: SitsDown) -> Screen:
    rita = sits_down("rita")
    rita.page.locator("#say-main").press_sequentially("/")
    expect(rita.page.locator("#commands")).to_be_visible()
    return rita


def schedule_form(company: LivingCompany, sits_down: SitsDown) -> Screen:
    a_candidate(company)
    company.at_rest()
    rita = sits_down("rita")
    rita.types("/schedule Ada Example")
    expect(rita.modal.get_by_role("button", name="Submit")).to_be_visible()
    return rita


def slots(company: LivingCompany, sits_down: SitsDown) -> Screen:
    rita = schedule_form(company, sits_down)
    rita.hands_in()
    expect(rita.modal.get_by_role("radio").first).to_be_visible()
    return rita


def kit(company: LivingCompany, sits_down: SitsDown) -> Screen:
    an_interview(company, a_candidate(company), "ana", "bo", starts_in=SOON)
    company.works()
    ana = sits_down("ana", "messages")
    ana.sees("Plan")
    return ana


def scorecard(company: LivingCompany, sits_down: SitsDown) -> Screen:
    held(company, a_candidate(company), "ana")
    ana = sits_down("ana")
    ana.types("/scorecard")
    expect(ana.modal).to_be_visible()
    return ana


def refused_scorecard(company: LivingCompany, sits_down: SitsDown) -> Screen:
    ana = scorecard(company, sits_down)
    ana.hands_in("Next")
    expect(ana.modal.locator(".field-error").first).to_be_visible()
    return ana


def debrief(company: LivingCompany, sits_down: SitsDown) -> Screen:
    rita = headline_and_thread(company, sits_down)
    rita.presses("Read the cards", rita.page.locator("#replies"))
    expect(rita.modal).to_be_visible()
    return rita


def letter_form(company: LivingCompany, sits_down: SitsDown) -> Screen:
    rejected(company)
    rita = sits_down("rita", "messages")
    rita.presses("Write letter", rita.page.locator("#stream"))
    expect(rita.modal).to_be_visible()
    return rita


def home(company: LivingCompany, sits_down: SitsDown) -> Screen:
    screened(company)
    candidates(company, 3, "onsite")
    company.at_rest()
    rita = sits_down("rita", "home")
    rita.sees("Ada Example", within=rita.page.locator("#home"))
    return rita


def figures(company: LivingCompany, sits_down: SitsDown) -> Screen:
    a_quarter(company)
    rita = sits_down("rita")
    rita.types("/hiring stats")
    rita.sees("Hiring figures")
    return rita


def mailbox(company: LivingCompany, sits_down: SitsDown) -> Screen:
    books_screening(company)
    remy = sits_down("remy", "mail")
    remy.sees("ada@example.com")
    return remy


def letter(company: LivingCompany, sits_down: SitsDown, words: str = "Your application") -> Screen:
    remy = mailbox(company, sits_down)
    remy.page.locator("#letters a", has_text=words).click()
    expect(remy.page.locator("#letter")).to_be_visible()
    return remy


def invitation(company: LivingCompany, sits_down: SitsDown) -> Screen:
    return letter(company, sits_down, "Invitation")


def calendar(company: LivingCompany, sits_down: SitsDown) -> Screen:
    books_screening(company)
    for day, start, words in ((0, 9, "Planning"), (1, 9, "Stand-up"), (1, 11, "Design talk"), (3, 13, "Lunch with Bo")):
        begins = company.clock.now().replace(hour=start) + timedelta(days=day)
        company.calendars.add_busy("ana@example.org", begins, begins + timedelta(minutes=60), words)
    ana = sits_down("ana", "calendar/ana")
    ana.sees("Design talk")
    return ana


def event(company: LivingCompany, sits_down: SitsDown) -> Screen:
    ana = calendar(company, sits_down)
    ana.page.locator(".event", has_text="Initial interview").first.click()
    expect(ana.page.locator("#beside")).to_be_visible()
    return ana


def samples(company: LivingCompany, sits_down: SitsDown) -> Screen:
    rita = sits_down("rita")
    rita.page.goto(rita.page.url.partition("/as/")[0] + "/samples")
    return rita


def guide(company: LivingCompany, sits_down: SitsDown) -> Screen:
    return _panel(sits_down("rita"), "to begin")


def clock(company: LivingCompany, sits_down: SitsDown) -> Screen:
    return _panel(sits_down("rita"), "Mon 1 Mar 2027")


def things_to_try(company: LivingCompany, sits_down: SitsDown) -> Screen:
    rita = _panel(sits_down("rita"), "Try things")
    rita.page.locator("#world-panel").get_by_role("switch", name="Slack is away").click()
    return rita


def stories(company: LivingCompany, sits_down: SitsDown) -> Screen:
    return _panel(sits_down("rita"), "Play it for me")


def _panel(rita: Screen, words: str) -> Screen:
    panel = rita.page.locator("details.panel", has=rita.page.locator("summary", has_text=words))
    panel.locator("summary").click()
    expect(panel.locator(".sheet")).to_be_visible()
    return rita


SURFACES = [
    channel, headline_and_thread, commands, schedule_form, slots, kit, scorecard, refused_scorecard, debrief, letter_form,
    home, figures, mailbox, letter, invitation, calendar, event, samples, guide, clock, things_to_try,
    stories,
]  # fmt: skip
