"""Figures of stages, scorecards and load: a cohort, with those who wait counted apart."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.hiring.figures_cards import Turnaround, of_cards
from bot.hiring.figures_load import Sat, gini, of_load
from bot.hiring.figures_stage import Outcome, Stay, of_stages

NOW = datetime(2027, 3, 31, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def stay(days, outcome=None, *, entered=20, stage="screening"):
    entered_at = NOW - entered * DAY
    return Stay(stage, entered_at, entered_at + days * DAY if outcome else None, outcome)


def test_a_stage_passes_on_a_share_of_those_who_are_decided():
    stays = [stay(3, Outcome.PASSED)] * 7 + [stay(5, Outcome.REJECTED)] * 5 + [stay(2, Outcome.WITHDREW), stay(0)]
    [screening] = of_stages(stays, ["screening"], NOW)
    assert screening.passing.words == "7 of 12, 58 % (32–81 %)"
    assert (screening.entered, screening.withdrew, screening.waiting) == (14, 1, 1)


def test_who_waits_or_withdrew_counts_as_long_as_they_stayed():
    stays = [stay(2, Outcome.PASSED), stay(4, Outcome.REJECTED), stay(1, Outcome.WITHDREW), stay(0), stay(0)]
    [screening] = of_stages(stays, ["screening"], NOW)
    assert screening.waits.still == 3
    assert screening.waits.within(0.5) == 4 * DAY  # of four who stayed past the first day, two were over by the fourth
    assert screening.waits.within(0.8) is None


def test_stages_stand_in_the_order_of_the_process_and_older_ones_last():
    stays = [stay(1, Outcome.PASSED, stage="phone"), stay(1, Outcome.PASSED, stage="offer")]
    found = of_stages(stays, ["screening", "offer"], NOW)
    assert [(it.stage, it.entered) for it in found] == [("screening", 0), ("offer", 1), ("phone", 1)]


def card(after=None, *, ended=100, closed=None):
    ended_at = NOW - ended * HOUR
    return Turnaround(
        ended_at, ended_at + after * HOUR if after else None, ended_at + closed * HOUR if closed else None
    )


def test_a_scorecard_that_still_has_time_is_neither_in_time_nor_late():
    cards = [card(1), card(3), card(30), card(ended=30), card(ended=5), card(closed=2), card(2)]
    found = of_cards(cards, 24 * HOUR, NOW)
    assert (found.in_time.part, found.in_time.whole) == (3, 5)  # two are late, two are not due
    assert found.waits.within(0.5) == 30 * HOUR  # those handed in took 2 h 30; half of all take longer


def test_each_seat_is_shared_between_those_who_may_lead_its_session():
    seats = [Sat("ana", "screening", HOUR), Sat("ana", "screening", HOUR), Sat("bo", "deep_dive", 2 * HOUR)]
    found = of_load(seats, {"screening": ["ana", "cy"], "deep_dive": ["bo"]})
    assert [(it.person, it.interviews, it.length, it.fair) for it in found] == [
        ("bo", 1, 2 * HOUR, 2 * HOUR),
        ("ana", 2, 2 * HOUR, HOUR),
        ("cy", 0, timedelta(0), HOUR),
    ]


def test_whoever_led_what_nobody_may_lead_now_carried_it_alone():
    [ana] = of_load([Sat("ana", "phone", HOUR)], {})
    assert ana.fair == HOUR


def test_unequal_load_has_one_number_corrected_for_few_people():
    assert gini([3, 3, 3]) == 0
    assert gini([0, 0, 6]) == pytest.approx(1)
    assert gini([1, 2, 3]) == pytest.approx(1 / 3)
    with pytest.raises(ValueError, match="nothing to share"):
        gini([5])
