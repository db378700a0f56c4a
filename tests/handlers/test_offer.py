"""The offer: its mail, and what becomes of it."""

from datetime import date, timedelta

import pytest

from bot.hiring.application import State
from bot.hiring.interview import Seat
from handlers import letter_start, schedule_note
from sandbox.faults import Kind
from storage import applications, interviews, letters, offers
from tests.handlers.deciding import debriefed, decides, hiring_headline, person_id, thread_text
from tests.handlers.scheduling import events

ADA = "ada@example.com"
REASON = "Strong evidence on every trait."


def decided(company):
    """Ada gets an offer; its mail waits to be written."""
    candidate = debriefed(company, {"cy": {"more": "You owned the whole migration"}})
    assert decides(company, "hana", "Make an offer", REASON, hiring_headline(company, "hana")).ok
    return candidate


def made(company):
    """The offer's mail has left."""
    candidate = decided(company)
    rita = company["rita"]
    assert rita.presses("Write the offer", rita.finds("Offer to Ada Example", "bot DM")).ok
    assert rita.hands_in().ok, rita.modal.errors
    assert rita.hands_in().ok
    company.passes(hours=1)
    return candidate


def application(company, candidate):
    with company.db.read() as tx:
        return applications.get(tx, candidate)


def test_an_offer_is_written_previewed_and_leaves(company):
    candidate = decided(company)
    rita = company["rita"]
    assert "the offer is to be written by Rita Okafor" in hiring_headline(company).all_text
    assert rita.presses("Write the offer", hiring_headline(company)).ok
    rita.fills_in({"Answer by": date(2027, 3, 12), "strengths": ["You owned the whole migration."]})
    assert rita.hands_in().ok
    assert "Please let us know by Friday, 12 March 2027." in rita.modal.text
    assert "What convinced us: You owned the whole migration." in rita.modal.text
    assert rita.hands_in().ok
    company.at_rest()
    assert "The offer is on its way." in thread_text(company)
    assert "the offer leaves Mar 1, 2027" in hiring_headline(company).all_text
    assert hiring_headline(company).buttons == ["Open", "Preview", "Accepted", "Declined", "Undo", "Withdraw"]
    company.passes(hours=1)
    (mail,) = company.mailbox.of(ADA)
    assert mail.subject.startswith("An offer from")
    assert "Friday, 12 March 2027" in mail.text
    assert {"Accepted", "Declined"} <= set(hiring_headline(company).buttons)
    with company.db.read() as tx:
        assert offers.find(tx, candidate).answer_by.date() == date(2027, 3, 12)


def test_another_day_takes_the_place_of_the_first_one(company):
    decided(company)
    rita = company["rita"]
    assert rita.presses("Write the offer", hiring_headline(company)).ok
    rita.fills_in({"Answer by": date(2027, 3, 12)})
    assert rita.hands_in().ok
    assert rita.presses("Edit again").ok
    assert rita.modal.values["Answer by"] == "2027-03-12"
    rita.fills_in({"Answer by": date(2027, 3, 15)})
    assert rita.hands_in().ok
    assert "by Monday, 15 March 2027" in rita.modal.text
    assert "12 March" not in rita.modal.text


def test_an_offer_cannot_end_before_it_begins(company):
    decided(company)
    rita = company["rita"]
    assert rita.presses("Write the offer", hiring_headline(company)).ok
    rita.fills_in({"Answer by": date(2027, 3, 1)})
    assert not rita.hands_in().ok
    assert "at least until tomorrow" in rita.modal.errors["Answer by"]


def test_an_accepted_offer_closes_the_candidate_and_welcomes_them(company):
    candidate = made(company)
    rita = company["rita"]
    assert rita.presses("Accepted", hiring_headline(company)).ok
    rita.fills_in({"First day": date(2027, 5, 3)})
    assert rita.hands_in().ok
    company.at_rest()
    assert application(company, candidate).state is State.HIRED
    assert "Closed: offer accepted" in hiring_headline(company).all_text
    assert hiring_headline(company).buttons == ["Open"]
    welcome = company.mailbox.of(ADA)[-1]
    assert welcome.subject.startswith("Welcome to")
    assert "Your first day is Monday, 3 May 2027." in welcome.text
    reminder = rita.finds("Please clear the thread", "bot DM")
    assert "before Monday, 3 May 2027" in reminder.all_text
    assert rita.presses("Cleared", reminder).ok
    company.at_rest()
    assert "The thread is cleared, says Rita Okafor." in rita.finds("Ada Example accepted", "bot DM").all_text


@pytest.mark.parametrize("answer", ["Accepted", "Declined"])
def test_what_was_still_to_come_is_called_off_with_the_answer(company, answer):
    candidate = made(company)
    with company.db.begin() as tx:
        coming = interviews.add(
            tx, application=candidate, session="project_deep_dive", stage="onsite", zone="Europe/Berlin",
            starts_at=tx.now + timedelta(days=1), ends_at=tx.now + timedelta(days=1, hours=1),
            panel=[Seat(person_id(company, "dee"))],
        )  # fmt: skip
        schedule_note.announce(tx, applications.get(tx, candidate), coming)
    company.at_rest()
    assert "I can't" in company["dee"].dms[-1].buttons
    assert company["rita"].presses(answer, hiring_headline(company)).ok
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert company["dee"].dms[-1].buttons == []
    assert not events(company)


def test_a_declined_offer_closes_without_a_mail(company):
    candidate = made(company)
    hana = company["hana"]
    assert decides(company, "hana", "Declined", "They stay where they are.", hiring_headline(company, "hana")).ok
    assert application(company, candidate).state is State.OFFER_DECLINED
    assert "Closed" in hiring_headline(company).all_text
    assert "They stay" not in hiring_headline(company).all_text + thread_text(company)
    assert len(company.mailbox.of(ADA)) == 1
    with company.db.read() as tx:
        assert applications.decisions(tx, candidate)[-1][1:4] == (
            "declined",
            hana.member.id,
            "They stay where they are.",
        )


def test_a_yes_on_the_phone_counts_and_the_mail_that_waited_does_not_leave_any_more(company):
    candidate = decided(company)
    rita = company["rita"]
    assert rita.presses("Preview", rita.finds("Offer to Ada Example", "bot DM")).ok
    assert "leaves" in rita.modal.text.lower()
    assert rita.hands_in().ok
    company.at_rest()
    assert rita.presses("Accepted", hiring_headline(company)).ok
    assert "it will not leave any more" in rita.modal.text
    assert rita.hands_in().ok
    company.passes(hours=2)
    assert application(company, candidate).state is State.HIRED
    assert [mail.subject for mail in company.mailbox.of(ADA)] == ["Welcome to GenerativeModels.ai"]
    assert "The offer is not needed any more." in thread_text(company)


def test_of_two_answers_the_first_counts_and_the_second_is_told(company):
    candidate = made(company)
    for who, label in (("rita", "Accepted"), ("hana", "Declined")):
        assert company[who].presses(label, hiring_headline(company, who)).ok
    assert company["rita"].hands_in().ok
    outcome = company["hana"].hands_in()
    company.at_rest()
    assert "Rita Okafor was quicker: noted that the offer was accepted" in " ".join(outcome.errors.values())
    assert application(company, candidate).state is State.HIRED


@pytest.mark.parametrize("who", ["ana", "bo"])
def test_interviewers_cannot_answer_for_the_candidate(company, who):
    candidate = made(company)
    assert company[who].presses("Accepted", hiring_headline(company, who)).ok
    assert "This takes a recruiter" in company[who].finds("This takes", "hiring").text
    assert application(company, candidate).is_open


def test_who_withdraws_gets_no_offer_any_more(company):
    candidate = decided(company)
    rita = company["rita"]
    assert rita.presses("Write the offer", hiring_headline(company)).ok
    assert rita.hands_in().ok
    assert rita.hands_in().ok
    company.at_rest()
    company.faults.plan("smtp.connect", Kind.LOSE_BEFORE)
    assert rita.presses("Withdraw", hiring_headline(company)).ok
    assert rita.hands_in().ok
    company.passes(hours=2)
    assert [mail.subject.partition(" is ")[2] for mail in company.mailbox.of(ADA)] == ["withdrawn"]
    assert "not needed any more" in thread_text(company)
    with company.db.read() as tx:
        assert letters.find(tx, f"offer:{candidate}").state == "cancelled"


def test_there_is_one_offer_however_often_it_is_begun(company):
    candidate = decided(company)
    with company.db.begin() as tx:
        letter_start.start_offer(tx, applications.get(tx, candidate))
        keys = [letter.key for letter in letters.of_application(tx, candidate)]
    company.at_rest()
    assert keys == [f"offer:{candidate}"]
    assert sum("Offer to Ada" in it.all_text for it in company["rita"].dms) == 1
