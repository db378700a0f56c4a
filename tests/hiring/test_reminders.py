"""Who is due which reminder, hour by hour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.hiring.interview import Answer, Interview, Seat
from bot.hiring.reminders import Kind, attending, due_to_coordinator, due_to_interviewer, kit_is_due
from tests.hiring.standings import PROCESS, RITA, an_interviewer

ENDS = datetime(2027, 3, 4, 14, tzinfo=UTC)  # Thursday, three in the afternoon in Berlin
ANA = an_interviewer("U_ANA")
TALK = Interview(7, 1, "screening", "screening", ENDS - timedelta(minutes=45), ENDS, "UTC", (Seat("U_ANA"),))


def to_ana(hours, person=ANA):
    return {it.kind for it in due_to_interviewer(TALK, person, PROCESS.scorecards, ENDS + timedelta(hours=hours))}


def to_rita(hours, interview=TALK, person=RITA, owing=("U_ANA",)):
    now = ENDS + timedelta(hours=hours)
    return {it.kind for it in due_to_coordinator(interview, person, owing, PROCESS.scorecards, now)}


@pytest.mark.parametrize(
    ("hours", "kinds"),
    [
        (-0.1, set()),
        (0, {Kind.BELL}),
        (1.9, {Kind.BELL}),
        (2.5, {Kind.HOME}),  # half past five: a bell that did not ring yet waits for the morning
        (18, {Kind.HOME, Kind.BELL}),
        (20, {Kind.HOME, Kind.NUDGE}),
        (30, {Kind.HOME}),  # Friday night
        (48, {Kind.HOME}),  # Saturday
        (90, {Kind.HOME, Kind.NUDGE}),  # Monday at nine
    ],
)
def test_the_interviewer_is_reminded_in_working_hours(hours, kinds):
    assert to_ana(hours) == kinds


def test_a_bell_right_at_the_end_rings_out_of_hours_too():
    night_owl = replace(ANA, zone="Asia/Tokyo")
    assert to_ana(0, night_owl) == {Kind.BELL}
    assert to_ana(20, night_owl) == {Kind.HOME}


def test_the_coordinator_hears_of_it_after_a_day_in_their_working_hours():
    assert to_rita(23.9) == set()
    assert to_rita(24) == {Kind.OWED}
    assert to_rita(30) == set()


def test_those_who_left_and_coordinators_who_owe_only_their_own_get_nothing():
    assert to_ana(20, replace(ANA, active=False)) == set()
    assert to_rita(24, person=replace(RITA, active=False)) == set()
    with_rita = replace(TALK, panel=(Seat(RITA.id), Seat("U_ANA")))
    assert to_rita(24, with_rita, owing=(RITA.id,)) == set()
    assert to_rita(24, with_rita, owing=(RITA.id, "U_ANA")) == {Kind.OWED}
    assert to_rita(24, with_rita) == {Kind.OWED}


def test_each_reminder_has_a_name_of_its_own():
    now = ENDS + timedelta(hours=25)
    [home] = [it for it in due_to_interviewer(TALK, ANA, PROCESS.scorecards, now) if it.kind is Kind.HOME]
    [owed] = due_to_coordinator(TALK, RITA, (ANA.id,), PROCESS.scorecards, ENDS + timedelta(hours=24))
    assert (home.key, owed.key) == ("home:7:U_ANA", "owed:7")


def test_the_kit_is_due_from_a_quarter_of_an_hour_before_until_the_end():
    before = TALK.starts_at - timedelta(minutes=15)
    assert [kit_is_due(TALK, at) for at in (before - timedelta(seconds=1), before, TALK.starts_at, ENDS)] == [
        False,
        True,
        True,
        False,
    ]


def test_who_cannot_come_is_not_expected():
    panel = (Seat("U_ANA"), Seat("U_BO", answer=Answer.DECLINED), Seat("U_CY", answer=Answer.ACCEPTED))
    assert attending(replace(TALK, panel=panel)) == ("U_ANA", "U_CY")
