"""When letters leave: after the undo window, in the candidate's working hours. 2 March 2026 is a Monday."""

from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.hiring.letter import leaves_at, window_of
from bot.process_file import load_process

PROCESS = load_process(Path(__file__).parents[2] / "process.yaml")
UNDO = timedelta(minutes=10)
REJECTION = window_of(PROCESS.letter_rules, PROCESS.letters["rejection_after_screening"])
OTHER = window_of(PROCESS.letter_rules, PROCESS.letters["offer"])


def leaves(text, zone="Europe/Berlin", window=REJECTION):
    """Local time in, local time out."""
    there = ZoneInfo(zone)
    now = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=there).astimezone(UTC)
    return leaves_at(now, UNDO, window, zone).astimezone(there).strftime("%a %d %b %H:%M")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-03-02 10:00", "Mon 02 Mar 10:10"),
        ("2026-03-02 03:00", "Mon 02 Mar 09:00"),
        ("2026-03-02 08:55", "Mon 02 Mar 09:05"),
        ("2026-03-02 16:49", "Mon 02 Mar 16:59"),
        ("2026-03-02 16:50", "Tue 03 Mar 09:00"),
        ("2026-03-02 23:55", "Tue 03 Mar 09:00"),
        ("2026-03-06 14:49", "Fri 06 Mar 14:59"),
        ("2026-03-06 14:50", "Mon 09 Mar 09:00"),
        ("2026-03-07 11:00", "Mon 09 Mar 09:00"),
        ("2026-03-08 23:55", "Mon 09 Mar 09:00"),
    ],
)
def test_a_rejection_leaves_in_working_hours_and_not_late_on_a_friday(now, then):
    assert leaves(now) == then


def test_good_news_may_leave_on_a_friday_afternoon():
    assert leaves("2026-03-06 15:30", window=OTHER) == "Fri 06 Mar 15:40"


def test_the_hours_are_the_candidates():
    now = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)  # early Tuesday in Tokyo, noon in Los Angeles
    assert leaves_at(now, UNDO, REJECTION, "Asia/Tokyo") == datetime(2026, 3, 3, 0, 0, tzinfo=UTC)
    assert leaves_at(now, UNDO, REJECTION, "America/Los_Angeles") == now + UNDO


def test_nine_in_the_morning_is_nine_after_the_clocks_change():
    assert leaves("2026-03-27 18:00") == "Mon 30 Mar 09:00"
    assert leaves("2026-10-23 18:00") == "Mon 26 Oct 09:00"
    friday = datetime(2026, 3, 27, 17, 0, tzinfo=UTC)
    assert leaves_at(friday, UNDO, REJECTION, "Europe/Berlin") == datetime(2026, 3, 30, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC"])
def test_at_whatever_hour_it_is_sent_it_leaves_inside_the_window_and_within_four_days(zone):
    start = datetime(2026, 3, 1, tzinfo=UTC)
    for hours, window in product(range(0, 24 * 40, 5), (REJECTION, OTHER)):
        now = start + timedelta(hours=hours)
        moment = leaves_at(now, UNDO, window, zone)
        local = moment.astimezone(ZoneInfo(zone))
        assert local.weekday() < 5
        assert 9 <= local.hour < window.closes_at(local.date())
        assert now + UNDO <= moment <= now + timedelta(days=4)
