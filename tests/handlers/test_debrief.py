"""The debrief opens by itself, is talked about without marks, voted on, and decided by the hiring manager."""

from datetime import timedelta

from bot.hiring.application import State
from storage import applications, audit, debriefs, letters
from tests.handlers.deciding import (
    NOTE,
    a_conversation,
    debriefed,
    decides,
    hands_in,
    hiring_headline,
    onsite_done,
    person_id,
    thread_text,
)

VIEWS_DIFFER = {
    "ana": {"marks": {"motivation": 2, "transparency": 4}, "says": "against"},
    "bo": {"marks": {"motivation": 5, "independent_execution": 3}, "says": "in_favour"},
    "cy": {"marks": {"transparency": 4, "reliability": None}, "says": "strong_favour"},
}


def decision_thread(company, by="hana"):
    company.at_rest()
    return next(reply for reply in company[by].thread(hiring_headline(company, by)) if "can mislead" in reply.all_text)


def reads_the_cards(company, by, on=None):
    outcome = company[by].presses("Read the cards", on or decision_thread(company, by))
    assert outcome.ok, outcome
    return company[by].modal


def stage_of(company, candidate):
    with company.db.read() as tx:
        return applications.get(tx, candidate).stage


def ballot(company, who):
    company.at_rest()
    return company[who].dms[-1]


def test_it_opens_half_an_hour_after_the_last_card(company):
    candidate = onsite_done(company)
    company.passes(minutes=29)
    assert stage_of(company, candidate) == "onsite"
    company.passes(minutes=1)
    assert stage_of(company, candidate) == "decision"
    assert "Final decision · debrief is open · to be decided by Hana Sato" in hiring_headline(company).all_text
    with company.db.read() as tx:
        steps = [e for e in audit.of_application(tx, candidate) if e.action.startswith("application.")]
    assert [(step.actor, step.action) for step in steps] == [("bot", "application.debrief_opened")]


def test_it_opens_once_in_the_hiring_managers_working_hours(company):
    company.clock.advance(timedelta(hours=7, minutes=45))  # a quarter to five in Berlin
    candidate = onsite_done(company)
    company.clock.advance(timedelta(hours=16))
    company.works()
    assert stage_of(company, candidate) == "onsite"
    company.passes(minutes=15)  # nine o'clock
    assert stage_of(company, candidate) == "decision"
    company.passes(minutes=30)
    assert thread_text(company).count("can mislead") == 1


def test_a_candidate_who_withdraws_meanwhile_is_not_debated(company):
    candidate = onsite_done(company)
    company["rita"].presses("Withdraw", hiring_headline(company))
    assert company["rita"].hands_in().ok
    company.passes(hours=1)
    assert "can mislead" not in thread_text(company)
    with company.db.read() as tx:
        assert debriefs.due(tx) == []
        assert applications.get(tx, candidate).state is State.WITHDRAWN


def test_the_thread_starts_where_views_differ_and_tells_no_mark(company):
    debriefed(company, VIEWS_DIFFER)
    told = decision_thread(company).all_text
    assert "Three conversations can mislead. Start where views differ." in told
    assert "Where views differ: Motivation" in told.replace("*", "")
    assert "Motivation 2" in told
    assert "Transparency and trust 2" in told
    assert "Reliability 0" in told
    assert "0 of 3 votes are in" in told
    for secret in (NOTE, "Clear concern", "Above the bar", "Strong yes", "Ana Duarte", "Bo Lindqvist"):
        assert secret not in told


def test_the_cards_stand_side_by_side_for_those_who_may(company):
    candidate = debriefed(company, VIEWS_DIFFER)
    shown = reads_the_cards(company, "hana")
    for words in ("Ana Duarte", "2 · Below the bar", "5 · Outstanding", NOTE, "Not observed", "views differ"):
        assert words in shown.text
    assert "average" not in shown.text.lower()
    company.clock.advance(timedelta(minutes=1))
    reads_the_cards(company, "bo")
    with company.db.read() as tx:
        readers = [who for who, _ in debriefs.readers(tx, candidate)]
    assert readers == [person_id(company, "hana"), person_id(company, "bo")]
    assert "Read by: Hana Sato" in company["bo"].modal.text


def test_somebody_who_was_not_there_does_not_read_the_cards(company):
    debriefed(company)
    dee = company["dee"]
    dee.presses("Read the cards", decision_thread(company, "dee"))
    assert dee.modal is None
    assert dee.finds("This takes a recruiter", "hiring").ephemeral


def test_a_vote_on_home_is_shown_with_its_buttons_or_counted_among_the_others(company):
    for _ in range(8):
        onsite_done(company)
    company.passes(minutes=30)
    company["ana"].opens_home()
    shown = company["ana"].home
    assert shown.text.count("Your vote:") == shown.buttons.count("Keep Yes") == shown.buttons.count("Change") == 6
    assert "… and 2 more; they move up as these are done." in shown.text


def test_every_voter_gets_one_message_and_votes_with_one_press(company):
    debriefed(company, VIEWS_DIFFER)
    for who, label in (("ana", "Keep No"), ("bo", "Keep Yes"), ("cy", "Keep Strong yes")):
        asked = [dm for dm in company[who].dms if label in dm.buttons]
        assert len(asked) == 1
        assert "slack.com/archives" in str(asked[0].blocks)
    assert not company["hana"].dms
    company["bo"].presses("Keep Yes")
    assert "Your vote on Ada Example: Yes." in ballot(company, "bo").all_text.replace("*", "")
    assert "1 of 3 votes are in" in decision_thread(company).all_text


def test_votes_show_only_when_all_are_in(company):
    debriefed(company, VIEWS_DIFFER)
    company["bo"].presses("Keep Yes")
    company["cy"].presses("Keep Strong yes")
    assert "They show when all have voted" in reads_the_cards(company, "hana").text
    company["hana"].closes()
    company["ana"].presses("Change")
    company["ana"].fills_in({"recommendation": "Yes", "reason": "The debate showed what I had missed."})
    assert company["ana"].hands_in().ok
    shown = reads_the_cards(company, "hana").text
    assert "The debate showed what I had missed." in shown
    assert "3 of 3 are in" in shown
    assert "What I had missed" not in thread_text(company)


def test_votes_show_at_the_deadline_too(company):
    debriefed(company, VIEWS_DIFFER)
    company["ana"].presses("Change")
    company["ana"].fills_in({"recommendation": "Strong no", "reason": "I doubt it more now."})
    company["ana"].hands_in()
    assert "I doubt it more now." not in reads_the_cards(company, "hana").text
    company["hana"].closes()
    company.clock.advance(timedelta(days=2))
    assert "I doubt it more now." in reads_the_cards(company, "hana").text


def test_a_changed_vote_takes_a_reason(company):
    debriefed(company)
    company["ana"].presses("Change")
    company["ana"].fills_in({"recommendation": "No"})
    assert not company["ana"].hands_in().ok


def test_the_hiring_manager_makes_an_offer_with_a_reason_and_dissent_is_kept(company):
    candidate = debriefed(company, VIEWS_DIFFER)
    company["ana"].presses("Keep No")
    assert decides(company, "hana", "Make an offer", "Two strong conversations.", decision_thread(company)).ok
    with company.db.read() as tx:
        assert applications.get(tx, candidate).stage == "offer"
        assert [(vote.person, vote.recommendation) for vote in debriefs.votes(tx, candidate)] == [
            (person_id(company, "ana"), "against")
        ]
        assert [letter.key for letter in letters.of_application(tx, candidate)] == [f"offer:{candidate}"]
    assert "is to get an offer" in thread_text(company)
    assert "Two strong conversations" not in thread_text(company)
    assert "Two strong conversations." in reads_the_cards(company, "hana", hiring_thread_closed(company)).text


def hiring_thread_closed(company):
    return company["hana"].finds("The debrief on Ada Example is closed", thread=hiring_headline(company, "hana"))


def test_once_decided_votes_stand_as_they_are(company):
    debriefed(company, VIEWS_DIFFER)
    company["ana"].presses("Change")
    company["ana"].fills_in({"recommendation": "Yes", "reason": "Late."})
    decides(company, "hana", "Reject", "Too little evidence of finished work.", decision_thread(company))
    assert "votes stand as they are" in " ".join(company["ana"].hands_in().errors.values())
    assert "is closed" in ballot(company, "bo").all_text
    assert not ballot(company, "bo").buttons
    assert "agenda" not in hiring_thread_closed(company).all_text


def test_turned_down_after_the_onsite_the_letter_is_the_onsites(company):
    candidate = debriefed(company)
    assert decides(company, "hana", "Reject", "Not enough depth yet.", decision_thread(company)).ok
    with company.db.read() as tx:
        (letter,) = letters.of_application(tx, candidate)
    assert (letter.kind, letter.state) == ("rejection_after_onsite", "draft")
    assert "Rejected" not in thread_text(company, "ana") + hiring_headline(company, "ana").all_text


def test_a_recruiter_cannot_decide_after_the_debrief(company):
    candidate = debriefed(company)
    for label in ("Make an offer", "Reject", "One more conversation"):
        company["rita"].presses(label, decision_thread(company, "rita"))
        assert company["rita"].modal is None
    assert stage_of(company, candidate) == "decision"


def test_after_one_more_conversation_the_debrief_opens_anew(company):
    candidate = debriefed(company, VIEWS_DIFFER)
    outcome = decides(company, "hana", "One more conversation", "Reliability was not seen.", decision_thread(company))
    assert outcome.ok, outcome
    assert "Motivation 2" not in thread_text(company)  # who comes next looks with eyes of their own
    assert "Schedule" in hiring_headline(company).buttons
    held = a_conversation(company, candidate, "extra_conversation", "dee", stage="decision")
    hands_in(company, held, "dee", marks={"reliability": 4})
    company.passes(minutes=30)
    assert "Four conversations can mislead." in thread_text(company)
    assert "0 of 4 votes are in" in thread_text(company)
    assert "Not independent" in reads_the_cards(company, "hana").text
    assert decides(company, "hana", "Make an offer", "Now it is clear.", decision_thread(company)).ok


def test_long_notes_are_shown_in_full_on_as_many_pages_as_it_takes(company):
    traits = {trait.id: 3 for trait in company.bot.process.traits}
    long = {
        who: {"marks": traits, "note": f"{who} " + "<!channel> & =cmd() " * 149, "more": "x" * 3000}
        for who in ("ana", "bo", "cy")
    }
    debriefed(company, long)
    hana = company["hana"]
    texts = [reads_the_cards(company, "hana").text]
    while "More" in hana.modal.buttons:
        assert hana.presses("More", "modal").ok
        texts.append(hana.modal.text)
    together = "\n".join(texts)
    for who in ("ana", "bo", "cy"):
        assert together.count(f"{who} <!channel> & =cmd()") == len(traits)
    assert together.count("<!channel>") == 3 * len(traits) * 149
    assert "Back to the start" in hana.modal.buttons
