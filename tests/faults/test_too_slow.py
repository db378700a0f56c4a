"""Slack waits three seconds for a window: whoever waited longer is told so where they pressed, and nothing changed."""

import pytest

from tests.handlers.deciding import hiring_headline
from tests.handlers.scheduling import opens_candidate
from tests.relay.promised import ada

WORDS = "That took too long, please press again. Nothing was changed."


@pytest.fixture
def late(company, monkeypatch):
    """Every permission to open a window has run out when the bot uses it."""
    opens_candidate(company)
    monkeypatch.setattr(company.workspace.triggers, "seconds", -1.0)
    return company


def test_a_command_that_took_too_long(late):
    assert WORDS in str(late["rita"].types("/candidate")) + late["rita"].describe()
    assert late["rita"].modal is None


def test_a_press_that_took_too_long_and_the_next_one_works(late, monkeypatch):
    rita = late["rita"]
    before = ada(late)
    rita.presses("Withdraw", hiring_headline(late))
    assert rita.modal is None
    assert rita.finds(WORDS)
    assert not late["hana"].describe().count(WORDS)
    assert ada(late) == before
    monkeypatch.undo()
    assert rita.presses("Withdraw").ok
    assert rita.modal.title
