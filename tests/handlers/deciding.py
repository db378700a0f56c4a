"""What happens before people decide, in a few words: a candidate in a stage, conversations held, cards handed in."""

from datetime import timedelta

from bot.hiring.interview import Answer, Seat
from bot.hiring.scorecard import Answers, Rating, Scorecard
from handlers import debrief_open, headline
from storage import applications, interviews, scorecards

NOTE = "They named the trade-off before I asked for it."


def person_id(company, name):
    return company.workspace.member(name).id


def a_candidate(company, stage="screening", *, name="Ada Example", manager="hana", coordinator="rita"):
    with company.db.begin() as tx:
        process = tx.book.current
        candidate = applications.add_candidate(tx, name=name, email="ada@example.com", zone="Europe/Berlin")
        opened = applications.add(
            tx,
            candidate,
            role=process.roles[0].id,
            process=process.digest,
            stage=stage,
            coordinator=person_id(company, coordinator),
            hiring_manager=person_id(company, manager) if manager else None,
            channel=company.bot.directory.channel_id("hiring"),
        )
        headline.post(tx, opened)
    return opened.id


def a_conversation(company, candidate, session, *people, stage=None, ended=timedelta(hours=2)):
    """Booked, and over since *ended* (below zero: still to come)."""
    with company.db.begin() as tx:
        held = interviews.add(
            tx,
            application=candidate,
            session=session,
            stage=stage or ("screening" if session == "screening" else "onsite"),
            starts_at=tx.now - ended - timedelta(minutes=45),
            ends_at=tx.now - ended,
            zone="Europe/Berlin",
            panel=[Seat(person_id(company, who), answer=Answer.ACCEPTED) for who in people],
        )
        headline.refresh(tx, applications.get(tx, candidate))
    return held.id


def hands_in(company, interview, who, *, marks=None, says="in_favour", note=NOTE, more=""):
    """The card is kept as the scorecard's own form keeps it."""
    with company.db.begin() as tx:
        held = interviews.get(tx, interview)
        ratings = {trait: Rating(trait, mark, note) for trait, mark in (marks or {"problem_solving": 3}).items()}
        given = Answers(ratings=ratings, recommendation=says, confidence="high", change_my_mind=more, strength=more)
        scorecards.add(tx, Scorecard(interview, person_id(company, who), given, tx.now))
        debrief_open.after_scorecard(tx, applications.get(tx, held.application))


def screened(company, *, who="ana", **card):
    """A candidate whose screening is over, with its card in."""
    candidate = a_candidate(company)
    hands_in(company, a_conversation(company, candidate, "screening", who), who, **card)
    return candidate


def onsite_done(company, cards=None, *, manager="hana"):
    """A candidate with screening (ana), repo setup (bo) and deep dive (cy) behind them, every card in.

    *cards* holds what `hands_in` takes, by who.
    """
    cards = cards or {}
    candidate = a_candidate(company, "onsite", manager=manager)
    for session, who in (("screening", "ana"), ("repo_setup", "bo"), ("project_deep_dive", "cy")):
        held = a_conversation(company, candidate, session, who)
        hands_in(company, held, who, **cards.get(who, {}))
    return candidate


def debriefed(company, cards=None, *, manager="hana"):
    candidate = onsite_done(company, cards, manager=manager)
    company.passes(minutes=30)
    return candidate


def hiring_headline(company, by="rita"):
    """The candidate's headline, as that person sees it once the bot rests."""
    company.at_rest()
    return company[by].sees("hiring")[-1]


def thread_text(company, by="rita"):
    return "\n".join(reply.all_text for reply in company[by].thread(hiring_headline(company, by)))


def decides(company, by, label, reason="", on=None):
    """Press, fill in the reason, hand in. Returns the outcome of handing in."""
    person = company[by]
    outcome = person.presses(label, on or hiring_headline(company, by))
    assert outcome.ok, outcome
    if reason:
        person.fills_in({"reason": reason})
    outcome = person.hands_in()
    company.at_rest()
    return outcome
