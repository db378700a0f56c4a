"""They asked for more: one second letter, with at most one area, never unasked."""

import pytest

from storage import audit, letters
from tests.handlers.deciding import hiring_headline, thread_text
from tests.handlers.lettering import ADA, STRENGTH, rejected, sends

AREA = "Testing the empty list before the long one. A kata a week is a good way to practise it."
ASK = "Growth area"


def told_no(company):
    candidate = rejected(company)
    sends(company)
    company.passes(minutes=11)
    return candidate


def card(company, who="rita"):
    company.at_rest()
    company[who].loses_the_window()
    assert company[who].presses("Open", hiring_headline(company, who)).ok
    return company[who].modal


def asks(company):
    assert "They asked for more" in card(company).buttons
    assert company["rita"].presses("They asked for more", "modal").ok
    return company["rita"].modal


def test_who_asks_gets_a_second_letter_with_one_area(company):
    candidate = told_no(company)
    rita = company["rita"]
    asks(company)
    rita.fills_in({ASK: AREA, "strengths": [f"{STRENGTH}."]})
    assert rita.hands_in().ok, rita.modal.errors
    assert f"One thing that would have helped in the exercise: {AREA}" in rita.modal.text
    assert f"What you did well: {STRENGTH}." in rita.modal.text
    assert rita.hands_in().ok
    company.passes(minutes=11)
    first, second = company.mailbox.of(ADA)
    assert AREA in second.text
    assert AREA not in first.text
    assert "They asked for more" not in card(company).buttons
    assert AREA not in thread_text(company)
    with company.db.read() as tx:
        (noted,) = [it for it in audit.of_application(tx, candidate) if it.action == "letter.asked"]
        assert noted.actor == rita.member.id


def test_nobody_is_told_such_things_before_they_had_their_letter(company):
    rejected(company)
    assert "They asked for more" not in card(company).buttons


@pytest.mark.parametrize(
    ("typed", "plea"),
    [
        ("Tests. Names. Speed.", "One area only"),
        ("- Tests\n- Names", "One area only"),
        ("Tests; another thing is naming.", "One area only"),
        ("", "Please fill this in"),
    ],
)
def test_one_area_and_no_more(company, typed, plea):
    told_no(company)
    rita = company["rita"]
    asks(company)
    rita.fills_in({ASK: typed})
    assert not rita.hands_in().ok
    assert plea in rita.modal.errors[ASK]
    assert len(company.mailbox.of(ADA)) == 1


def test_it_is_held_to_the_same_rules_as_every_letter(company):
    told_no(company)
    rita = company["rita"]
    asks(company)
    rita.fills_in({ASK: "You lack grit."})
    assert not rita.hands_in().ok
    assert "judges character" in rita.modal.errors["Text"]


def test_the_request_is_noted_once_however_often_it_is_pressed(company):
    candidate = told_no(company)
    for _ in range(2):
        asks(company)
    with company.db.read() as tx:
        assert [it.action for it in audit.of_application(tx, candidate)].count("letter.asked") == 1
        assert sum(letter.key.startswith("more:") for letter in letters.of_application(tx, candidate)) == 1


def test_interviewers_see_no_such_button(company):
    told_no(company)
    assert "They asked for more" not in card(company, "ana").buttons
