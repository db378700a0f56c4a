"""[Did not take place]: an interview that nobody came to."""

from tests.handlers.scheduling import books, books_screening, events, looks, opens_form, thread, utc
from tests.handlers.scoring import writes

LABEL = "Did not take place"


def over(company):
    books_screening(company)
    company.clock.move_to(utc(2, 10, 30))
    company.works()
    assert LABEL not in thread(company)[0].buttons
    company.passes(minutes=30)


def test_what_did_not_take_place_owes_no_scorecard_and_can_be_scheduled_again(company):
    over(company)
    (note,) = thread(company)
    assert note.buttons == [LABEL]
    assert company["rita"].presses(LABEL, on=note).ok
    company.at_rest()
    (note,) = thread(company)
    assert "did not take place" in note.all_text
    assert note.buttons == []
    assert not any("Write scorecard" in dm.buttons for dm in company["ana"].dms)
    assert "to be scheduled" in company["rita"].finds("Ada Example", "hiring").all_text
    assert len(events(company)) == 1  # what is past stays in the calendar
    opens_form(company)
    looks(company, first="2027-03-04")
    assert books(company).ok
    assert len(thread(company)) == 2


def test_with_a_scorecard_in_it_took_place(company):
    over(company)
    writes(company, "ana")
    assert LABEL not in thread(company)[0].buttons


def test_an_interviewer_cannot_note_it(company):
    over(company)
    company["ana"].presses(LABEL, on=thread(company)[0])
    company.at_rest()
    assert "did not take place" not in thread(company)[0].all_text
