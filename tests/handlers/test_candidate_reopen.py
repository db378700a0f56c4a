"""Somebody whose application was closed goes on where they left; who has our letter applies anew."""

from datetime import timedelta

import pytest

from bot.hiring.application import State
from sandbox.faults import Kind
from storage import applications, letters
from tests.handlers.deciding import a_candidate, debriefed, decides, hiring_headline, screened
from tests.handlers.scheduling import books_screening, events, mails
from tests.handlers.scoring import an_interview, told


def withdraws(company):
    assert company["rita"].presses("Withdraw", hiring_headline(company)).ok
    assert company["rita"].hands_in().ok
    company.at_rest()


def reopens(company, by="rita", reason="They called: they want to go on."):
    person = company[by]
    assert person.types("/candidate", "Ada").ok
    outcome = person.presses("Reopen", "modal")
    assert outcome.ok, outcome
    person.fills_in({"Why?": reason})
    outcome = person.hands_in()
    company.at_rest()
    return outcome


def kept(company, candidate):
    with company.db.read() as tx:
        return applications.get(tx, candidate)


def letters_of(company, candidate):
    with company.db.read() as tx:
        return letters.of_application(tx, candidate)


def test_who_withdrew_goes_on_at_the_stage_they_left_with_the_buttons_of_it(company):
    candidate = screened(company)
    withdraws(company)
    assert "Closed" in hiring_headline(company).all_text
    assert "Advance" not in hiring_headline(company).buttons
    assert reopens(company).ok
    application = kept(company, candidate)
    assert (application.state, application.stage, application.closed_at) == (State.OPEN, "screening", None)
    assert "Advance" in hiring_headline(company).buttons


def test_reopening_takes_a_reason_that_only_recruiters_read(company):
    screened(company)
    withdraws(company)
    assert not reopens(company, reason="  ").ok
    company["rita"].fills_in({"Why?": "Secret reason"})
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert "Secret reason" not in hiring_headline(company).all_text
    company["remy"].types("/candidate", "Ada")
    company["remy"].presses("Notes", "modal")
    assert "Opened again: Secret reason" in company["remy"].modal.text


def test_cancelled_interviews_stay_cancelled(company):
    books_screening(company)
    withdraws(company)
    assert reopens(company).ok
    assert not events(company)
    assert "Schedule" in hiring_headline(company).buttons


def test_whoever_still_owes_a_scorecard_is_asked_for_it_again(company):
    an_interview(company, a_candidate(company), "ana", starts_in=timedelta(minutes=15))
    company.passes(minutes=75)
    withdraws(company)
    assert told(company, "ana", "no scorecard is needed any more")
    assert reopens(company).ok
    (bell,) = told(company, "ana", "is over. Please write down")
    assert "Write scorecard" in bell.buttons
    assert not told(company, "ana", "no scorecard is needed any more")


def test_a_letter_that_has_not_left_is_stopped_and_the_next_rejection_gets_its_own(company):
    candidate = screened(company)
    decides(company, "rita", "Reject", "Too quick.")
    with company.db.begin() as tx:
        (letter,) = letters.of_application(tx, candidate)
        letters.approve(tx, letter.id, send_at=tx.now + timedelta(hours=2))
    assert reopens(company).ok
    company.passes(hours=3)
    assert not company.mailbox.mails
    decides(company, "rita", "Reject", "Now thought through.")
    first, second = letters_of(company, candidate)
    assert (first.state, second.state) == ("cancelled", "draft")
    assert "Write letter" in hiring_headline(company).buttons


def test_a_letter_that_the_mail_server_refused_does_not_keep_anybody_from_reopening(company):
    candidate = screened(company)
    decides(company, "rita", "Reject", "Too quick.")
    company.faults.plan("smtp.data", Kind.SERVER_ERROR)
    with company.db.begin() as tx:
        (letter,) = letters.of_application(tx, candidate)
        letters.approve(tx, letter.id, send_at=tx.now)
    company.at_rest()
    assert reopens(company).ok
    assert [it.state for it in letters_of(company, candidate)] == ["cancelled"]
    assert company["rita"].finds("could not get through", "bot DM").buttons == []
    company.passes(hours=3)
    assert not company.mailbox.mails


def test_what_was_called_off_leaves_the_candidates_calendar_though_no_letter_told_them(company):
    books_screening(company)
    company.faults.plan("smtp.mail", Kind.SERVER_ERROR)
    withdraws(company)
    assert events(company)  # until they have heard from us
    assert reopens(company).ok
    assert not events(company)


def test_after_a_reopening_the_next_letter_leaves_as_any_other(company):
    candidate = screened(company)
    for reason in ("Too quick.", "Now thought through."):
        decides(company, "rita", "Reject", reason)
        with company.db.begin() as tx:
            letter = next(it for it in letters.of_application(tx, candidate) if it.state == "draft")
            letters.approve(tx, letter.id, send_at=tx.now + timedelta(hours=2))
        if reason == "Too quick.":
            assert reopens(company).ok
    company.passes(hours=3)
    assert len(company.mailbox.of("ada@example.com")) == 1


def test_who_has_our_letter_applies_anew_and_the_card_says_so(company):
    candidate = screened(company)
    decides(company, "rita", "Reject", "Could not finish.")
    rita = company["rita"]
    rita.types("/candidate", "Ada")
    assert rita.presses("Reopen", "modal").ok
    with company.db.begin() as tx:
        (letter,) = letters.of_application(tx, candidate)
        letters.approve(tx, letter.id, send_at=tx.now)
    company.at_rest()
    rita.fills_in({"Why?": "A second thought."})
    assert "open a new application" in " ".join(rita.hands_in().errors.values())
    assert kept(company, candidate).state is State.REJECTED
    rita.closes(everything=True)
    rita.types("/candidate", "Ada")
    assert "Reopen" not in rita.modal.buttons
    assert "open a new application" in rita.modal.text


@pytest.mark.parametrize("who", ["hana", "ana"])
def test_only_recruiters_reopen(company, who):
    screened(company)
    withdraws(company)
    company[who].presses("Open", hiring_headline(company, who))
    assert "Reopen" not in company[who].modal.buttons
    assert "Notes" not in company[who].modal.buttons


def test_a_debrief_goes_on_where_it_was(company):
    debriefed(company)
    decides(company, "hana", "Reject", "Not this time.")
    assert reopens(company).ok
    assert "Make an offer" in hiring_headline(company).buttons


def test_a_declined_offer_waits_for_its_answer_again(company):
    candidate = debriefed(company)
    decides(company, "hana", "Make an offer", "Strong evidence on every trait.")
    rita = company["rita"]
    rita.presses("Declined", hiring_headline(company))
    assert rita.hands_in().ok
    company.at_rest()
    assert kept(company, candidate).state is State.OFFER_DECLINED
    assert reopens(company).ok
    assert "Accepted" in hiring_headline(company).buttons
    assert [letter.state for letter in letters_of(company, candidate) if letter.is_offer][-1] == "draft"


def test_who_withdraws_again_hears_of_it_again(company):
    a_candidate(company)
    withdraws(company)
    reopens(company)
    withdraws(company)
    assert len(mails(company, "is withdrawn")) == 2


def test_whoever_is_second_hears_who_was_quicker(company):
    candidate = screened(company)
    withdraws(company)
    for recruiter in ("rita", "remy"):
        company[recruiter].types("/candidate", "Ada")
        company[recruiter].presses("Reopen", "modal")
        company[recruiter].fills_in({"Why?": "They called."})
    assert company["rita"].hands_in().ok
    assert "Rita Okafor was quicker: opened Ada" in " ".join(company["remy"].hands_in().errors.values())
    assert kept(company, candidate).is_open


def test_a_card_handed_in_before_still_counts(company):
    screened(company, who="bo")
    withdraws(company)
    reopens(company)
    assert "all scorecards are in" in hiring_headline(company).all_text
