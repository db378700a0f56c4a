"""One candidate from application to an accepted offer, all of it by hand in the page.

Rita and Hana sit at computers of their own; the interviewers take turns at one more.
"""

from datetime import datetime, timedelta

from playwright.sync_api import expect

from sandbox.slack.form_rules import REQUIRED
from tests.browser.steps import books, hands_in_whole_card, opens_application, says_yes
from tests.handlers.scheduling import events
from tests.handlers.scoring import QUESTION, SAID

NAME, EMAIL = "Ada Vance", "ada.vance@example.com"
SCREENING, REPO, PROJECT = "Initial interview", "Repo setup exercise", "Past project deep dive"
GOT_IT_RUNNING = "Did the candidate get the repository running?"
DROVE_IT = "Did the candidate truly drive the work they described?"
WHY = "Strong on their own, and honest about the limits of their project."


def test_a_candidate_goes_from_application_to_an_accepted_offer(company, sits_down):
    rita, hana, panel = sits_down("rita"), sits_down("hana"), sits_down("ana", "messages")
    opens_application(rita, NAME, EMAIL, manager="Hana Sato")
    the_screening(company, rita, panel)
    rita.presses("Advance", rita.message(NAME))
    rita.hands_in("Advance")
    rita.sees("On-site · to be scheduled by Rita Okafor", within=rita.message(NAME))
    the_onsite(company, rita, panel)
    the_debrief(company, hana, panel)
    the_offer(company, rita)
    for screen in (rita, hana):
        screen.sees("Closed: offer accepted", within=screen.message(NAME))


def the_screening(company, rita, panel):
    books(rita, NAME, {SCREENING: ["Ana Duarte"]})
    company.at_rest()
    says_yes(panel, SCREENING)
    is_over(company)
    hands_in_whole_card(panel, NAME, QUESTION, "With hints")
    company.at_rest()
    rita.sees("all scorecards are in", within=rita.message(NAME))


def the_onsite(company, rita, panel):
    """One says yes in their calendar, the others in Slack."""
    books(rita, NAME, {REPO: ["Bo Lindqvist"], PROJECT: ["Cy Mbeki", "Dee Ivanova"]})
    company.at_rest()
    for who, session in (("bo", REPO), ("dee", PROJECT)):
        panel.becomes(who)
        says_yes(panel, session)
    panel.goes_to("Calendars")
    panel.becomes("cy")
    panel.opens_event(PROJECT)
    panel.answers("Yes")
    is_over(company)
    panel.goes_to("Slack")
    panel.opens_messages()
    for who, question, answer in (
        ("cy", DROVE_IT, "In part"),
        ("dee", DROVE_IT, "In part"),
        ("bo", GOT_IT_RUNNING, "Alone"),
    ):
        panel.becomes(who)
        hands_in_whole_card(panel, NAME, question, answer)


def the_debrief(company, hana, panel):
    company.passes(minutes=30)
    for who in ("ana", "bo", "cy"):
        panel.becomes(who)
        panel.presses("Keep Yes", panel.message("Is it still your view?"))
        panel.sees(f"Your vote on {NAME}: Yes. Thank you.")
    panel.becomes("dee")
    panel.presses("Change", panel.message("Is it still your view?"))
    panel.chooses("Your view now", "Strong yes")
    panel.writes("Why?", "Cy heard the reasons for the queue that I had missed.")
    panel.hands_in()
    panel.sees(f"Your vote on {NAME}: Strong yes. Thank you.")
    company.at_rest()

    hana.opens_thread(NAME)
    debrief = hana.message("Start where views differ.", thread=True)
    hana.sees("4 of 4 votes are in", within=debrief)
    hana.presses("Read the cards", debrief)
    hana.sees(SAID, within=hana.modal)
    hana.closes()
    hana.presses("Make an offer", hana.message(NAME))
    hana.hands_in("Make an offer")
    expect(hana.error_at("Why?")).to_have_text(REQUIRED)  # by Slack: the bot was not asked
    hana.writes("Why?", WHY)
    hana.hands_in("Make an offer")
    expect(hana.modal).to_have_count(0)
    hana.sees(
        f"{NAME} is to get an offer. Decided by Hana Sato.", within=hana.message("is to get an offer", thread=True)
    )


def the_offer(company, rita):
    company.at_rest()
    rita.opens_messages()
    rita.presses("Write the offer", rita.message(f"Offer to {NAME}"))
    expect(rita.modal.get_by_label("Answer by")).to_be_visible()
    rita.hands_in("Preview")
    rita.hands_in("Send letter")
    expect(rita.modal).to_have_count(0)
    company.passes(hours=2)
    rita.goes_to("Mailbox")
    rita.opens_letter("An offer from GenerativeModels.ai: Software engineer")
    expect(rita.letter_inside).to_contain_text("we are glad to offer you the Software engineer role")
    rita.goes_to("Slack")
    rita.presses("Accepted", rita.message(NAME))
    rita.hands_in()
    company.passes(minutes=15)
    rita.goes_to("Mailbox")
    rita.opens_letter("Welcome to GenerativeModels.ai")
    rita.goes_to("Slack")


def is_over(company):
    """What is booked was held; the time before it goes by at once."""
    spans = [[datetime.fromisoformat(it[edge]["dateTime"]) for edge in ("start", "end")] for it in events(company)]
    coming = [span for span in spans if span[0] > company.clock.now()]
    company.clock.advance(min(coming)[0] - timedelta(minutes=30) - company.clock.now())
    company.passes(seconds=(max(coming)[1] - company.clock.now()).total_seconds())
