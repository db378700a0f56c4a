"""A simulator is worth what it finds: a planted bug is found in the run in which it was found first.

Every fourth of them, so that the tests stay short; BUGS=all for each.
"""

import os

import pytest

from tests.simulation.planted import BUGS, FIRST_SEED, found_by

EVERY = 1 if os.environ.get("BUGS") == "all" else 4


@pytest.mark.parametrize("words", list(FIRST_SEED)[::EVERY])
def test_a_planted_bug_is_found(words, template):
    assert found_by(words, [FIRST_SEED[words]], template), f"not found any more: {words}"


def test_every_bug_that_was_found_is_planted():
    assert set(FIRST_SEED) <= set(BUGS)
