"""The agenda with its open questions, and notes that their authors share: never more than their author chose."""

import pytest

from storage import audit
from tests.handlers.deciding import NOTE, debriefed, decides, hiring_headline, thread_text
from tests.handlers.test_debrief import VIEWS_DIFFER, decision_thread, reads_the_cards

QUESTION = "Whether they finish what they start."
HINTS = "Needed two hints and took both of them well."


def asked(company):
    hidden = {
        "ana": VIEWS_DIFFER["ana"] | {"more": QUESTION},
        "bo": VIEWS_DIFFER["bo"] | {"note": HINTS},
        "cy": VIEWS_DIFFER["cy"],
    }
    return debriefed(company, hidden)


def shares(company, who):
    """The first of their notes: where views differ."""
    reads_the_cards(company, who)
    outcome = company[who].presses("Share", "modal")
    company.at_rest()
    return outcome


def test_the_thread_counts_open_questions_and_quotes_none(company):
    asked(company)
    told = decision_thread(company).all_text.replace("*", "")
    assert "Open questions: 1, behind [Read the cards]" in told
    assert told.index("Where views differ") < told.index("Seen too little") < told.index("Open questions")
    assert QUESTION not in thread_text(company)


def test_the_cards_begin_with_what_to_talk_about(company):
    asked(company)
    shown = reads_the_cards(company, "hana").text.replace("*", "")
    assert "Where views differ: Motivation" in shown
    once = next(line for line in shown.splitlines() if line.startswith("Seen in one conversation only: "))
    assert "Independent execution" in once or "independent" in once.lower()
    assert "Motivation" not in once
    assert "Not seen: " in shown
    assert "Open questions" in shown
    assert QUESTION in shown
    assert shown.count(QUESTION) == 2  # as an open question, and as the strength (the same words here)
    held = shown[shown.index("Conversations held") :]
    assert held.count("•") >= 3
    assert "Ana Duarte" in held
    assert "0 of 1" in held  # a signal that nobody ticked is told too


def test_a_note_of_ones_own_goes_into_the_thread_without_its_mark(company):
    candidate = asked(company)
    assert shares(company, "bo").ok
    assert "Everybody in the channel can read it." in company["bo"].confirmed[-1]
    told = thread_text(company, "cy")
    assert "Bo Lindqvist shares a note on Motivation" in told.replace("*", "")
    assert HINTS in told
    assert "Outstanding" not in told
    assert NOTE not in told
    assert "Take back" in company["bo"].modal.buttons
    with company.db.read() as tx:
        steps = [e for e in audit.of_application(tx, candidate) if e.action == "debrief.shared"]
    assert len(steps) == 1
    assert HINTS not in str(steps)


def test_nobody_shares_the_note_of_another(company):
    asked(company)
    assert "Share" not in reads_the_cards(company, "hana").buttons
    reads_the_cards(company, "ana")
    with pytest.raises(LookupError):
        company["ana"].presses("Share", "modal", near="Bo Lindqvist")


def test_only_its_author_takes_a_note_back_and_only_once(company):
    asked(company)
    shares(company, "bo")
    posted = company["cy"].finds("shares a note", thread=hiring_headline(company, "cy"))
    company["cy"].presses("Take back", posted)
    company.at_rest()
    assert HINTS in thread_text(company)
    posted = company["bo"].finds("shares a note", thread=hiring_headline(company, "bo"))
    assert company["bo"].presses("Take back", posted).ok
    company.at_rest()
    assert HINTS not in thread_text(company)
    assert "Bo Lindqvist took a note back." in thread_text(company)
    assert "took it back" in reads_the_cards(company, "bo").text


def test_once_the_debrief_is_closed_a_shared_note_is_gone_from_the_channel(company):
    asked(company)
    shares(company, "bo")
    page = company["bo"].modal
    assert decides(company, "hana", "One more conversation", "To be sure.", decision_thread(company)).ok
    assert HINTS not in thread_text(company)
    assert "shared a note on Motivation while the debrief was open" in thread_text(company)
    assert "Share" in page.buttons
    company["bo"].presses("Share", "modal")
    company.at_rest()
    assert thread_text(company).count("a note on") == 1
