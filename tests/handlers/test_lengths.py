"""Whatever people are called and however long they write: every message is one that Slack takes."""

import pytest

from handlers.blocks import actions, button, context, esc, message, section
from handlers.lengths import LONGEST_MESSAGE, weight
from handlers.restored_view import SHOWN, Held, told
from sandbox.slack.block_kit import problems_of_message
from tests.hiring.standings import NOW

LONG = "Ada & Ada & " * 16  # a name of 192 characters, a third more once it is escaped


def held(made):
    payload = {"text": made.text, "blocks": list(made.blocks)}
    assert problems_of_message(payload) == []
    assert weight(made.blocks) <= LONGEST_MESSAGE
    return str(payload)


@pytest.mark.parametrize("sections", [4, 10, 49])
def test_the_longest_texts_are_cut_first_and_buttons_never(sections):
    long = [section(esc("a & b" * 600)) for _ in range(sections)]
    words = held(
        message("Hello", *long, section("A short line"), context("another"), actions(button("Go", action="a")))
    )
    assert "…" in words
    if sections < 48:
        assert "A short line" in words
        assert "another" in words
        assert "'action_id': 'a'" in words


def test_what_slack_takes_is_not_cut():
    words = "x" * 2900
    assert held(message("Hello", *[section(words)] * 3)).count(words) == 3


def test_after_a_restore_everybody_whose_mail_is_held_is_named_however_long_their_names():
    mails = [Held(f"{number} {LONG}", "A & B " * 30, None) for number in range(SHOWN)]
    words = held(told(1, NOW, NOW, mails, looked=False, ended=None))
    assert all(f"*{number} Ada &amp; Ada" in words for number in range(SHOWN))
    assert "All is settled" in words
