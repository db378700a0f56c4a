"""What stands in a letter of rejection: drafted, checked, previewed, kept while it is typed."""

import pytest

from bot.hiring import application as rules
from bot.hiring.errors import NotNow
from handlers import letter_start
from storage import applications, letters
from tests.databases import on_both
from tests.handlers.deciding import (
    a_candidate,
    a_conversation,
    debriefed,
    decides,
    hands_in,
    hiring_headline,
    thread_text,
)
from tests.handlers.lettering import ADA, REASON, STRENGTH, dm, letter_of, rejected, sends, to_ada, writes


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


def test_the_headline_says_when_the_letter_leaves_and_can_call_it_back(company):
    candidate = rejected(company)
    shown = hiring_headline(company)
    assert "Closed · the letter is not sent yet" in shown.all_text
    assert shown.buttons == ["Open", "Preview", "Write letter"]
    sends(company)
    shown = hiring_headline(company)
    assert "Closed · the letter leaves Mar 1, 2027" in shown.all_text
    assert shown.buttons == ["Open", "Preview", "Undo"]
    assert "the letter leaves Mar 1, 2027" in company["rita"].home.text
    assert company["rita"].presses("Undo", shown).ok
    company.at_rest()
    assert letter_of(company, candidate).state == "draft"
    assert hiring_headline(company).buttons == ["Open", "Preview", "Write letter"]
    sends(company)
    company.passes(hours=1)
    shown = hiring_headline(company)
    assert shown.buttons == ["Open"]
    assert "Closed" in shown.all_text
    assert "letter" not in shown.all_text


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


def test_another_candidate_is_never_named_and_the_subject_is_read_as_closely_as_the_text(company):
    rejected(company)
    a_candidate(company, name="Kerem Aydin")
    rita = company["rita"]
    assert rita.presses("Write letter").ok
    typed = f"{rita.modal.values['Text']}\n\nKerem Aydin starts in May."
    rita.fills_in({"Text": typed, "Subject": "Your application: our second choice"})
    assert not rita.hands_in().ok
    assert "“Kerem Aydin” is another candidate" in rita.modal.errors["Text"]
    assert "compares with other people" in rita.modal.errors["Subject"]
    assert rita.modal.values["Text"] == typed


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


def test_a_candidates_name_mentions_nobody_in_the_preview(company):
    candidate = a_candidate(company, name="Ada <!channel> & Co")
    hands_in(company, a_conversation(company, candidate, "screening", "ana"), "ana")
    assert decides(company, "rita", "Reject", REASON).ok
    assert writes(company).ok
    assert company["rita"].modal.title == "Preview"
    assert "in Ada <!channel> & Co's working hours" in company["rita"].modal.text


@on_both
def test_a_database_that_does_not_answer_leaves_the_letter_there_to_be_sent(company):
    candidate = rejected(company)
    assert writes(company).ok
    with company.db.begin() as tx:
        applications.lock(tx, candidate)  # somebody else holds it for too long
        company["rita"].hands_in()
    assert "Not saved. Close this and press Send letter again." in company["rita"].modal.text
    company["rita"].closes()
    assert company["rita"].modal.submit == "Send letter"
    assert company["rita"].hands_in().ok
    assert letter_of(company, candidate).state == "approved"
