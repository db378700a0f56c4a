"""What people do with a letter, in their words."""

from storage import letters
from tests.handlers.deciding import decides, screened

ADA = "ada@example.com"
STRENGTH = "You explained every step before you took it"
REASON = "The task was not solved with all hints given."


def rejected(company, strength=STRENGTH, by="rita"):
    """Ada, turned down after her screening; her letter waits to be written."""
    candidate = screened(company, more=strength)
    assert decides(company, by, "Reject", REASON).ok
    return candidate


def letter_of(company, candidate):
    with company.db.read() as tx:
        return letters.find(tx, f"rejection:{candidate}")


def dm(company, who, words="Ada Example"):
    return company[who].finds(words, "bot DM")


def writes(company, who="rita", **answers):
    """[Write letter], the form as it is or with *answers*, [Preview]. Returns the outcome of the preview."""
    assert company[who].presses("Write letter").ok
    company[who].fills_in(answers)
    return company[who].hands_in()


def sends(company, who="rita", **answers):
    assert writes(company, who, **answers).ok
    assert company[who].modal.submit == "Send letter", company[who].describe()
    outcome = company[who].hands_in()
    company.at_rest()
    return outcome


def to_ada(company):
    return [mail for mail in company.mailbox.of(ADA) if "taking" in mail.text or "further" in mail.text]


def changed(company, candidate, words):
    body = letter_of(company, candidate).body
    return body.replace("I wish you well", f"{words}\n\nI wish you well")
