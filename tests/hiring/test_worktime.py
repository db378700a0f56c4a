from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.hiring.availability import Interval
from bot.hiring.worktime import WEEKDAYS, Hours, add_working_days, is_work_time, local, next_work_moment

BERLIN = Hours(time(9), time(17), WEEKDAYS, "Europe/Berlin")
NIGHT = Hours(time(22), time(6), WEEKDAYS, "Europe/Berlin")


def utc(month, day, hour, minute=0, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_work_begins_with_the_first_minute_and_is_over_with_the_last():
    assert is_work_time(utc(12, 1, 8), BERLIN)
    assert is_work_time(utc(12, 1, 15, 59), BERLIN)
    assert not is_work_time(utc(12, 1, 7, 59), BERLIN)
    assert not is_work_time(utc(12, 1, 16), BERLIN)


def test_nobody_works_at_the_weekend_of_their_own_zone():
    auckland = Hours(time(9), time(17), WEEKDAYS, "Pacific/Auckland")
    sunday_evening_in_utc = utc(12, 6, 21)
    assert is_work_time(sunday_evening_in_utc, auckland)
    assert not is_work_time(sunday_evening_in_utc, BERLIN)


def test_the_same_wall_clock_is_another_moment_after_the_clocks_change():
    assert next_work_moment(utc(3, 27, 20), BERLIN) == utc(3, 30, 7)  # summer time began on Sunday
    assert next_work_moment(utc(3, 20, 20), BERLIN) == utc(3, 23, 8)
    assert next_work_moment(utc(10, 23, 20), BERLIN) == utc(10, 26, 8)  # and ended


def test_on_the_day_the_clocks_change_the_hours_are_as_long_as_the_day_makes_them():
    early = Hours(time(1), time(5), frozenset({6}), "Europe/Berlin")
    assert early.on(date(2026, 3, 29)).length == timedelta(hours=3)
    assert early.on(date(2026, 10, 25)).length == timedelta(hours=5)


def test_hours_that_the_clocks_skip_do_not_take_place():
    skipped = Hours(time(2), time(3), frozenset({6}), "Europe/Berlin")
    assert skipped.on(date(2026, 3, 29)) is None
    assert next_work_moment(utc(3, 28, 12), skipped) == utc(4, 5, 0)


def test_the_next_work_moment_is_now_when_it_is_work_time():
    assert next_work_moment(utc(12, 1, 10, 7), BERLIN) == utc(12, 1, 10, 7)
    assert next_work_moment(utc(12, 1, 16), BERLIN) == utc(12, 2, 8)
    assert next_work_moment(utc(12, 4, 20), BERLIN) == utc(12, 7, 8)


def test_a_night_shift_goes_on_past_midnight():
    assert is_work_time(utc(12, 5, 3), NIGHT)  # Friday's night, on Saturday morning
    assert not is_work_time(utc(12, 7, 3), NIGHT)  # Sunday's night is off
    assert next_work_moment(utc(12, 7, 3), NIGHT) == utc(12, 7, 21)


def test_hours_without_a_day_never_begin():
    with pytest.raises(ValueError, match="never"):
        next_work_moment(utc(12, 1, 9), Hours(time(9), time(17), frozenset(), "UTC"))


def test_five_working_days_ahead_skip_the_weekend():
    assert add_working_days(date(2026, 12, 2), 5) == date(2026, 12, 9)
    assert add_working_days(date(2026, 12, 9), -5) == date(2026, 12, 2)
    assert add_working_days(date(2026, 12, 5), 1) == date(2026, 12, 7)
    assert add_working_days(date(2026, 12, 5), 0) == date(2026, 12, 5)
    assert add_working_days(date(2026, 12, 3), 1, frozenset({0})) == date(2026, 12, 7)


def test_local_shows_the_clock_of_a_zone():
    assert f"{local(utc(7, 1, 7), 'Europe/Berlin'):%H:%M}" == "09:00"
    assert f"{local(utc(12, 1, 8), 'Europe/Berlin'):%H:%M}" == "09:00"


def test_where_no_day_is_worked_no_working_day_is_counted():
    with pytest.raises(ValueError, match="no working day"):
        add_working_days(date(2026, 12, 1), 1, frozenset())


def test_an_interval_has_aware_times_in_their_order():
    with pytest.raises(ValueError, match="aware"):
        Interval(datetime(2026, 12, 1, 9), utc(12, 1, 10))  # noqa: DTZ001 - that is what is refused
    with pytest.raises(ValueError, match="ends after it starts"):
        Interval(utc(12, 1, 10), utc(12, 1, 9))
    assert Interval(utc(12, 1, 9), utc(12, 1, 9)).length == timedelta(0)
