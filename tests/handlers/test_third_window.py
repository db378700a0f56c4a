"""Slack lays three windows over one another. What is pressed in the third still works, or says kindly what to do."""

from handlers.window import FULL
from sandbox.slack.seen import find_button
from tests.handlers.scheduling import opens_candidate
from tests.handlers.test_decision_cards import WHY, ana_corrects, decisions, screened


def opens_card_from_a_list(company, near, by="rita"):
    """A card over the list of whom a search found."""
    person = company[by]
    assert person.types("/candidate", "Example").ok
    assert person.presses("Open", "modal", near=near).ok
    return person


def windows(company, person):
    return len(company.workspace.windows.stack(person.member.id))


def test_what_is_pressed_in_the_third_window_takes_its_place(company):
    opens_candidate(company, "Ada Example", "ada@example.net")
    opens_candidate(company)
    rita = opens_card_from_a_list(company, "Ada")
    assert rita.presses("Open", "modal").ok
    before = windows(company, rita)
    assert rita.presses("Timeline", "modal").ok
    assert "Timeline" in rita.modal.title
    assert (before, windows(company, rita)) == (3, 3)


def test_where_somebody_has_typed_in_the_third_window_it_stays_and_they_are_told_what_to_do(company):
    candidate, _ = screened(company)
    opens_candidate(company, "Bea Example", "bea@example.com")
    rita = opens_card_from_a_list(company, "Ada")
    assert rita.presses("Advance", "modal").ok
    assert rita.fills_in({"reason": WHY}).ok
    ana_corrects(company)
    assert rita.hands_in().ok
    for _ in range(2):
        rita.presses("Read the cards", "modal")
        assert rita.modal.text.count(FULL) == 1
        assert rita.modal.values["Why?"] == WHY
    assert not [dm for dm in rita.dms if "three windows" in dm.all_text or "broke" in dm.all_text]
    assert rita.hands_in().ok
    assert decisions(company, candidate) == [("advance", WHY)]


def test_a_double_click_in_the_second_window_opens_one_and_nobody_is_told_that_something_broke(company, caplog):
    opens_candidate(company, "Ada Example", "ada@example.net")
    opens_candidate(company)
    rita = opens_card_from_a_list(company, "Ada")
    [card] = rita.desk.surfaces("modal")
    button = find_button(card.blocks, "Notes", "", company.workspace.reader(rita.member))
    for _ in range(2):
        assert rita.desk.press(card, *button).ok
    assert windows(company, rita) == 3
    assert "Notes" in rita.modal.title
    company.at_rest()
    assert not rita.dms
    assert "unexpected" not in caplog.text
