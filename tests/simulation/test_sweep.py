"""Six scenes, and the bot dies at each of their crash points, one after the other; with SWEEP=8 at every eighth."""

import os

import pytest

from tests.simulation.sweep import SCENES, begins_at, plays

PARTS = 2  # tests for a scene, so that they can be played beside each other
STRIDE = int(os.environ.get("SWEEP", "1"))
MOST = 1000  # points: no scene has so many


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("scene", SCENES)
def test_at_whichever_point_of_a_scene_the_bot_dies_everything_ends_well(scene, part, template):
    first = begins_at(scene, template) + 1
    played = plays(scene, range(first + part * STRIDE, MOST, PARTS * STRIDE), template)
    assert not played.whole.broken, played.whole.words
    assert set(played.deaths) == set(range(first + part * STRIDE, played.points + 1, PARTS * STRIDE))
    assert all(len(result.deaths) == 1 for result in played.deaths.values()), f"{scene}: not everybody died"
    broken = [
        f"{scene}, dies at point {point} ({result.deaths[0]}): {words}"
        for point, result in played.deaths.items()
        for words in result.broken
    ]
    assert not broken, "\n".join(broken)
