"""When there is no time: what is said stands in the way does, and what is said would help does."""

from dataclasses import replace
from datetime import time, timedelta

from bot.hiring.slots import UNKNOWN
from tests.hiring.test_slots import (
    ANA,
    BERLIN,
    BO,
    CY,
    DIVE,
    HOUR,
    REPO,
    SCREENING,
    TUESDAY,
    ask,
    find,
    span,
    starts,
    utc,
)

ALL_DAY = span(1, 0, 24)
PAIR = replace(DIVE, chosen=("ana", "bo"))


def test_a_session_nobody_can_lead():
    found = find(ask(replace(REPO, pool=())), ANA)
    assert found.obstacles[0] == "Nobody qualified for Repo setup"
    assert any(each.startswith("With one more qualified person for Repo setup") for each in found.obstacles)


def test_a_panel_larger_than_its_pool_and_that_a_smaller_one_would_do():
    found = find(ask(replace(DIVE, pool=("ana",))), ANA)
    assert "Project deep dive needs 2 people, and only 1 can lead it" in found.obstacles
    assert any(
        each.startswith("With a panel of 1 for Project deep dive there would be 5 or more times")
        for each in found.obstacles
    )
    assert len(find(ask(replace(DIVE, pool=("ana",), panel=1)), ANA).options) == 5


def test_two_people_who_are_never_free_together():
    busy = {"ana": (span(1, 8, 12),), "bo": (span(1, 12, 16),)}
    found = find(ask(PAIR), ANA, BO, busy=busy)
    assert found.obstacles[0] == "Ana and Bo are never free together in this window"


def test_the_one_entry_in_a_calendar_that_would_make_room():
    busy = {"ana": (span(1, 8, 12), span(1, 14, 16)), "bo": (span(1, 11.5, 16),)}
    found = find(ask(PAIR), ANA, BO, busy=busy)
    assert (
        "If Ana could move what stands from 09:00 to 13:00 (Berlin) on Tue 1 Dec there would be a time"
        in found.obstacles
    )
    assert find(ask(PAIR), ANA, BO, busy=busy | {"ana": (span(1, 14, 16),)}).options


def test_a_full_week_names_the_cap_and_that_overriding_it_helps():
    full = replace(CY, max_per_week=3, booked=(span(2, 9, 10), span(3, 9, 10), span(4, 9, 10)))
    found = find(ask(replace(SCREENING, chosen=("cy",))), full)
    assert found.obstacles[0] == "Cy already has 3 interviews that week (cap)"
    assert any(each.startswith("If Cy's cap were overridden there would be") for each in found.obstacles)
    assert find(ask(replace(SCREENING, chosen=("cy",))), replace(full, max_per_week=4)).options


def test_a_full_day_names_the_day():
    full = replace(CY, max_per_day=1, booked=(span(1, 9, 10),))
    assert find(ask(SCREENING), full).obstacles[0] == "Cy already has 1 interview on Tue 1 Dec (cap)"


def test_candidate_windows_too_short_for_the_loop():
    windows = (span(1, 9, 11), span(1, 13, 14))
    request = ask(REPO, REPO, candidate_windows=windows, break_between=timedelta(minutes=15))
    found = find(request, replace(ANA, recent=1), BO, busy={"bo": (TUESDAY,)})
    assert "The candidate's windows are shorter than 2 h 15" in found.obstacles


def test_the_candidate_can_only_when_nobody_else_can():
    request = ask(SCREENING, candidate_windows=(span(1, 9, 10),))
    found = find(request, ANA, busy={"ana": (span(1, 8, 12),)})
    assert found.obstacles[0] == "Ana is free, but not when the candidate can"
    assert any(each.startswith("Outside the candidate's windows there would be") for each in found.obstacles)
    assert find(ask(SCREENING), ANA, busy={"ana": (span(1, 8, 12),)}).options


def test_a_longer_window_is_proposed_as_far_as_the_calendars_were_asked():
    request, busy = ask(SCREENING), {"ana": (span(1, 0, 64),)}
    silent = find(request, ANA, busy=busy)
    assert not any("window until" in each for each in silent.obstacles)
    told = find(request, ANA, busy=busy, known_until=request.to_ask.end)
    assert any(
        each.startswith("With a window until Tue 8 Dec there would be 5 or more times, the first on Fri 4 Dec")
        for each in told.obstacles
    )
    longer = replace(request, window=replace(TUESDAY, end=TUESDAY.end + timedelta(days=7)))
    assert min(starts(find(longer, ANA, busy=busy))) >= utc(4, 8)


def test_nothing_is_proposed_when_nothing_helps():
    found = find(ask(replace(SCREENING, chosen=("ana",))), ANA, busy={"ana": UNKNOWN})
    assert found.obstacles == (
        "Ana's calendar can't be read (unknown is not free)",
        "No single change that was tried gives a time",
    )


def test_an_hour_more_at_either_end_of_the_day():
    busy = {"ana": (TUESDAY,)}
    found = find(ask(REPO, window=span(1, 7, 18)), ANA, busy=busy)
    assert (
        any(each.startswith("If everyone could start one hour earlier") for each in found.obstacles) is False
    )  # the buffer is taken
    assert any(
        each.startswith("If everyone could stay one hour later there would be 1 time, on Tue 1 Dec at 17:00")
        for each in found.obstacles
    )
    later = replace(ANA, hours=replace(BERLIN, end=BERLIN.end.replace(hour=18)))
    assert starts(find(ask(REPO, window=span(1, 7, 18)), later, busy=busy)) == [utc(1, 16)]


def test_sessions_that_have_times_but_not_one_after_the_other():
    first, second = replace(REPO, pool=("ana",)), replace(REPO, pool=("bo",), session="second")
    busy = {"ana": (span(1, 8, 12), span(2, 0, 24)), "bo": (span(1, 10, 16), span(2, 12, 24))}
    found = find(ask(first, second, window=span(1, 8, 40)), ANA, BO, busy=busy)
    assert (
        found.obstacles[0]
        == "Each session has times, but they do not follow each other on the same day with different people"
    )
    assert any(each.startswith("If the loop were spread over several days there would be") for each in found.obstacles)


def test_the_notice_is_longer_than_the_window():
    found = find(ask(SCREENING, lead=24 * HOUR), ANA)
    assert found.obstacles[0] == "The window ends before the notice of 24 h is over"
    assert any(each.startswith("With shorter notice there would be") for each in found.obstacles)


def test_who_could_help_already_met_the_candidate():
    found = find(ask(SCREENING, avoid=frozenset({"ana"})), ANA)
    assert found.obstacles[0] == "Ana already met the candidate and could lead Screening"
    assert any(each.startswith("If Ana could see the candidate again there would be") for each in found.obstacles)


def test_sessions_that_need_more_different_people_than_there_are():
    parts = [replace(REPO, pool=("ana", "bo"), session=name, name=name) for name in ("One", "Two", "Three")]
    found = find(ask(*parts), ANA, BO)
    assert found.obstacles[0] == "One, Two and Three need 3 different people, and only Ana and Bo can"
    assert any(each.startswith("If one person could sit in two sessions there would be") for each in found.obstacles)
    assert find(ask(*parts, distinct=False), replace(ANA, max_per_day=3), BO).options


def test_a_hopeless_search_gives_up_and_says_so():
    parts = [
        replace(REPO, pool=pool, session=name)
        for name, pool in (("1", ("ana", "bo")), ("2", ("ana", "bo")), ("3", ("ana", "bo", "cy")))
    ]
    once = [replace(each, max_per_day=1) for each in (ANA, BO)]
    busy = {"cy": (span(1, 9.5, 24 * 30),)}
    found = find(ask(*parts, window=span(1, 0, 24 * 28), distinct=False), *once, CY, busy=busy)
    assert found.obstacles[0].startswith("There were too many combinations to try them all")


def test_a_request_without_a_session_is_answered_in_words():
    assert find(ask(), ANA).obstacles == ("No session was asked for",)


def test_who_takes_no_interviews_is_named_with_their_cap():
    nothing_a_week = replace(CY, max_per_week=0)
    found = find(ask(SCREENING), nothing_a_week)
    assert found.obstacles[0] == "Cy takes no interviews (cap 0)"
    assert any(each.startswith("If Cy's cap were overridden there would be") for each in found.obstacles)
    assert find(ask(SCREENING), replace(CY, max_per_day=0)).obstacles[0] == "Cy takes no interviews (cap 0)"
    assert find(ask(SCREENING), nothing_a_week, BO).options[0].parts[0].panel == ("bo",)


def many(number):
    people = [replace(ANA, id=f"p{each}", name=f"Pat {each}") for each in range(number)]
    return people, replace(DIVE, pool=tuple(each.id for each in people))


def test_more_calendars_than_one_would_read_are_counted():
    people, part = many(6)
    found = find(ask(part), *people, busy={each.id: UNKNOWN for each in people})
    assert found.obstacles[0] == (
        "The calendars of Pat 0, Pat 1, Pat 2, Pat 3 and 2 more can't be read (unknown is not free)"
    )


def test_of_many_people_who_are_hardly_ever_free_nobody_is_named():
    people, part = many(6)
    found = find(ask(part), *people, busy={each.id: (TUESDAY,) for each in people[1:]})
    assert found.obstacles[0] == ("Never 2 of the 6 people for Project deep dive are free at once in this window")


def test_whoever_was_chosen_and_is_not_in_the_team_any_more_gives_no_time():
    found = find(ask(replace(SCREENING, chosen=("gone",), pool=("ana",))), ANA)
    assert found.options == ()
    assert find(ask(replace(SCREENING, pool=("ana",))), ANA).options


def test_a_night_is_not_made_longer_to_find_a_time():
    night = replace(ANA, hours=replace(BERLIN, start=time(22), end=time(6)))
    wednesday = ask(REPO, window=span(2, 0, 24))
    free_when_it_is_over = {"ana": (span(2, -1, 5), span(2, 6.5, 30))}
    found = find(wednesday, night, busy=free_when_it_is_over)
    assert found.options == ()
    assert not any("one hour" in each for each in found.obstacles)
    longer = replace(night, hours=replace(night.hours, end=time(7)))
    assert starts(find(wednesday, longer, busy=free_when_it_is_over)) == [utc(2, 5)]
