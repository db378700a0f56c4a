"""A candidate is turned down: the letter is written, looked at, called back, sent again, and reaches them."""

import re
from email.message import EmailMessage
from smtplib import SMTP
from urllib.parse import urlsplit

from playwright.sync_api import expect

from sandbox.slack.form_rules import REQUIRED
from tests.handlers.deciding import screened
from tests.handlers.lettering import ADA, REASON

NAME = "Ada Example"
LETTER = f"Letter to {NAME}"
FIRST, BETTER = "Your plan for the task was clear.", "Your plan for the task was clear from the first minute."
SUBJECT = "Your application for Software engineer at GenerativeModels.ai"
NOTHING = "No letter and no invitation has reached a candidate yet."


def turns_down(rita):
    rita.presses("Reject", rita.message(NAME))
    rita.sees(f"Nothing goes to {NAME} yet. Next: the letter.", within=rita.modal)
    rita.hands_in("Reject")
    expect(rita.error_at("Why?")).to_have_text(REQUIRED)  # by Slack: the bot was not asked
    rita.writes("Why?", REASON)
    rita.hands_in("Reject")
    expect(rita.modal).to_have_count(0)


def writes_letter(rita, instead, words):
    """Puts *words* where *instead* stands, and gives what the preview says will leave."""
    rita.presses("Write letter", rita.message(LETTER))
    expect(rita.field("Text")).to_have_value(re.compile(re.escape(instead)))
    rita.writes("Text", rita.field("Text").input_value().replace(instead, words))
    rita.hands_in("Preview")
    rita.sees("after the undo window, in Ada Example's working hours", within=rita.modal)
    return rita.modal.inner_text()


def sends(rita):
    rita.hands_in("Send letter")
    expect(rita.modal).to_have_count(0)
    rita.sees("It leaves Mar 1, 2027", within=rita.message(LETTER))


def test_a_letter_is_written_called_back_and_sent_again_and_reads_as_it_was_shown(company, sits_down):
    screened(company)
    company.at_rest()
    rita, mailbox = sits_down("rita"), sits_down("rita", "mail")
    turns_down(rita)
    company.at_rest()
    rita.opens_messages()
    assert FIRST in writes_letter(rita, "A conversation of", f"{FIRST}\n\nA conversation of")
    sends(rita)
    company.passes(minutes=9)
    rita.presses("Undo", rita.message(LETTER))
    rita.sees(f"Nothing has gone to {NAME} yet", within=rita.message(LETTER))
    company.passes(minutes=30)
    mailbox.sees(NOTHING)

    shown = writes_letter(rita, FIRST, BETTER)
    sends(rita)
    company.passes(minutes=11)
    rita.sees("It has been sent", within=rita.message(LETTER))
    mailbox.opens_letter(SUBJECT)
    expect(mailbox.letter).to_contain_text(ADA)
    expect(mailbox.letter_inside).to_contain_text(BETTER)
    inside = mailbox.letter_inside.inner_text()
    assert [line for line in inside.splitlines() if line not in shown] == []
    what_only_the_mail_server_knows_of_is_there_at_once(company, mailbox)


def what_only_the_mail_server_knows_of_is_there_at_once(company, mailbox):
    """Nothing else happens that would make the page look again."""
    company.at_rest()
    late = EmailMessage()
    late["From"], late["To"], late["Subject"] = "jobs@example.org", ADA, "From somebody else"
    address = urlsplit(company.outside.urls["SMTP_URL"])
    with SMTP(address.hostname, address.port) as server:
        server.send_message(late)
    expect(mailbox.page.locator("#letters")).to_contain_text("From somebody else")
