"""A note is shared by its author, while people debate."""

import pytest

from bot.hiring.errors import NotAllowed, NotNow
from bot.hiring.sharing import note_to_share
from tests.hiring.standings import a_card, a_standing, an_application, an_interview

HELD = an_interview(1, "ana", "bo")
ANAS = a_card(HELD, "ana", {"motivation": 4})
BOS = a_card(HELD, "bo", {"problem_solving": 2})


def shares(person, trait, interview=1, *, debrief_open=True):
    standing = a_standing(an_application("decision"), HELD, cards=(ANAS, BOS), debrief_open=debrief_open)
    return note_to_share(standing, (ANAS, BOS), person, interview, trait)


def test_ones_own_note_is_shared_as_it_stands_on_the_card():
    assert shares("ana", "motivation") == "Said so and did so."


@pytest.mark.parametrize(
    ("person", "trait", "interview"),
    [("bo", "motivation", 1), ("ana", "problem_solving", 1), ("ana", "motivation", 2), ("cy", "motivation", 1)],
)
def test_nobody_shares_what_somebody_else_wrote_or_nobody_did(person, trait, interview):
    with pytest.raises(NotAllowed, match="your own"):
        shares(person, trait, interview)


def test_before_and_after_the_debrief_nothing_is_shared():
    with pytest.raises(NotNow, match="while the debrief"):
        shares("ana", "motivation", debrief_open=False)
