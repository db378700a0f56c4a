"""Letters of rejection, from the draft to the mailbox."""

from threading import Thread

import pytest

from bot.hiring import application as rules
from bot.hiring.errors import NotNow
from handlers import letter_start
from sandbox.faults import Kind
from storage import applications, letters, outbox
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


def test_the_draft_can_be_previewed_and_sent_as_it_stands_by_whoever_signs_it(company):
    candidate = rejected(company)
    remy = company["remy"]
    assert remy.presses("Preview", hiring_headline(company, "remy")).ok
    assert remy.modal.submit == "Send letter"
    assert "Remy Laurent" in remy.modal.text
    assert "Rita Okafor" not in remy.modal.text
    assert remy.hands_in().ok
    company.passes(hours=1)
    (mail,) = to_ada(company)
    assert "Remy Laurent" in mail.text
    assert letter_of(company, candidate).state == "sent"


def test_a_rejected_candidate_gets_the_letter_that_was_previewed_after_the_undo_window(company):
    candidate = rejected(company)
    assert company.mailbox.of(ADA) == []
    rita = company["rita"]
    assert "Nothing has gone to Ada Example yet" in dm(company, "rita").all_text

    assert writes(company, strengths=[f"{STRENGTH}."]).ok
    seen = rita.modal
    assert seen.title == "Preview"
    assert "after the undo window, in Ada Example's working hours" in seen.text
    assert "*To* ada@example.com" in seen.text
    assert "Rita Okafor" in seen.text
    assert f"What you did well: {STRENGTH}." in seen.text
    assert "Monday, 1 March 2027" in seen.text
    assert rita.hands_in().ok
    company.at_rest()
    assert rita.modal is None
    assert "The letter is on its way." in thread_text(company)
    assert dm(company, "rita").buttons == ["Undo"]

    company.passes(minutes=9)
    assert company.mailbox.of(ADA) == []
    company.passes(minutes=2)
    (mail,) = company.mailbox.of(ADA)
    assert mail.text.strip() == letter_of(company, candidate).body.strip()
    assert all(line in seen.text for line in mail.text.split("\n") if line)
    assert mail.message["Reply-To"] == "rita@example.org"
    assert "has been sent" in dm(company, "rita").all_text
    assert dm(company, "rita").buttons == []
    assert "The letter has been sent." in thread_text(company)
    assert "Write letter" not in hiring_headline(company).buttons


def test_the_channel_never_learns_what_stands_in_a_letter(company):
    rejected(company)
    sends(company, strengths=[f"{STRENGTH}."])
    company.passes(minutes=11)
    for text in (thread_text(company), hiring_headline(company).all_text):
        assert STRENGTH not in text
        assert "not to take" not in text
        assert "eject" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("You got 2/5 for the task.", "mark"),
        ("We met a stronger candidate.", "compares"),
        ("Strong no from the team.", "recommendation"),
        ("Ana thought it was too slow.", "what one person thought"),
        ("We will keep you in mind.", "hope"),
    ],
)
def test_a_letter_that_may_not_leave_is_refused_and_what_was_typed_stays(company, words, said):
    candidate = rejected(company)
    rita = company["rita"]
    assert rita.presses("Write letter").ok
    typed = f"{rita.modal.values['Text']}\n\n{words}"
    rita.fills_in({"Text": typed})
    outcome = rita.hands_in()
    assert not outcome.ok
    assert said in rita.modal.errors["Text"]
    assert rita.modal.values["Text"] == typed
    assert words in letter_of(company, candidate).body

    rita.loses_the_window()
    assert rita.presses("Write letter").ok
    assert words in rita.modal.values["Text"]
    company.passes(hours=3)
    assert company.mailbox.of(ADA) == []


def test_a_lost_window_loses_no_typed_character(company):
    rejected(company)
    rita, remy = company["rita"], company["remy"]
    assert rita.presses("Write letter", hiring_headline(company)).ok
    before = rita.modal.values["Text"]
    rita.fills_in({"Text": f"{before}\n\nP.S. Your question on caching", "Subject": "Your interview"})
    rita.loses_the_window()
    company.bot_dies()
    company.bot_starts()
    assert rita.presses("Write letter", hiring_headline(company)).ok
    assert rita.modal.values["Text"].endswith("P.S. Your question on caching")
    assert rita.modal.values["Subject"] == "Your interview"
    assert "Kept as a draft. Only you can see it." in rita.modal.text
    assert remy.presses("Write letter", hiring_headline(company, "remy")).ok
    assert "P.S." not in remy.modal.text


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


def changed(company, candidate, words):
    body = letter_of(company, candidate).body
    return body.replace("I wish you well", f"{words}\n\nI wish you well")


def test_undo_after_it_left_says_that_it_has_left(company):
    candidate = rejected(company)
    sends(company)
    rita = company["rita"]
    assert rita.presses("Write letter", hiring_headline(company)).ok
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


def test_whoever_writes_over_somebody_elses_text_is_told(company):
    rejected(company)
    for who in ("rita", "remy"):
        assert company[who].presses("Write letter", hiring_headline(company, who)).ok
    assert company["remy"].hands_in().ok
    assert not company["rita"].hands_in().ok
    assert "Remy Laurent was quicker: changed the text" in str(company["rita"].modal.errors)
    assert "Rita Okafor" in company["rita"].modal.values["Text"]
    assert company["remy"].hands_in().ok
    company.passes(minutes=11)
    (mail,) = company.mailbox.of(ADA)
    assert "Remy Laurent" in mail.text
    assert mail.message["Reply-To"] == "remy@example.org"


def test_the_same_send_delivered_twice_sends_once(company):
    candidate = rejected(company)
    assert writes(company).ok
    rita = company["rita"]
    desk = rita._desk
    view = desk.top()
    assert rita.hands_in().ok
    assert desk.gestures.submit(rita._actor, view).ok
    company.at_rest()
    assert letter_of(company, candidate).state == "approved"
    company.passes(minutes=11)
    assert not desk.gestures.submit(rita._actor, view).errors
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


def test_hostile_words_become_neither_headers_nor_mentions(company):
    rejected(company, strength="<!channel> =cmd() *bold*")
    rita = company["rita"]
    assert rita.presses("Write letter").ok
    rita.fills_in({"Subject": "Hello\r\nBcc: all@example.com", "strengths": ["<!channel> =cmd() *bold*."]})
    assert rita.hands_in().ok, rita.modal.errors
    assert rita.hands_in().ok
    company.passes(minutes=11)
    (mail,) = company.mailbox.of(ADA)
    assert mail.subject == "Hello Bcc: all@example.com"
    assert mail.message["Bcc"] is None
    assert "<!channel> =cmd() *bold*." in mail.text


def test_a_letter_longer_than_a_field_is_kept_whole_and_refused(company):
    candidate = rejected(company, strength="You " + "explained " * 290 + "it")
    rita = company["rita"]
    assert rita.presses("Write letter").ok
    with company.db.read() as tx:
        before = letters.find(tx, f"rejection:{candidate}").body
    rita.fills_in({"strengths": [rita_option(rita)]})
    assert not rita.hands_in().ok
    assert "at most 170 are easy to read" in rita.modal.errors["Text"]
    rita.loses_the_window()
    assert rita.presses("Write letter").ok
    kept = "\n\n".join(rita.modal.values[label] for label in ("Text", "Text, part 2"))
    assert len(kept) > 3000
    assert kept.startswith(before[:100])
    assert rita.modal.values["What interviewers wrote for sending"]


def rita_option(person):
    block = next(block for block in person.modal.blocks if block.get("block_id") == "strengths")
    return block["element"]["options"][0]["value"]


def test_after_the_onsite_the_hiring_manager_writes_and_names_everybody_who_was_there(company):
    debriefed(company, {"bo": {"more": "You fixed the broken script unasked"}})
    assert decides(company, "hana", "Reject", REASON, hiring_headline(company, "hana")).ok
    hana = company["hana"]
    assert hana.presses("Write letter", dm(company, "hana", "Letter to Ada Example")).ok
    assert "Bo and Cy" in hana.modal.values["Text"]
    assert hana.modal.values["Text"].endswith("Hana Sato\n" + company.bot.process.company)
    assert "You fixed the broken script unasked." in hana.modal.text


def test_an_interviewer_cannot_write_the_letter(company):
    rejected(company)
    assert company["ana"].presses("Write letter", hiring_headline(company, "ana")).ok
    assert company["ana"].modal is None
    assert "This takes a recruiter" in company["ana"].finds("This takes", "hiring").text


def test_what_is_missing_is_asked_for(company):
    candidate = a_candidate(company)
    with company.db.begin() as tx:
        app = rules.reject(applications.lock(tx, candidate), now=tx.now)
        applications.save(tx, app)
        letter_start.start_rejection(tx, app)
    company.at_rest()
    rita = company["rita"]
    assert rita.presses("Write letter", dm(company, "rita")).ok
    assert "Interview date" in rita.modal.fields
    assert not rita.hands_in().ok
    assert rita.modal.errors["Interview date"]
    rita.fills_in({"Interview date": "Friday, 26 February 2027"})
    assert rita.hands_in().ok
    assert "Friday, 26 February 2027" in rita.modal.text


def test_before_the_decision_there_is_no_letter(company):
    candidate = a_candidate(company)
    held = a_conversation(company, candidate, "screening", "ana")
    hands_in(company, held, "ana")
    with company.db.begin() as tx, pytest.raises(NotNow, match="was not rejected"):
        letter_start.start_rejection(tx, applications.get(tx, candidate))
    assert letter_of(company, candidate) is None
