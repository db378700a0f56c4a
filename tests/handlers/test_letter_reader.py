"""After an on-site a second person reads the letter before it leaves."""

from dataclasses import replace
from threading import Thread

import pytest

from bot.hiring.person import Role
from storage import audit, people
from tests.company import ROOT, a_living_company
from tests.handlers.deciding import debriefed, decides, hiring_headline, person_id, thread_text
from tests.handlers.lettering import ADA, REASON, dm, letter_of

ASKED = "Hana Sato asks you to read the letter to Ada Example"


@pytest.fixture
def company(database_url, tmp_path):
    """Where a second reader is needed, not only asked."""
    process = (ROOT / "process.yaml").read_text(encoding="utf-8")
    (tmp_path / "process.yaml").write_text(process.replace("second_reader: asked", "second_reader: needed"), "utf-8")
    with a_living_company(database_url, process_file=tmp_path / "process.yaml") as living:
        yield living


@pytest.fixture
def asking_company(database_url):
    """As the default process has it."""
    with a_living_company(database_url) as living:
        yield living


def written(company, **answers):
    """Hana turned Ada down after the on-site, wrote the letter and pressed [Send letter]."""
    candidate = debriefed(company)
    hana = company["hana"]
    assert decides(company, "hana", "Reject", REASON, hiring_headline(company, "hana")).ok
    assert hana.presses("Write letter", dm(company, "hana", "Letter to Ada Example")).ok
    hana.fills_in(answers)
    assert hana.hands_in().ok, hana.modal.errors
    assert "once Rita Okafor has read it too" in hana.modal.text
    assert hana.hands_in().ok
    company.at_rest()
    return candidate


def reads(company, who="rita"):
    company.at_rest()
    assert company[who].presses("Preview", company[who].finds(ASKED, "bot DM")).ok
    return company[who].modal


def actions_of(company, candidate):
    with company.db.read() as tx:
        return [it.action for it in audit.of_application(tx, candidate) if it.action.startswith("letter.")]


def test_the_letter_leaves_after_the_second_reader_agreed_and_its_undo_window_begins_then(company):
    candidate = written(company)
    assert letter_of(company, candidate).state == "reading"
    assert "The letter waits for a second reader." in thread_text(company)
    assert "waits for a second reader" in dm(company, "hana", "Letter to Ada Example").all_text
    company.passes(hours=2)
    assert company.mailbox.of(ADA) == []

    seen = reads(company)
    assert seen.title == "Second reading"
    body = letter_of(company, candidate).body
    assert all(line in seen.text for line in body.split("\n") if line)
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert letter_of(company, candidate).reader == person_id(company, "rita")
    asked = company["rita"].finds(ASKED, "bot DM")
    assert asked.buttons == []
    assert "It was found right." in asked.all_text
    company.passes(minutes=9)
    assert company.mailbox.of(ADA) == []
    company.passes(minutes=2)
    (mail,) = company.mailbox.of(ADA)
    assert mail.text.strip() == body.strip()
    assert "Hana Sato" in mail.text
    assert actions_of(company, candidate)[-3:] == ["letter.handed_on", "letter.agreed", "letter.sent"]


def test_who_sends_it_back_says_why_and_the_changed_text_is_read_anew(company):
    candidate = written(company)
    rita, hana = company["rita"], company["hana"]
    reads(company)
    assert rita.presses("Send back").ok
    rita.fills_in({"What should change?": "Please name the <project> they showed."})
    assert rita.hands_in().ok
    company.at_rest()
    assert letter_of(company, candidate).state == "draft"
    back = hana.finds("Rita Okafor read the letter to Ada Example and sent it back", "bot DM")
    assert "Please name the <project> they showed." in back.all_text
    assert hana.presses("Write letter", back).ok
    assert "Please name the <project> they showed." in hana.modal.text
    hana.fills_in({"Text": hana.modal.values["Text"].replace("your project", "your compiler project")})
    assert hana.hands_in().ok
    assert hana.hands_in().ok
    company.at_rest()
    asked = [it for it in rita.dms if ASKED in it.all_text]
    assert [bool(it.buttons) for it in asked] == [False, True]
    assert rita.presses("Preview", asked[-1]).ok
    assert "your compiler project" in rita.modal.text
    assert rita.hands_in().ok
    company.passes(minutes=11)
    (mail,) = company.mailbox.of(ADA)
    assert "your compiler project" in mail.text


def test_what_was_called_back_and_changed_meanwhile_is_not_agreed_to(company):
    candidate = written(company)
    hana = company["hana"]
    reads(company)
    assert hana.presses("Undo", dm(company, "hana", "Letter to Ada Example")).ok
    company.at_rest()
    assert letter_of(company, candidate).state == "draft"
    assert hana.presses("Write letter", dm(company, "hana", "Letter to Ada Example")).ok
    hana.fills_in({"Text": hana.modal.values["Text"].replace("your project", "your other project")})
    assert hana.hands_in().ok
    assert hana.hands_in().ok
    company.at_rest()
    company["rita"].hands_in()
    company.at_rest()
    assert "Hana Sato was quicker" in company["rita"].modal.text
    assert letter_of(company, candidate).state == "reading"
    company.passes(hours=1)
    assert company.mailbox.of(ADA) == []


def test_nobody_is_their_own_second_reader(company):
    candidate = written(company)
    hana = company["hana"]
    assert hana.presses("Preview", hiring_headline(company, "hana")).ok
    assert hana.modal.submit == ""
    assert "waits for a second reader" in hana.modal.text
    assert letter_of(company, candidate).state == "reading"


def test_any_other_recruiter_may_read_it_too(company):
    written(company)
    remy = company["remy"]
    assert remy.presses("Preview", hiring_headline(company, "remy")).ok
    assert remy.modal.submit == "Looks right"
    assert remy.hands_in().ok
    company.passes(minutes=11)
    assert len(company.mailbox.of(ADA)) == 1


def test_interviewers_do_not_read_letters(company):
    written(company)
    assert company["bo"].presses("Preview", hiring_headline(company, "bo")).ok
    assert company["bo"].modal is None


def test_two_readers_at_once_send_one_letter(company):
    candidate = written(company)
    reads(company)
    remy = company["remy"]
    assert remy.presses("Preview", hiring_headline(company, "remy")).ok
    threads = [Thread(target=company[who].hands_in) for who in ("rita", "remy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    company.passes(minutes=11)
    assert len(company.mailbox.of(ADA)) == 1
    assert actions_of(company, candidate).count("letter.agreed") == 1


@pytest.fixture
def hana_alone(company):
    """Nobody but Hana recruits or manages; she coordinates too."""
    with company.db.begin() as tx:
        for person in people.everyone(tx).values():
            if person.name.partition(" ")[0].lower() in {"rita", "remy"}:
                people.save(tx, replace(person, roles=person.roles - {Role.RECRUITER}, active=False))
    return company


def test_who_is_alone_says_that_they_have_read_it_once_more(hana_alone):
    company = hana_alone
    candidate = debriefed(company)
    hana = company["hana"]
    assert decides(company, "hana", "Reject", REASON, hiring_headline(company, "hana")).ok
    assert hana.presses("Preview", hiring_headline(company, "hana")).ok
    assert not hana.hands_in().ok
    assert letter_of(company, candidate).state == "draft"
    hana.fills_in({"Nobody else here may read it first": ["I have read it once more"]})
    assert hana.hands_in().ok
    company.passes(minutes=11)
    assert len(company.mailbox.of(ADA)) == 1


def sent(company):
    """Hana's letter, where a second reader is asked and nobody waits for them."""
    candidate = debriefed(company)
    hana = company["hana"]
    assert decides(company, "hana", "Reject", REASON, hiring_headline(company, "hana")).ok
    assert hana.presses("Preview", hiring_headline(company, "hana")).ok
    assert hana.hands_in().ok
    company.at_rest()
    assert letter_of(company, candidate).state == "approved"
    return candidate


def test_while_it_waits_for_a_reader_a_new_address_is_the_letters(company):
    written(company)
    rita = company["rita"]
    assert rita.types("/candidate", "Ada").ok
    assert rita.presses("Edit", "modal").ok
    rita.fills_in({"E-mail": "ada@new.example"})
    assert rita.hands_in().ok
    reads(company)
    assert rita.hands_in().ok
    company.passes(minutes=11)
    assert len(company.mailbox.of("ada@new.example")) == 1
    assert company.mailbox.of(ADA) == []


def test_after_a_reopening_nobody_reads_the_letter_of_before(company):
    candidate = written(company)
    rita = company["rita"]
    assert rita.types("/candidate", "Ada").ok
    assert rita.presses("Reopen", "modal").ok
    rita.fills_in({"Why?": "They called."})
    assert rita.hands_in().ok
    company.at_rest()
    assert rita.finds(ASKED, "bot DM").buttons == []
    assert decides(company, "hana", "Reject", REASON, hiring_headline(company, "hana")).ok
    assert letter_of(company, candidate).state == "draft"
    assert rita.finds(ASKED, "bot DM").buttons == []
    company.passes(hours=2)
    assert company.mailbox.of(ADA) == []


def test_where_a_second_reader_is_asked_the_letter_leaves_all_the_same(asking_company):
    company = asking_company
    candidate = sent(company)
    assert company["rita"].finds(ASKED, "bot DM").buttons == ["Preview"]
    company.passes(minutes=11)
    assert len(company.mailbox.of(ADA)) == 1
    asked = company["rita"].finds(ASKED, "bot DM")
    assert asked.buttons == []
    assert "It has left." in asked.all_text
    assert letter_of(company, candidate).reader is None


def test_who_was_asked_may_find_it_right_or_send_it_back_until_it_leaves(asking_company):
    company = asking_company
    candidate = sent(company)
    rita = company["rita"]
    assert "until then you can send it back" in reads(company).text
    assert rita.presses("Send back").ok
    rita.fills_in({"What should change?": "Please thank them for the long day."})
    assert rita.hands_in().ok
    company.passes(minutes=11)
    assert company.mailbox.of(ADA) == []
    assert letter_of(company, candidate).state == "draft"
    hana = company["hana"]
    assert hana.presses("Write letter", hana.finds("sent it back", "bot DM")).ok
    assert hana.hands_in().ok
    assert hana.hands_in().ok
    reads(company)
    assert rita.hands_in().ok
    company.passes(minutes=11)
    assert len(company.mailbox.of(ADA)) == 1
    assert letter_of(company, candidate).reader == person_id(company, "rita")


def test_who_sends_back_what_has_left_is_told_so(asking_company):
    company = asking_company
    sent(company)
    reads(company)
    company.passes(minutes=11)
    assert company["rita"].presses("Send back").ok
    assert "was quicker" in company["rita"].modal.text
    assert len(company.mailbox.of(ADA)) == 1


def test_a_letter_after_the_screening_needs_no_second_reader(company):
    assert company.bot.process.letters["rejection_after_onsite"].second_reader == "needed"
    assert not company.bot.process.letters["rejection_after_screening"].second_reader
