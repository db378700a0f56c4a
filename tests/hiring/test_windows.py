"""When a candidate can, and in which zone, as people type it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.hiring.availability import Interval
from bot.hiring.errors import Incomplete
from bot.hiring.windows import MOST, read_windows, without
from bot.hiring.zones import read_zone

BERLIN = "Europe/Berlin"


def utc(month, day, hour, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def gap_of(typed, zone=BERLIN):
    with pytest.raises(Incomplete) as refused:
        read_windows(typed, zone)
    words = refused.value.gaps["windows"]
    assert len(words) <= 150
    return words


def test_windows_are_meant_by_the_candidates_clock():
    assert read_windows("2026-12-01 09:00-12:00", "America/New_York") == (Interval(utc(12, 1, 14), utc(12, 1, 17)),)


@pytest.mark.parametrize(
    "line",
    ["2026-12-1 9:00 - 12:00", "2026-12-01, 09:00–12:00", "2026-12-01 9:00 to 12:00", " 2026-12-01 09:00-12:00 "],
)
def test_people_write_windows_in_several_ways(line):
    assert read_windows(f"\n{line}\n\n", BERLIN) == (Interval(utc(12, 1, 8), utc(12, 1, 11)),)


def test_a_day_may_end_at_midnight():
    assert read_windows("2026-12-01 20:00-24:00", BERLIN) == (Interval(utc(12, 1, 19), utc(12, 1, 23)),)


def test_a_line_that_is_none_is_named_by_its_number():
    assert gap_of("2026-12-01 09:00-12:00\n\nTuesday morning").startswith("Line 3: “Tuesday morning” is no window")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-12-01 12:00-09:00", "ends before it begins"),
        ("2026-02-30 09:00-10:00", "there is no 2026-02-30 09:00"),
        ("2026-12-01 25:00-26:00", "there is no 2026-12-01 25:00"),
        ("9999-12-31 09:00-24:00", "there is no 9999-12-31 24:00"),
        ("<!channel> " * 200, "is no window"),
        ("=cmd()", "is no window"),
        ("٢٠٢٦-12-01 09:00-10:00", "is no window"),
    ],
)
def test_hostile_or_impossible_lines_are_refused_in_few_words(typed, said):
    assert said in gap_of(typed)


def test_a_time_the_clocks_skip_is_asked_about():
    assert "02:30 does not exist that day" in gap_of("2026-03-29 02:30-05:00")


def test_a_time_the_clocks_show_twice_is_asked_about():
    assert "02:30 comes twice that day" in gap_of("2026-10-25 02:30-05:00")


def test_too_many_windows_are_refused():
    assert str(MOST) in gap_of("2026-12-01 09:00-12:00\n" * (MOST + 1))


def test_other_interviews_are_taken_out_of_the_windows():
    day = Interval(utc(12, 1, 8), utc(12, 1, 16))
    noon = Interval(utc(12, 1, 11), utc(12, 1, 12))
    assert without([day], [noon]) == (Interval(day.start, noon.start), Interval(noon.end, day.end))
    assert without([noon], [day]) == ()
    assert without([day], [Interval(day.end, day.end + timedelta(hours=1))]) == (day,)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Europe/Berlin", BERLIN), ("berlin", BERLIN), (" New York ", "America/New_York"), ("utc", "UTC")],
)
def test_a_city_is_enough_for_a_zone(typed, meant):
    assert read_zone(typed) == meant


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("Londn", "Europe/London"), ("../../etc/passwd", "Examples"), ("", "Examples"), ("x" * 3000, "Examples")],
)
def test_an_unknown_zone_is_refused_with_a_hint(typed, hint):
    with pytest.raises(Incomplete) as refused:
        read_zone(typed)
    assert hint in refused.value.gaps["zone"]
    assert len(refused.value.gaps["zone"]) <= 150
