"""Six scenes, and the bot dies at each of their crash points, one after the other; with SWEEP=8 at every eighth."""

import os

import pytest

from tests.simulation.sweep import SCENES, begins_at, plays

PARTS = 4  # tests for a scene, so that they can be played beside each other
STRIDE = int(os.environ.get("SWEEP", "1"))


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("scene", SCENES)
def test_at_whichever_point_of_a_scene_the_bot_dies_everything_ends_well(scene, part, template):
    whole, points = plays(scene, 0, template)
    assert not whole.broken, whole.words
    broken = []
    for point in range(begins_at(scene, template) + 1 + part * STRIDE, points + 1, PARTS * STRIDE):
        result, _ = plays(scene, point, template)
        assert len(result.deaths) == 1, f"{scene}: nobody died at point {point}"
        broken += [f"{scene}, dies at point {point} ({result.deaths[0]}): {words}" for words in result.broken]
    assert not broken, "\n".join(broken)
