"""Recruiters note things for each other about a candidate; nobody else ever sees them."""

from storage import audit, notes
from tests.handlers.deciding import a_candidate, a_conversation, hiring_headline, person_id, thread_text


def opens_notes(company, by="rita"):
    company[by].types("/candidate", "Ada")
    assert company[by].presses("Notes", "modal").ok
    return company[by]


def notes_down(company, text, by="rita"):
    person = company[by]
    person.fills_in({"Add a note": text})
    return person.hands_in()


def test_notes_are_listed_oldest_first_with_who_and_when(company):
    candidate = a_candidate(company)
    opens_notes(company)
    assert "No notes yet." in company["rita"].modal.text
    assert notes_down(company, "Prefers mornings.").ok
    assert not company["rita"].modal.values.get("Add a note")
    opens_notes(company, "remy")
    assert notes_down(company, "Has <another> offer & decides soon.", "remy").ok
    text = company["remy"].modal.text
    assert text.index("Rita Okafor") < text.index("Prefers mornings.") < text.index("Remy Laurent")
    assert "Has <another> offer & decides soon." in text
    with company.db.read() as tx:
        entry = audit.of_application(tx, candidate)[-1]
    assert (entry.action, entry.actor, entry.detail) == ("note.added", person_id(company, "remy"), {})


def test_an_empty_note_is_not_kept(company):
    candidate = a_candidate(company)
    opens_notes(company)
    assert not notes_down(company, "   ").ok
    with company.db.read() as tx:
        assert not notes.of_application(tx, candidate)


def test_what_is_noted_stands_in_no_channel_and_on_no_other_card(company):
    candidate = a_candidate(company)
    a_conversation(company, candidate, "screening", "ana")
    opens_notes(company)
    notes_down(company, "Salary: very secret")
    company.at_rest()
    assert "secret" not in hiring_headline(company).all_text + thread_text(company)
    for who in ("hana", "ana"):
        company[who].presses("Open", hiring_headline(company, who))
        assert "secret" not in company[who].modal.text
        assert "Notes" not in company[who].modal.buttons


def test_many_notes_have_pages(company):
    candidate = a_candidate(company)
    with company.db.begin() as tx:
        for number in range(90):
            notes.add(tx, candidate, by=person_id(company, "rita"), text=f"Note {number}. " + "x" * 1900)
    rita = opens_notes(company)
    assert "Note 89." in rita.modal.text
    rita.presses("Earlier", "modal")
    rita.presses("Earlier", "modal")
    assert "Note 0." in rita.modal.text
    assert "Note 89." not in rita.modal.text
    rita.presses("Show last", "modal")
    assert "Note 89." in rita.modal.text
