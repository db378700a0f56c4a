"""Nobody learns more than their role or their own card lets them: from a form, from Home, from a refusal, from a thread."""

from dataclasses import replace

from bot.hiring.forgone import Forgone
from sandbox.slack.seen import find_button
from storage import applications, forgone, people
from tests.handlers.deciding import a_conversation, decides, hands_in, hiring_headline, person_id, thread_text
from tests.handlers.lettering import dm, letter_of, rejected, sends
from tests.handlers.scheduling import books_screening, opens_candidate, thread
from tests.handlers.test_debrief import decision_thread
from tests.handlers.test_debrief_notes import HINTS, asked, shares
from tests.handlers.test_offer import decided, made
from tests.handlers.test_stuck import a_late_press

STRENGTH = "You owned the whole migration"


def test_whoever_may_still_hand_in_a_card_writes_the_offer_without_the_others_words(company):
    candidate = decided(company)
    held = a_conversation(company, candidate, "project_deep_dive", "remy")
    with company.db.begin() as tx:
        forgone.add(tx, Forgone(held, person_id(company, "remy"), person_id(company, "rita"), "Remy is away.", tx.now))
    remy, rita = company["remy"], company["rita"]
    assert remy.presses("Write the offer", hiring_headline(company, "remy")).ok
    assert STRENGTH not in str(remy.modal)
    assert rita.presses("Write the offer", hiring_headline(company)).ok
    assert STRENGTH in str(rita.modal.blocks)


def test_whoever_decides_no_more_sees_their_candidates_no_more(company):
    opens_candidate(company)
    hana = company.workspace.member("hana").id
    assert "Ada Example" in str(company.workspace.windows.home(hana).body)
    with company.db.begin() as tx:
        people.save(tx, replace(people.get(tx, hana), roles=frozenset()))
    company["hana"].opens_home()
    assert "Ada Example" not in str(company.workspace.windows.home(hana).body)


def test_whoever_may_not_press_is_not_told_who_was_quicker(company):
    made(company)
    rita, dee = company["rita"], company["dee"]
    late = a_late_press(dee, "Declined", hiring_headline(company, "dee"))
    assert rita.presses("Declined", hiring_headline(company)).ok
    assert rita.hands_in().ok
    company.at_rest()
    late()
    assert dee.finds("This takes a recruiter")
    assert "quicker" not in dee.describe()


def test_whoever_was_late_with_an_interview_is_not_told_who_was_quicker_either(company):
    books_screening(company)
    rita, bo = company["rita"], company["bo"]
    opens = a_late_press(rita, "Cancel interview", thread(company)[0])
    assert opens().ok
    form = rita.workspace.windows.top(rita.member.id)
    assert company["remy"].presses("Cancel interview", thread(company)[0]).ok
    assert company["remy"].hands_in().ok
    company.at_rest()
    with company.db.begin() as tx:
        people.save(tx, replace(people.get(tx, rita.member.id), roles=frozenset()))
        application = applications.get(tx, 1)
        applications.save(tx, replace(application, coordinator=bo.member.id, version=application.version + 1))
    assert form is not None
    rita.hands_in()
    assert "This takes" in rita.describe()
    assert "quicker" not in rita.describe()


def test_a_letter_cannot_be_called_back_in_the_name_of_another_candidate(company):
    candidate = rejected(company)
    opens_candidate(company, "Bea Example", "bea@example.com")
    assert sends(company).ok
    rita = company["rita"]
    surface = rita.desk.post(dm(company, "rita", "Letter to Ada Example"))
    block, element, *chosen = find_button(surface.blocks, "Undo", "", company.workspace.reader(rita.member))
    letter = letter_of(company, candidate)
    rita.desk.press(surface, block, {**element, "value": f"2.{letter.id}"}, *chosen)
    assert rita.finds("This letter is not here any more.")
    assert letter_of(company, candidate) == letter


def test_a_shared_note_does_not_come_back_with_another_debrief(company):
    candidate = asked(company)
    shares(company, "bo")
    assert HINTS in thread_text(company)
    assert decides(company, "hana", "One more conversation", "To be sure.", decision_thread(company)).ok
    held = a_conversation(company, candidate, "extra_conversation", "dee", stage="decision")
    hands_in(company, held, "dee", marks={"reliability": 4})
    company.passes(minutes=45)
    assert "0 of 4 votes are in" in thread_text(company)
    assert HINTS not in thread_text(company)
