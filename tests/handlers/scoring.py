"""What happens around a scorecard, in a few words: an interview with its panel, and what is written about it."""

from datetime import timedelta

from bot.hiring.interview import Seat
from handlers import headline
from storage import applications, drafts, interviews, scorecards
from tests.handlers.deciding import person_id

QUESTION = "Can the candidate solve a straightforward real-world problem using code?"
SAID = "They said what could go wrong before they wrote the first line."
STRENGTH = "Explained every step as they went."
SEEN = ("Problem-solving process, not just a correct answer", "Clear thinking: I could follow the reasoning")
MARKS = {"mark.motivation": "4 · Above the bar", "mark.problem_solving": "3 · Meets the bar"}
NOTES = {"note.motivation": f"Motivation: {SAID}", "note.problem_solving": SAID}
STEP_ONE = {QUESTION: "With hints", **MARKS, **NOTES}
STEP_TWO = {"recommendation": "Yes", "confidence": "High: what I saw was clear", "strength": STRENGTH}


def an_interview(
    company, candidate, *names, session="screening", starts_in=timedelta(), task="peak_finding", focus=None
):
    """Booked; it starts *starts_in* from now (below zero: it began before)."""
    with company.db.begin() as tx:
        held = tx.book.current.session(session)
        booked = interviews.add(
            tx,
            application=candidate,
            session=session,
            stage="screening" if session == "screening" else "onsite",
            starts_at=tx.now + starts_in,
            ends_at=tx.now + starts_in + held.duration,
            zone="Europe/Berlin",
            panel=[Seat(person_id(company, name), focus or held.traits("primary")[:4]) for name in names],
            task=task if session == "screening" else None,
        )
        headline.refresh(tx, applications.get(tx, candidate))
    company.at_rest()
    return booked.id


def held(company, candidate, *names, **more):
    """An interview that ended just now."""
    length = timedelta(minutes=45 if more.get("session", "screening") == "screening" else 60)
    return an_interview(company, candidate, *names, starts_in=-length, **more)


def writes(company, name, step_one=None, step_two=None):
    """The whole card by /scorecard, handed in. Gives what the bot answered."""
    person = company[name]
    assert person.types("/scorecard").ok
    outcome = person.fills_in(step_one or STEP_ONE)
    outcome = person.hands_in()
    assert outcome.ok, outcome
    person.fills_in(step_two or STEP_TWO)
    outcome = person.hands_in()
    company.at_rest()
    return outcome


def card(company, interview, name):
    with company.db.read() as tx:
        return scorecards.find(tx, interview, person_id(company, name))


def draft(company, interview, name):
    with company.db.read() as tx:
        return drafts.of(tx, f"scorecard:{interview}", person_id(company, name))


def told(company, name, words):
    """The direct messages to *name* that hold these words."""
    return [dm for dm in company[name].dms if words in dm.all_text]
