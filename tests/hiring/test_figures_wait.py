"""Whoever still waits counts for as long as they have waited."""

import random
from datetime import timedelta
from statistics import median

import pytest

from bot.hiring.figures_wait import Wait, Waits, staying, within

# Freireich et al. 1963: weeks in remission with 6-mercaptopurine; + went on when the study closed
REMISSION = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"


def weeks(text):
    return [Wait(timedelta(weeks=int(word.rstrip("+"))), not word.endswith("+")) for word in text.split()]


def test_the_estimate_is_the_published_one():
    found = {length // timedelta(weeks=1): round(stay, 4) for length, stay in staying(weeks(REMISSION))}
    assert found == {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
    assert within(weeks(REMISSION), 0.5) == timedelta(weeks=23)


def test_when_too_many_still_wait_nothing_is_claimed():
    assert within(weeks(REMISSION), 0.8) is None
    assert within([], 0.5) is None


def test_without_anybody_waiting_it_is_the_plain_median():
    assert within([Wait(timedelta(days=n), over=True) for n in (9, 1, 4)], 0.5) == timedelta(days=4)
    assert within([Wait(timedelta(days=n), over=True) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)], 0.8) == timedelta(8)


def test_a_wait_that_ends_where_another_is_seen_last_still_counts_both():
    day = timedelta(days=1)
    assert list(staying([Wait(day, over=True), Wait(day, over=False)])) == [(day, 0.5)]


def test_closed_cases_alone_would_look_faster_than_it_is():
    """Stays of 5.3 days (median), people who came in over the last fortnight: half of them are still there."""
    draw = random.Random(5)
    truth, closed, ours = 5.3, [], []
    for _ in range(200):
        cohort = [(draw.expovariate(0.6931 / truth), draw.uniform(0, 14)) for _ in range(60)]
        waits = [Wait(timedelta(days=min(stay, seen)), over=stay <= seen) for stay, seen in cohort]
        closed.append(median(wait.length / timedelta(days=1) for wait in waits if wait.over))
        ours.append((within(waits, 0.5) or timedelta(days=14)) / timedelta(days=1))
    assert median(closed) < truth - 1.5
    assert median(ours) == pytest.approx(truth, abs=0.4)


def test_a_few_waits_are_a_few():
    four = Waits(tuple(weeks("1 2 3 4")))
    assert four.is_few
    assert not Waits((*four.all, Wait(timedelta(1), over=False))).is_few
