"""Days off are read as people type them, and nothing is planned or asked for on them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.hiring import panel
from bot.hiring.days_off import read_days_off, typed_days_off
from bot.hiring.errors import Incomplete
from bot.hiring.person import Person, Role
from bot.hiring.process import Load
from bot.hiring.team import is_off, is_paused, page
from bot.hiring.worktime import is_work_time, next_work_moment

TODAY = date(2027, 3, 1)
LOAD = Load(2, 5, no_back_to_back=False, balance_over_weeks=4)
ANA = Person(
    "U1", "Ana Duarte", "ana@example.org", "Europe/Berlin", frozenset({Role.INTERVIEWER}), frozenset({"screening"})
)


def utc(month, day, hour=12):
    return datetime(2027, month, day, hour, tzinfo=UTC)


def test_a_line_is_a_day_or_a_span_and_the_past_is_forgotten():
    typed = "2027-03-08 to 2027-03-12\n\n2027-03-02\n2027-2-1 – 2027-2-10\n2027-02-26 until 2027-03-01"
    read = read_days_off(typed, today=TODAY)
    assert read == (
        (date(2027, 2, 26), TODAY),
        (date(2027, 3, 2), date(2027, 3, 2)),
        (date(2027, 3, 8), date(2027, 3, 12)),
    )
    assert read_days_off(typed_days_off(read), today=TODAY) == read


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2027-03-02\nnext week", "Line 2: “next week” is no date"),
        ("2027-02-30", "Line 1: there is no 2027-02-30"),
        ("2027-03-09 to 2027-03-08", "Line 1: the last day is before the first"),
        ("2027-03-09 to 2029-03-08", "more than a year"),
        ("\n".join(["2027-03-02"] * 31), "31 lines"),
    ],
)
def test_what_is_no_date_is_said_with_its_line(typed, why):
    with pytest.raises(Incomplete) as refused:
        read_days_off(typed, today=TODAY)
    assert why in refused.value.gaps["away"]
    assert len(refused.value.gaps["away"]) <= 150


def test_reminders_wait_until_somebody_is_back():
    away = replace(ANA, away=((date(2027, 3, 2), date(2027, 3, 5)),))
    assert is_work_time(utc(3, 1), away.hours)
    assert not is_work_time(utc(3, 3), away.hours)
    assert next_work_moment(utc(3, 2), away.hours) == utc(3, 8, 8)


def test_a_pause_with_an_end_is_as_good_as_days_off_for_planning_and_reminds_all_the_same():
    paused = replace(ANA, paused=True, back_on=date(2027, 3, 4))
    hours = panel.interviewer(paused, LOAD).hours
    assert panel.may_lead(paused, "screening")
    assert next_work_moment(utc(3, 1), hours) == utc(3, 4, 8)
    assert is_work_time(utc(3, 1), paused.hours)
    assert not panel.may_lead(replace(paused, back_on=None), "screening")


def test_a_pause_ends_on_the_day_they_are_back_by_their_own_calendar():
    far = replace(ANA, zone="Pacific/Auckland", paused=True, back_on=date(2027, 3, 4))
    assert is_paused(far, utc(3, 3, 10))
    assert not is_paused(far, utc(3, 3, 12))  # it is the fourth in Auckland
    assert is_off(replace(ANA, away=((TODAY, TODAY),)), utc(3, 1))


def test_the_team_stands_by_name_with_the_paused_and_those_who_left_last():
    team = [
        replace(ANA, id="1", name="zoe"),
        replace(ANA, id="2", name="Ann", paused=True),
        replace(ANA, id="3", name="Abe", active=False),
        replace(ANA, id="4", name="Bob"),
        replace(ANA, id="5", name="Nobody", roles=frozenset()),
    ]
    found = page(team, words="", number=0, now=utc(3, 1))
    assert [p.name for p in found.people] == ["Bob", "zoe", "Ann", "Abe"]
    assert [p.name for p in page(team, words="ANN", number=7, now=utc(3, 1)).people] == ["Ann"]


def test_forty_stand_on_a_page():
    team = [replace(ANA, id=f"U{n}", name=f"P {n:03}") for n in range(95)]
    last = page(team, words="", number=2, now=utc(3, 1))
    assert (last.pages, last.found, len(last.people), last.people[0].name) == (3, 95, 15, "P 080")
    assert page(team, words="", number=9, now=utc(3, 1)) == last


def test_the_hours_of_somebody_are_theirs():
    early = replace(ANA, starts=time(7), ends=time(15))
    assert next_work_moment(utc(3, 1, 0), early.hours) == utc(3, 1, 6)
