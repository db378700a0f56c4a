"""After the screening a recruiter or the hiring manager decides, with buttons, once all cards are in."""

from bot.hiring.application import State
from sandbox.faults import Kind
from storage import applications, audit, letters
from tests.handlers.deciding import (
    NOTE,
    a_candidate,
    a_conversation,
    decides,
    hands_in,
    hiring_headline,
    onsite_done,
    person_id,
    screened,
    thread_text,
)


def application(company, candidate):
    with company.db.read() as tx:
        return applications.get(tx, candidate)


def test_the_buttons_come_with_the_last_card(company):
    candidate = a_candidate(company)
    first = a_conversation(company, candidate, "screening", "ana", "bo")
    hands_in(company, first, "ana")
    assert "Advance" not in hiring_headline(company).buttons
    hands_in(company, first, "bo")
    assert hiring_headline(company).buttons[:5] == [
        "Open", "Read the cards", "Advance", "Reject", "One more conversation"
    ]  # fmt: skip


def test_a_recruiter_advances_a_candidate_and_the_channel_sees_where_they_stand(company):
    candidate = screened(company)
    assert decides(company, "rita", "Advance").ok
    assert application(company, candidate).stage == "onsite"
    assert "On-site" in hiring_headline(company, "ana").all_text
    assert "Ada Example moves on: On-site. Decided by Rita Okafor." in thread_text(company, "ana")
    assert company["rita"].modal is None


def test_the_hiring_manager_may_advance_too(company):
    candidate = screened(company)
    assert decides(company, "hana", "Advance", "Clear reasoning.").ok
    assert application(company, candidate).stage == "onsite"


def test_an_interviewer_is_told_kindly_who_decides(company):
    candidate = screened(company)
    company["ana"].presses("Reject", hiring_headline(company, "ana"))
    told = company["ana"].finds("This takes a recruiter", "hiring")
    assert told.ephemeral
    assert company["ana"].modal is None
    assert application(company, candidate).is_open


def test_turning_somebody_down_takes_a_reason_and_sends_nothing(company):
    candidate = screened(company)
    rita = company["rita"]
    rita.presses("Reject", hiring_headline(company))
    assert rita.modal.submit == "Reject"
    assert "Nothing goes to Ada Example yet. Next: the letter." in rita.modal.text
    assert not rita.hands_in().ok
    rita.fills_in({"reason": "Could not finish the task with hints."})
    assert rita.hands_in().ok
    company.at_rest()
    assert application(company, candidate).state is State.REJECTED
    with company.db.read() as tx:
        (letter,) = letters.of_application(tx, candidate)
        assert (letter.kind, letter.state) == ("rejection_after_screening", "draft")
        assert applications.decisions(tx, candidate)[0][1:4] == (
            "reject", person_id(company, "rita"), "Could not finish the task with hints."
        )  # fmt: skip
    assert not company.mailbox.mails


def test_a_rejected_candidate_is_closed_in_the_channel_and_nothing_more(company):
    screened(company, note=NOTE)
    decides(company, "rita", "Reject", "Secret reason of Rita")
    assert "Decided by" not in thread_text(company, "bo")
    shown = hiring_headline(company, "bo").all_text + thread_text(company, "bo")
    assert "Closed" in shown
    for secret in ("Secret reason", "Rejected", "rejected", "turned", NOTE, "Meets the bar"):
        assert secret not in shown


def test_whoever_is_second_hears_who_was_quicker_and_nothing_changes(company):
    candidate = screened(company)
    for recruiter in ("rita", "remy"):
        company[recruiter].presses("Reject", hiring_headline(company, recruiter))
        company[recruiter].fills_in({"reason": f"What {recruiter} thinks."})
    company["rita"].hands_in()
    outcome = company["remy"].hands_in()
    assert not outcome.ok
    assert "Rita Okafor was quicker: turned Ada Example down" in " ".join(outcome.errors.values())
    assert company["remy"].modal.values["Why?"] == "What remy thinks."
    company.at_rest()
    with company.db.read() as tx:
        assert len(applications.decisions(tx, candidate)) == 1
        assert len(letters.of_application(tx, candidate)) == 1


def test_a_button_of_yesterday_says_what_happened_since(company):
    screened(company)
    rita, remy = company["rita"], company["remy"]
    rita.presses("Advance", hiring_headline(company))
    company.faults.plan("chat.*", Kind.SLOW, seconds=2)  # Remy still sees the old buttons
    assert rita.hands_in().ok
    remy.presses("Reject", remy.sees("hiring")[-1])
    told = remy.finds("Rita Okafor was quicker: advanced Ada Example to On-site", "hiring")
    assert told.ephemeral
    assert remy.modal is None


def test_one_more_conversation_is_to_be_scheduled_next(company):
    candidate = screened(company)
    company["rita"].presses("One more conversation", hiring_headline(company))
    assert "prone to error" in company["rita"].modal.text
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert "Schedule" in hiring_headline(company).buttons
    assert "Advance" not in hiring_headline(company).buttons
    held = a_conversation(company, candidate, "extra_conversation", "dee", stage="screening")
    hands_in(company, held, "dee")
    assert decides(company, "rita", "Advance").ok
    assert application(company, candidate).stage == "onsite"


def test_every_decision_is_one_audit_row_with_a_human_actor(company):
    candidate = screened(company)
    decides(company, "rita", "Advance", "Good.")
    with company.db.read() as tx:
        steps = [e for e in audit.of_application(tx, candidate) if e.action.startswith("application.")]
    assert [(step.actor, step.action) for step in steps] == [(person_id(company, "rita"), "application.advance")]


def test_a_hiring_manager_is_named_on_the_card(company):
    candidate = onsite_done(company, manager=None)
    company.passes(minutes=30)
    outcome = company["rita"].presses("Make an offer", hiring_headline(company))
    assert outcome.ok
    assert company["rita"].finds("Ada Example has no hiring manager yet", "hiring").ephemeral
    rita = company["rita"]
    rita.types("/candidate", "Ada")
    rita.presses("Set hiring manager", "modal")
    rita.fills_in({"Hiring manager": "Ana Duarte"})
    assert "Not a hiring manager yet" in " ".join(rita.hands_in().errors.values())
    rita.fills_in({"Hiring manager": "Hana Sato"})
    assert rita.hands_in().ok
    company.at_rest()
    assert application(company, candidate).hiring_manager == person_id(company, "hana")
    assert decides(company, "hana", "Make an offer", "Strong evidence on every trait.").ok
    assert application(company, candidate).stage == "offer"
