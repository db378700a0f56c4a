"""Nobody is forgotten: when nothing happens for longer than a stage allows, it is said."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.hiring.application import State
from bot.hiring.digest import morning, wants
from bot.hiring.quiet import quiet_days
from tests.hiring.standings import NOW, RITA, a_standing, an_application, an_interview

DAY = timedelta(days=1)


def since(days, stage="screening", **more):
    return replace(an_application(stage, **more), stage_since=NOW - days * DAY)


def test_a_stage_allows_so_many_days_and_an_hour_more_is_too_long():
    assert quiet_days(a_standing(since(5)), None) is None
    assert quiet_days(a_standing(since(5.1)), None) == 5
    assert quiet_days(a_standing(since(2.1, "decision")), None) == 2


def test_what_somebody_did_and_what_was_held_count_as_happening():
    assert quiet_days(a_standing(since(30)), NOW - 4 * DAY) is None
    assert quiet_days(a_standing(since(30), an_interview(1, "ana", ago=4 * 24)), None) is None
    assert quiet_days(a_standing(since(30), an_interview(1, "ana", ago=6 * 24)), NOW - 20 * DAY) == 6


def test_an_interview_to_come_is_something_that_happens():
    assert quiet_days(a_standing(since(30), an_interview(1, "ana", ago=-100)), None) is None


def test_a_letter_that_has_not_left_is_late_after_a_day_unless_it_is_about_to():
    rejected = replace(since(30, state=State.REJECTED), closed_at=NOW - 1.5 * DAY)
    assert quiet_days(a_standing(rejected), None) == 1
    assert quiet_days(replace(a_standing(rejected), letter="approved"), None) is None
    assert quiet_days(a_standing(replace(rejected, closed_at=NOW - DAY / 2)), None) is None
    assert quiet_days(a_standing(replace(rejected, state=State.WITHDRAWN)), None) is None


def test_an_answer_is_not_late_before_it_is_expected():
    offered = replace(a_standing(since(9, "offer")), letter="sent")
    assert quiet_days(offered, None, expected_at=NOW + DAY) is None
    assert quiet_days(offered, None, expected_at=NOW - DAY) == 9
    assert quiet_days(offered, None) == 9


def berlin(day, hour, minute=0):
    return datetime(2027, 3, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (berlin(1, 8, 59), None),
        (berlin(1, 9), date(2027, 3, 1)),
        (berlin(1, 9, 59), date(2027, 3, 1)),
        (berlin(1, 10), None),
        (berlin(6, 9), None),  # Saturday
        (berlin(29, 9), date(2027, 3, 29)),  # the clocks went forward the night before
    ],
)
def test_a_morning_is_the_first_hour_of_ones_own_working_day(now, day):
    assert morning(RITA, now) == day


def test_a_morning_may_be_in_the_evening_and_is_not_on_days_off():
    night = replace(RITA, starts=time(23, 30), ends=time(6))
    assert morning(night, berlin(2, 0, 15)) == date(2027, 3, 1)
    assert morning(replace(RITA, away=((date(2027, 3, 1), date(2027, 3, 1)),)), berlin(1, 9)) is None


def test_only_recruiters_who_want_it_are_told():
    assert wants(replace(RITA, digest=True))
    assert not wants(RITA)
    assert not wants(replace(RITA, digest=True, active=False))
    assert not wants(replace(RITA, digest=True, roles=frozenset()))
