"""What people do at the page, one after the other, in their words. *screen* is a tests.browser.workplace.Screen."""

import re

from playwright.sync_api import expect

from tests.handlers.scoring import QUESTION, SAID, STRENGTH

SAW = "What did they do or say?"
MARKS = ("4", "3")  # by turns: cards on which all marks are the same are asked about


def note(trait):
    return f"{trait}: {SAW}"


def opens_application(screen, name, email, *, manager):
    screen.types("/candidate")
    screen.writes("Name", name)
    screen.writes("E-mail", email)
    screen.chooses("Hiring manager", manager)
    screen.hands_in()
    screen.sees(f"{name} · Software engineer", within=screen.message(name))


def books(screen, name, panels):
    """The first time that is found, with these people; *panels* holds their names by session."""
    screen.presses("Schedule", screen.message(name))
    for session, people in panels.items():
        screen.picks_people(f"Panel: {session}", *people)
    screen.hands_in()
    expect(screen.modal.get_by_role("group", name="Which one?")).to_be_visible()
    screen.hands_in("Book")
    expect(screen.modal).to_have_count(0)


def says_yes(screen, session):
    """To a seat on the panel, in their messages."""
    screen.presses("I'll be there", screen.message(session))
    screen.sees("You'll be there. Thank you.", within=screen.message(session))


def fills_step_one(screen, answer="With hints", *, question=QUESTION, said=SAID):
    """Of a scorecard: the session's question, a mark for each trait it asks for, and what was seen."""
    screen.chooses(question, answer)
    rated = screen.modal.locator("fieldset", has=screen.page.get_by_role("radio", name=re.compile("^3 ·")))
    for number, trait in enumerate(rated.locator("legend").all_inner_texts()):
        screen.chooses(trait, MARKS[number % 2])
        screen.writes(note(trait), f"{trait}: {said}")


def hands_in_card(screen, says="Yes"):
    """The step with the recommendation, which after a clear no is the only one."""
    expect(screen.modal.get_by_role("group", name="What do you recommend?")).to_be_visible()
    screen.chooses("What do you recommend?", says)
    screen.writes("One thing they did well", STRENGTH)
    screen.hands_in()
    screen.sees("Handed in, thank you.", within=screen.modal)


def hands_in_whole_card(screen, name, question, answer):
    """From the message that asks for it to the thanks."""
    screen.presses("Write scorecard", screen.message("Write scorecard"))
    screen.sees(name, within=screen.modal)
    fills_step_one(screen, answer, question=question)
    screen.hands_in("Next")
    hands_in_card(screen)
    screen.closes()
