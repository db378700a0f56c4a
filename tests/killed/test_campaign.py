"""A short campaign of real kills on each database; `make kills` makes long ones."""

import pytest

from tests.databases import on_both
from tests.killed.campaign import Campaign
from tests.killed.replicas import replicas
from tests.killed.world import a_world


@on_both
def test_six_kills_while_people_work_lose_nothing_and_double_nothing(database_url, processes, tmp_path):
    with a_world(database_url) as world:
        figures = Campaign(world, processes, tmp_path, seed=5).runs(6)
    assert figures.kills >= 6
    assert figures.acknowledged >= 2


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_when_one_of_two_bots_is_killed_the_other_one_finishes(database_url, processes, tmp_path):
    with (
        a_world(database_url) as world,
        replicas(world, tmp_path, "http", seed=3, processes=processes, hours=1) as two,
    ):
        figures = two.runs(2)
    assert figures.kills >= 2
    assert figures.acknowledged >= 4
