"""Companies, each from one seed: people act at random, everything breaks, the bot dies; then everything ends well.

SEEDS=1000 FIRST_SEED=300 runs others, as `make simulate` does. A failure tells what was done, what was broken, and how to see it again.
"""

import os

import pytest

from tests.simulation.run import plan_of, run

EACH = 10  # seeds that one test lives through
NUMBER = int(os.environ.get("SEEDS", "325"))
FIRST = int(os.environ.get("FIRST_SEED", "0"))
LEAST_DEATHS = 9  # a seed, on average: where nothing dies nothing is shown


@pytest.mark.parametrize("first", range(FIRST, FIRST + NUMBER, EACH))
def test_whatever_breaks_and_whenever_the_bot_dies_nothing_is_lost_and_nothing_is_done_twice(first, template):
    results = [run(plan_of(seed), template=template) for seed in range(first, min(first + EACH, FIRST + NUMBER))]
    broken = [result.words for result in results if result.broken]
    assert not broken, "\n\n".join(broken)
    assert sum(len(result.deaths) for result in results) >= LEAST_DEATHS * len(results)
