"""How a template becomes the words of a letter."""

from dataclasses import replace

import pytest

from bot.hiring.letter import write
from bot.hiring.process import LetterTemplate

TEMPLATE = LetterTemplate("note", "About {role}", "", ("name", "role", "link"), ("name",), 100)


def body(text, **values):
    return write(replace(TEMPLATE, body=text), values).body


def test_values_stand_in_their_places_in_subject_and_body():
    draft = write(replace(TEMPLATE, body="Hello {name}."), {"name": "Noor", "role": "Engineer"})
    assert (draft.subject, draft.body) == ("About Engineer", "Hello Noor.")


def test_a_place_without_a_value_stays_so_that_it_is_noticed():
    assert body("Hello {name}.") == "Hello {name}."


@pytest.mark.parametrize("nothing", [{}, {"link": ""}, {"link": "  \n"}])
def test_an_optional_line_vanishes_with_its_line_when_its_value_is_empty(nothing):
    assert body("One\n[[Link: {link}]]\nTwo", **nothing) == "One\nTwo"


def test_an_optional_paragraph_leaves_no_hole():
    assert body("One.\n\n[[Two {link}.]]\n\nThree.") == "One.\n\nThree."


def test_an_optional_sentence_leaves_no_double_space():
    assert body("One. [[Two {link}.]] Three.") == "One. Three."
    assert body("One. [[Two {link}.]] Three.", link="x") == "One. Two x. Three."


def test_a_part_with_two_variables_needs_both():
    assert body("[[{name} and {link}]]!", name="Noor") == "!"
    assert body("[[{name} and {link}]]!", name="Noor", link="x") == "Noor and x!"


def test_a_default_stands_in_until_somebody_says_otherwise():
    template = replace(TEMPLATE, body="{name}", defaults={"name": "you"})
    assert [write(template, values).body for values in ({}, {"name": " "}, {"name": "Noor"})] == ["you", "you", "Noor"]


def test_what_people_typed_is_never_read_as_a_template():
    assert body("{name} {role}", name="{role} [[x]] {link}", role="R") == "{role} [[x]] {link} R"


def test_the_lines_people_typed_are_kept():
    assert body("Plan:\n{link}\nEnd", link="09:00  one\n\n\n10:00  two") == "Plan:\n09:00  one\n\n\n10:00  two\nEnd"


def test_a_subject_is_one_line_whatever_was_typed():
    assert write(replace(TEMPLATE, body="x"), {"role": "Engineer\nBcc: x@example.com"}).subject == (
        "About Engineer Bcc: x@example.com"
    )
