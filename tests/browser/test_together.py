"""Several people at once, each at a computer of their own: who sees what, and who was quicker."""

from playwright.sync_api import expect

from tests.browser.steps import fills_step_one, hands_in_card
from tests.handlers.deciding import a_candidate, screened
from tests.handlers.scoring import held

NAME = "Ada Example"
ZEBRA, WALRUS = "Zebra: drew the states before the first line.", "Walrus: found the last case when they were asked."


def test_two_interviewers_are_blind_until_both_have_handed_in(company, sits_down):
    candidate = a_candidate(company)
    held(company, candidate, "ana", "bo")
    ana, bo, rita = sits_down("ana"), sits_down("bo"), sits_down("rita")
    hands_in_alone(ana, ZEBRA)
    company.at_rest()
    for screen in (bo, rita):
        finds_nothing_of(screen, "Zebra")
    hands_in_alone(bo, WALRUS)
    company.at_rest()
    rita.presses("Read the cards", rita.message(NAME))
    for words in ("Ana Duarte", ZEBRA, "Bo Lindqvist", WALRUS):
        rita.sees(words, within=rita.modal)


def hands_in_alone(screen, said):
    screen.types("/scorecard")
    fills_step_one(screen, said=said)
    screen.hands_in("Next")
    hands_in_card(screen)
    screen.closes()


def finds_nothing_of(screen, word):
    """In the channel, the thread, the candidate's card, their messages and Home; there is no way to the cards either."""
    screen.opens_thread(NAME)
    screen.sees("1 of 2 scorecards is in.", within=screen.message("scorecards", thread=True))
    screen.types(f"/candidate {NAME}")
    screen.sees(NAME, within=screen.modal)
    expect(screen.page.get_by_role("button", name="Read the cards")).to_have_count(0)
    expect(screen.page.locator("body")).not_to_contain_text(word)
    screen.closes()
    screen.opens_messages()
    expect(screen.page.locator("body")).not_to_contain_text(word)
    screen.opens_home()
    screen.sees(NAME, within=screen.page.locator("#home"))
    expect(screen.page.locator("body")).not_to_contain_text(word)
    screen.opens_channel()


def test_two_recruiters_press_at_once_and_the_slower_one_is_told_who_was_quicker(company, sits_down):
    screened(company)
    company.at_rest()
    rita, remy = sits_down("rita"), sits_down("remy")
    for recruiter, label in ((rita, "Advance"), (remy, "Reject")):
        recruiter.presses(label, recruiter.message(NAME))
        expect(recruiter.modal).to_be_visible()
    rita.hands_in("Advance")
    expect(rita.modal).to_have_count(0)
    remy.writes("Why?", "Not enough evidence")
    remy.hands_in("Reject")
    remy.sees("Rita Okafor was quicker", within=remy.modal)
    remy.closes("Cancel")
    company.at_rest()
    remy.sees("On-site · to be scheduled by Rita Okafor", within=remy.message(NAME))
    expect(remy.message(NAME).get_by_role("button", name="Reject")).to_have_count(0)


def test_what_one_does_the_other_sees_without_reloading(company, sits_down):
    rita, remy = sits_down("rita"), sits_down("remy")
    remy.page.evaluate("window.isTheSame = true")
    rita.types("Lunch at noon?")
    expect(remy.message("Lunch at noon?")).to_be_visible()
    expect(remy.message("Lunch at noon?")).to_contain_text("Rita Okafor")
    assert remy.page.evaluate("window.isTheSame")


def test_a_guest_sees_no_hiring_channel_and_is_refused_kindly(company, sits_down):
    gus = sits_down("gus", "c/general")
    expect(gus.page.locator("#places")).not_to_contain_text("hiring")
    gus.types("/candidate Ada")
    gus.sees("only full members of this workspace can use Interview Bot")
    gus.types("Is anybody there?")
    rita = sits_down("rita", "c/general")
    expect(rita.message("Is anybody there?")).to_be_visible()
    expect(rita.page.locator("#stream")).not_to_contain_text("full members")
