"""A refusal says who may, or that nobody knows what it was for; tests/hiring/test_who_may_what.py asks every cell."""

import pytest

from bot.hiring.access import RULES, require
from bot.hiring.errors import NotAllowed
from tests.hiring.standings import HANA, RITA, an_interviewer


@pytest.mark.parametrize(
    ("action", "who"),
    [
        ("candidate.form", "a recruiter"),
        ("team.add", "an admin"),
        ("decision.advance", "a recruiter or their hiring manager"),
        ("candidate.edit", "a recruiter or the coordinator"),
        ("stuck.retry", "an admin, a recruiter, the coordinator or their hiring manager"),
        ("debrief.voted", "an interviewer of theirs"),
    ],
)
def test_a_refusal_says_who_may(action, who):
    with pytest.raises(NotAllowed, match=f"^This takes {who}. Nothing was changed"):
        require(an_interviewer("ana"), action)


def test_a_button_that_nobody_knows_any_more_changes_nothing():
    for person in (RITA, HANA):
        with pytest.raises(NotAllowed, match="don't know what this is for"):
            require(person, "candidate.sing")


def test_every_rule_is_for_everybody_or_can_say_whom_it_takes():
    assert [action for action, rule in RULES.items() if not rule.anyone and not rule.words] == []
