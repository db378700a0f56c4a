"""The same seed gives the same run; what a hidden scorecard says changes nothing for whoever must not know."""

import os

import pytest

from tests.simulation.pairs import differences
from tests.simulation.run import plan_of, run

TWICE = int(os.environ.get("TWICE", "4"))
PAIRS = int(os.environ.get("PAIRS", "8"))


@pytest.mark.parametrize("seed", range(1, 1 + TWICE))
def test_the_same_seed_gives_the_same_run(seed, template):
    first, second = (run(plan_of(seed), template=template) for _ in range(2))
    assert first.log == second.log
    assert first.digest == second.digest


@pytest.mark.parametrize("seed", range(PAIRS))
def test_a_hidden_scorecard_changes_nothing_for_anybody_but_its_author(seed, template):
    assert differences(seed, template) == []
