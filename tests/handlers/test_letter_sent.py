"""A letter that was sent: called back, waiting for working hours, leaving once, held when nobody can tell."""

from threading import Thread

from sandbox.faults import Kind
from storage import applications, outbox
from tests.handlers.deciding import hiring_headline, thread_text
from tests.handlers.lettering import ADA, changed, letter_of, rejected, sends, writes


def test_undo_within_the_window_brings_the_draft_back(company):
    candidate = rejected(company)
    sends(company, Text=changed(company, candidate, "You asked good questions."))
    company.passes(minutes=5)
    assert company["rita"].presses("Undo").ok
    company.at_rest()
    company.passes(minutes=30)
    assert company.mailbox.of(ADA) == []
    assert letter_of(company, candidate).state == "draft"
    assert "is being written" in thread_text(company)
    assert company["rita"].presses("Write letter").ok
    assert "You asked good questions." in company["rita"].modal.values["Text"]
    assert company["rita"].hands_in().ok
    assert company["rita"].hands_in().ok
    company.passes(minutes=11)
    assert len(company.mailbox.of(ADA)) == 1


def test_undo_after_it_left_says_that_it_has_left(company):
    candidate = rejected(company)
    sends(company)
    rita = company["rita"]
    assert rita.presses("Preview", hiring_headline(company)).ok
    assert "It is on its way" in rita.modal.text
    company.passes(minutes=11)
    assert rita.presses("Undo", "modal").ok
    assert "It has left already and cannot be called back." in rita.modal.text
    assert letter_of(company, candidate).state == "sent"
    assert len(company.mailbox.of(ADA)) == 1


def test_a_letter_waits_for_the_candidates_working_hours(company):
    candidate = rejected(company)
    with company.db.begin() as tx:
        ada = applications.get(tx, candidate).candidate
        applications.save_candidate(tx, type(ada)(ada.id, ada.name, ada.email, "America/New_York"))
    sends(company)  # 08:00 UTC: three in the morning there
    company.passes(hours=5)
    assert company.mailbox.of(ADA) == []
    company.passes(hours=1, minutes=1)  # nine o'clock
    assert len(company.mailbox.of(ADA)) == 1


def test_of_two_recruiters_who_send_at_once_one_wins_and_one_letter_leaves(company):
    rejected(company)
    rita, remy = company["rita"], company["remy"]
    for who in ("rita", "remy"):
        assert company[who].presses("Write letter", hiring_headline(company, who)).ok
        assert company[who].hands_in().ok or who == "remy"
    remy.loses_the_window()  # what Rita previewed meanwhile is what Remy goes on from
    assert remy.presses("Write letter", hiring_headline(company, "remy")).ok
    assert remy.hands_in().ok
    assert [rita.modal.submit, remy.modal.submit] == ["Send letter", "Send letter"]
    threads = [Thread(target=person.hands_in) for person in (rita, remy)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    company.passes(minutes=11)
    (mail,) = company.mailbox.of(ADA)
    assert "Remy Laurent" in mail.text
    assert remy.modal is None
    assert "Remy Laurent was quicker" in rita.modal.text


def test_the_same_send_delivered_twice_sends_once(company):
    candidate = rejected(company)
    assert writes(company).ok
    rita = company["rita"]
    desk = rita.desk
    view = desk.top()
    assert rita.hands_in().ok
    assert "Already done by you" in str(desk.gestures.submit(rita.actor, view).body)
    company.at_rest()
    assert letter_of(company, candidate).state == "approved"
    company.passes(minutes=11)
    assert not desk.gestures.submit(rita.actor, view).errors
    company.passes(minutes=11)
    assert len(company.mailbox.of(ADA)) == 1


def test_a_lost_answer_holds_the_letter_until_somebody_says_that_it_arrived(company):
    candidate = rejected(company)
    sends(company)
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    company.passes(minutes=11)
    held = company["rita"].finds("We cannot tell whether this letter left.", "bot DM")
    assert held.buttons == ["It arrived", "Send again"]
    assert letter_of(company, candidate).state == "held"
    assert company["rita"].presses("It arrived", held).ok
    company.at_rest()
    assert letter_of(company, candidate).state == "sent"
    after = company["rita"].finds("We cannot tell whether this letter left.", "bot DM")
    assert after.buttons == []
    assert "It arrived, says Rita Okafor." in after.all_text
    company.passes(hours=1)
    assert len(company.mailbox.of(ADA)) == 1


def test_a_letter_in_doubt_is_sent_again_when_somebody_says_so(company):
    candidate = rejected(company)
    sends(company)
    company.faults.plan("smtp.data", Kind.LOSE_BEFORE)
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    company.passes(minutes=11)
    held = company["rita"].finds("We cannot tell whether this letter left.", "bot DM")
    assert company["rita"].presses("Send again", held).ok
    company.at_rest()
    assert letter_of(company, candidate).state == "sent"
    assert len({mail.message["Message-ID"] for mail in company.mailbox.of(ADA)}) == 1


def test_a_held_letter_is_settled_once(company):
    rejected(company)
    sends(company)
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    company.passes(minutes=11)
    rita = company["rita"]
    held = rita.finds("We cannot tell whether this letter left.", "bot DM")
    with company.db.read() as tx:
        (promise,) = outbox.stuck(tx)
    presses = [Thread(target=rita.presses, args=(label, held)) for label in ("It arrived", "Send again")]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    company.at_rest()
    told = [it.text for it in rita.dms if it.ephemeral]
    assert any("This is settled" in text for text in told), told
    with company.db.read() as tx:
        assert outbox.get(tx, promise.id).state == "done"
