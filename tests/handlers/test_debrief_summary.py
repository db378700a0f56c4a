"""Votes that change after they show, one more conversation, and the summary that is read in a minute."""

from datetime import timedelta

from storage import interviews
from tests.handlers.deciding import (
    a_candidate,
    a_conversation,
    debriefed,
    decides,
    hands_in,
    hiring_headline,
    screened,
    thread_text,
)
from tests.handlers.scheduling import books, looks
from tests.handlers.test_debrief import VIEWS_DIFFER, ballot, decision_thread, hiring_thread_closed, reads_the_cards


def all_vote(company):
    for who, label in (("ana", "Keep No"), ("bo", "Keep Yes"), ("cy", "Keep Strong yes")):
        assert company[who].presses(label).ok
    company.at_rest()


def changes(company, who, to, why):
    assert company[who].presses("Change", ballot(company, who)).ok
    company[who].fills_in({"recommendation": to, "reason": why})
    assert company[who].hands_in().ok
    company.at_rest()


def plain(modal):
    return modal.text.replace("*", "")


def test_a_vote_changed_after_votes_show_is_marked_and_the_first_one_is_kept(company):
    debriefed(company, VIEWS_DIFFER)
    all_vote(company)
    company["ana"].presses("Change", ballot(company, "ana"))
    assert "your first vote is kept beside it" in company["ana"].modal.text
    company["ana"].closes()
    changes(company, "ana", "Yes", "Cy told me of the migration.")
    changes(company, "ana", "Strong yes", "And of the second one.")
    shown = plain(reads_the_cards(company, "hana"))
    assert "Ana Duarte · Strong yes" in shown
    assert "And of the second one." in shown
    assert "Changed after the votes showed. First vote: No" in shown
    assert "First vote: Yes" not in shown


def test_a_vote_changed_before_votes_show_is_only_the_later_one(company):
    debriefed(company, VIEWS_DIFFER)
    company["ana"].presses("Keep No")
    changes(company, "ana", "Yes", "I thought about it.")
    company["bo"].presses("Keep Yes")
    company["cy"].presses("Keep Strong yes")
    assert "Changed after" not in reads_the_cards(company, "hana").text


def test_a_first_vote_after_the_deadline_says_so(company):
    debriefed(company, VIEWS_DIFFER)
    company["ana"].presses("Keep No")
    company.clock.advance(timedelta(days=2))
    company["bo"].presses("Keep Yes")
    shown = plain(reads_the_cards(company, "hana"))
    assert "Bo Lindqvist · Yes · given after the votes showed" in shown
    assert "Ana Duarte · No\n" in shown + "\n"


def test_after_one_more_conversation_earlier_votes_are_to_be_confirmed(company):
    candidate = debriefed(company, VIEWS_DIFFER)
    all_vote(company)
    assert decides(company, "hana", "One more conversation", "To be sure.", decision_thread(company)).ok
    before = len(company["bo"].dms)
    held = a_conversation(company, candidate, "extra_conversation", "dee", stage="decision")
    hands_in(company, held, "dee", marks={"reliability": 4})
    company.passes(minutes=30)
    assert "0 of 4 votes are in" in thread_text(company)
    assert len(company["bo"].dms) == before
    assert "One more conversation was held since" in ballot(company, "bo").all_text
    assert "Your vote" in company["bo"].home.text
    assert "They show when all have voted" in reads_the_cards(company, "hana").text
    company["hana"].closes()
    for who, label in (("bo", "Keep Yes"), ("cy", "Keep Strong yes"), ("dee", "Keep Yes")):
        assert company[who].presses(label, "home").ok
    changes(company, "ana", "Yes", "Dee saw it finished.")
    assert "4 of 4 votes are in" in thread_text(company)
    shown = plain(reads_the_cards(company, "hana"))
    assert "First vote: No" in shown
    assert "from before the last conversation" not in shown


def test_a_vote_nobody_confirmed_is_shown_as_an_earlier_one(company):
    candidate = debriefed(company, VIEWS_DIFFER)
    all_vote(company)
    decides(company, "hana", "One more conversation", "To be sure.", decision_thread(company))
    hands_in(company, a_conversation(company, candidate, "extra_conversation", "dee", stage="decision"), "dee")
    company.passes(minutes=30)
    assert decides(company, "hana", "Make an offer", "Enough seen.", decision_thread(company)).ok
    company["hana"].types("/candidate", "Ada")
    assert company["hana"].presses("Read the cards").ok
    assert "Ana Duarte · No · from before the last conversation" in plain(company["hana"].modal)


def test_the_summary_comes_first_once_it_is_decided_with_dissent_and_its_reason(company):
    debriefed(company, VIEWS_DIFFER)
    assert "Decided:" not in reads_the_cards(company, "hana").text
    company["hana"].closes()
    changes(company, "ana", "Strong no", "I doubt that they finish.")
    company["bo"].presses("Keep Yes")
    company["cy"].presses("Keep Strong yes")
    assert decides(company, "hana", "Make an offer", "Two strong conversations.", decision_thread(company)).ok
    shown = plain(reads_the_cards(company, "hana", hiring_thread_closed(company)))
    summary = shown[: shown.index("Start here")]
    for words in (
        "Decided: Make an offer · Final decision · Hana Sato",
        "Two strong conversations.",
        "3 conversations, 3 scorecards. Three conversations can mislead.",
        "5 of 5 marks have a note.",
        "Motivation 2× (fair)",
        "Reliability 0× (none)",
        "Independent execution 1× (thin)",
        "Views differed: Motivation (marks 2 to 5)",
        "Votes · 3 of 3 · Strong no 1 · Yes 1 · Strong yes 1",
        "Dissent: Ana Duarte · Strong no",
        "I doubt that they finish.",
        "The offer is still to be written.",
    ):
        assert words in summary
    assert "average" not in summary.lower()
    assert "I doubt that they finish." not in thread_text(company)


def test_the_summary_is_for_those_who_may_read_the_cards(company):
    debriefed(company, VIEWS_DIFFER)
    decides(company, "hana", "Reject", "Too little was seen.", decision_thread(company))
    for who, may in (("rita", True), ("ana", True), ("dee", False)):
        company[who].types("/candidate", "Ada")
        assert ("Read the cards" in (company[who].modal.buttons if company[who].modal else [])) is may
    assert company["rita"].presses("Read the cards", "modal").ok
    shown = plain(company["rita"].modal)
    assert "Decided: Reject" in shown
    assert "The letter is still to be sent." in shown


def test_a_candidate_who_withdrew_after_the_debrief_has_a_summary_without_dissent(company):
    debriefed(company, VIEWS_DIFFER)
    all_vote(company)
    assert company["rita"].presses("Withdraw", hiring_headline(company)).ok
    assert company["rita"].hands_in().ok
    shown = plain(reads_the_cards(company, "hana", hiring_thread_closed(company)))
    assert "Decided: Withdrawn" in shown
    assert "Dissent" not in shown
    assert "The candidate withdrew" in shown


def test_a_card_written_late_says_so(company):
    candidate = a_candidate(company)
    held = a_conversation(company, candidate, "screening", "ana", ended=timedelta(hours=50))
    hands_in(company, held, "ana")
    shown = reads_the_cards(company, "rita", hiring_headline(company))
    assert "Written late, Mar 1, 2027" in shown.text


def test_the_extra_interviewer_after_a_screening_is_asked_to_look_at_what_was_seen_least(company):
    candidate = screened(company, marks={"problem_solving": 2, "motivation": 5})
    assert decides(company, "rita", "One more conversation").ok
    assert company["rita"].presses("Schedule", hiring_headline(company)).ok
    looks(company, "rita", people_extra_conversation=[company["dee"]])
    assert books(company).ok
    with company.db.read() as tx:
        extra = interviews.of_application(tx, candidate)[-1]
    assert extra.session == "extra_conversation"
    (seat,) = extra.panel
    traits = [trait.id for trait in company.bot.process.traits]
    unseen = [trait for trait in traits if trait not in {"problem_solving", "motivation"}]
    assert list(seat.focus) == unseen[: len(seat.focus)]
    assert seat.focus
    company.clock.advance(extra.starts_at - company.clock.now() - timedelta(minutes=15))
    company.works()
    kit = next(dm for dm in company["dee"].dms if "Plan" in dm.all_text)
    for trait in company.bot.process.traits:
        assert (f"*{trait.name}*" in kit.all_text) is (trait.id in seat.focus)
