"""When a candidate is reminded, also in the nights when the clocks change."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.hiring.candidate_reminder import due, remind_at
from bot.hiring.interview import Interview

LONG_AGO = datetime(2027, 1, 1, tzinfo=UTC)


def interview(starts_at, number=1, zone="Europe/Berlin"):
    return Interview(number, 1, "screening", "screening", starts_at, starts_at + timedelta(hours=1), zone, ())


@pytest.mark.parametrize(
    ("starts", "reminded"),
    [
        (datetime(2027, 3, 2, 9, tzinfo=UTC), datetime(2027, 3, 1, 9, tzinfo=UTC)),
        (datetime(2027, 3, 28, 7, tzinfo=UTC), datetime(2027, 3, 27, 8, tzinfo=UTC)),  # 09:00 there, both times
        (datetime(2027, 10, 31, 8, tzinfo=UTC), datetime(2027, 10, 30, 7, tzinfo=UTC)),
    ],
    ids=["a plain day", "into summer", "out of summer"],
)
def test_the_reminder_comes_at_the_same_hour_of_the_day_before_by_the_candidates_clock(starts, reminded):
    assert remind_at(interview(starts)) == reminded


def test_all_interviews_of_one_day_share_a_reminder():
    first = interview(datetime(2027, 3, 2, 9, tzinfo=UTC))
    second = interview(datetime(2027, 3, 2, 11, tzinfo=UTC), 2)
    placed = {1: LONG_AGO, 2: LONG_AGO}
    assert not due([second, first], placed, remind_at(first) - timedelta(seconds=1))
    (day,) = due([second, first], placed, remind_at(first))
    assert day.interviews == (first, second)


def test_who_was_told_of_the_time_on_the_last_day_is_not_reminded():
    coming = interview(datetime(2027, 3, 2, 9, tzinfo=UTC))
    placed = {1: remind_at(coming) + timedelta(minutes=1)}
    assert not due([coming], placed, remind_at(coming) + timedelta(minutes=2))


def test_a_reminder_that_is_late_comes_until_two_hours_before_and_then_not_at_all():
    first = interview(datetime(2027, 3, 2, 9, tzinfo=UTC))
    second = interview(datetime(2027, 3, 2, 14, tzinfo=UTC), 2)
    placed = {1: LONG_AGO, 2: LONG_AGO}
    assert due([first, second], placed, datetime(2027, 3, 2, 7, tzinfo=UTC))
    assert not due([first, second], placed, datetime(2027, 3, 2, 8, 45, tzinfo=UTC))


def test_nobody_is_reminded_of_what_has_begun():
    coming = interview(datetime(2027, 3, 2, 9, tzinfo=UTC))
    assert not due([coming], {1: LONG_AGO}, coming.starts_at)
