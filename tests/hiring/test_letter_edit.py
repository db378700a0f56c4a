"""A letter under a person's hands: strengths go in and out, and the rest stays as they typed it."""

from bot.hiring.letter_edit import standing_in, strength, with_strengths
from tests.hiring.standings import PROCESS

TEMPLATE = PROCESS.letters["rejection_after_screening"]
CALM, TESTS = strength("1", "You stayed calm"), strength("2", "You tested the empty list first.")
OFFERED = (CALM, TESTS)
BARE = "Hello Noor,\n\nThank you.\n\nWe judge by an hour.\n\nI wish you well,\nRita"


def named(*chosen, body=BARE):
    return with_strengths(body, TEMPLATE, OFFERED, [it.id for it in chosen])


def test_what_is_typed_for_sending_ends_like_a_sentence():
    assert CALM.text == "You stayed calm."
    assert strength("3", " Asked \n why? ").text == "Asked why?"
    assert strength("4", " ").text == ""


def test_a_strength_is_put_where_the_template_has_it():
    assert named(CALM) == BARE.replace("We judge", "What you did well: You stayed calm.\n\nWe judge")


def test_strengths_are_added_and_taken_out_again_without_a_hole():
    both = named(TESTS, CALM, body=named(CALM))
    assert "What you did well: You stayed calm. You tested the empty list first." in both
    assert standing_in(both, OFFERED) == ("1", "2")
    assert "What you did well: You tested the empty list first." in named(TESTS, body=both)
    assert named(body=both) == BARE
    assert named(CALM, TESTS, body=both) == both


def test_where_no_strength_changes_not_even_an_empty_line_does():
    spaced = named(CALM).replace("Thank you.", "Thank you.\n\n")
    assert named(CALM, body=spaced) == spaced


def test_a_strength_in_words_of_ones_own_stays_and_only_what_is_missing_is_added():
    own = BARE.replace("Thank you.", "Thank you. You stayed calm. We liked that.")
    assert named(body=own) == own
    added = named(CALM, TESTS, body=own)
    assert "Thank you. You stayed calm. We liked that." in added
    assert "What you did well: You tested the empty list first." in added
