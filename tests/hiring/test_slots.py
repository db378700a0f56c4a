from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.hiring.slots import (
    UNKNOWN,
    Booking,
    Hours,
    Interval,
    Interviewer,
    Part,
    Request,
    find_options,
    find_replacement,
)

WEEK = frozenset(range(5))
BERLIN = Hours(time(9), time(17), WEEK, "Europe/Berlin")
LONDON = Hours(time(9), time(17), WEEK, "Europe/London")
HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)


def utc(day, hour, minute=0, month=12):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def span(day, begin, end, month=12):
    """On one day of December 2026 (the 1st is a Tuesday), in hours UTC; Berlin is one ahead."""
    return Interval(utc(day, 0, month=month) + begin * HOUR, utc(day, 0, month=month) + end * HOUR)


ANA = Interviewer("ana", "Ana", BERLIN)
BO = Interviewer("bo", "Bo", BERLIN)
CY = Interviewer("cy", "Cy", BERLIN)
SCREENING = Part("screening", timedelta(minutes=45), QUARTER, ("ana", "bo", "cy"), name="Screening")
REPO = Part("repo", HOUR, QUARTER, ("ana", "bo", "cy"), name="Repo setup")
DIVE = Part("dive", HOUR, QUARTER, ("ana", "bo", "cy"), panel=2, panel_min=1, panel_max=2, name="Project deep dive")
TUESDAY = span(1, 8, 16)


def ask(*parts, window=TUESDAY, **rest):
    return Request(parts, window, now=utc(1, 7), **rest)


def all_free(*people):
    return {each.id: () for each in people}


def find(request, *people, busy=None, **rest):
    return find_options(request, people, all_free(*people) | (busy or {}), **rest)


def starts(found):
    return [each.parts[0].start for each in found.options]


def test_the_best_of_several_times_is_soon_and_not_at_the_edge_of_the_day():
    best = find(ask(SCREENING), ANA).options[0]
    assert best.parts[0].start == utc(1, 9)  # 10:00 in Berlin, an hour after the day began
    assert best.parts[0].end == utc(1, 9, 45)
    assert best.parts[0].panel == ("ana",)


def test_five_times_are_spread_over_days_and_hours():
    found = starts(find(ask(SCREENING, window=span(1, 8, 16 + 3 * 24)), ANA))
    assert len(found) == 5
    assert len({each.date() for each in found}) >= 3
    assert all(abs(a - b) >= 2 * HOUR for a in found for b in found if a != b)


def booked(*panel):
    return Booking("screening", utc(1, 9), utc(1, 9, 45), panel)


def test_who_looks_for_another_time_is_not_offered_the_one_that_is_booked_nor_a_quarter_of_an_hour_later():
    found = starts(find(ask(SCREENING, instead_of=booked("ana")), ANA))
    assert found
    assert all(abs(each - utc(1, 9)) >= HOUR for each in found)


def test_at_the_booked_time_other_people_are_another_option():
    request = ask(SCREENING, window=span(1, 9, 9.75), instead_of=booked("ana"))
    assert [it.parts[0].panel for it in find(request, ANA, replace(BO, recent=3)).options] == [("bo",)]


def test_of_two_who_are_booked_one_may_stay_when_another_joins():
    both = replace(SCREENING, panel=2, panel_max=2)
    request = ask(both, window=span(1, 9, 9.75), instead_of=booked("bo", "ana"))
    (only,) = find(request, ANA, BO, replace(CY, recent=3)).options
    assert "cy" in only.parts[0].panel


def test_when_only_the_booked_time_is_left_it_says_so():
    request = ask(replace(SCREENING, pool=("ana",)), window=span(1, 9, 9.75), instead_of=booked("ana"))
    found = find(request, ANA)
    assert not found.options
    assert "The only time is the one that is booked now" in found.obstacles


def test_when_there_is_little_room_close_times_are_offered_too():
    assert len(starts(find(ask(SCREENING, window=span(1, 10, 11.5)), ANA))) == 4


def test_who_has_the_fewest_recent_interviews_sits_and_the_reason_says_so():
    found = find(ask(SCREENING), replace(ANA, recent=1), replace(BO, recent=4), replace(CY, recent=2))
    assert found.options[0].parts[0].panel == ("ana",)
    assert "Ana has the fewest recent interviews (1)" in found.options[0].reasons


def test_a_fresh_person_is_worth_half_a_day_of_waiting_but_not_two_days():
    tired, fresh = replace(ANA, recent=1), BO
    later = {"bo": (span(1, 8, 13),)}
    assert find(ask(SCREENING), tired, fresh, busy=later).options[0].parts[0].panel == ("bo",)
    days_later = {"bo": (span(1, 8, 13 + 48),)}
    request = ask(SCREENING, window=span(1, 8, 16 + 72))
    assert find(request, tired, fresh, busy=days_later).options[0].parts[0].panel == ("ana",)


def test_among_equals_the_lot_decides_and_the_same_seed_draws_the_same():
    drawn = [find(ask(SCREENING, seed=seed), ANA, BO, CY).options[0].parts[0].panel for seed in range(40)]
    assert set(drawn) == {("ana",), ("bo",), ("cy",)}
    assert drawn == [find(ask(SCREENING, seed=seed), CY, BO, ANA).options[0].parts[0].panel for seed in range(40)]
    reasons = find(ask(SCREENING), ANA, BO, CY).options[0].reasons
    assert any("drawn by lot among those with the fewest recent interviews (0)" in each for each in reasons)


def test_the_reasons_show_the_clock_of_everyone():
    found = find(
        ask(SCREENING, candidate_hours=replace(BERLIN, zone="Asia/Tokyo", end=time(23))), replace(ANA, hours=LONDON)
    )
    assert "19:00 in Tokyo, 10:00 in London" in found.options[0].reasons
    assert "Soonest time everyone is free" in find(ask(SCREENING, window=span(1, 9, 10)), ANA).options[0].reasons


def test_an_unreadable_calendar_is_never_free():
    assert starts(find(ask(SCREENING), ANA)) != []
    assert starts(find(ask(SCREENING), ANA, busy={"ana": UNKNOWN})) == []
    assert starts(find_options(ask(SCREENING), [ANA], {})) == []


def test_an_unreadable_calendar_leaves_out_who_may_be_drawn_and_blocks_who_is_chosen():
    busy = {"bo": UNKNOWN}
    assert {each.parts[0].panel for each in find(ask(SCREENING), ANA, BO, busy=busy).options} == {("ana",)}
    blocked = find(ask(replace(SCREENING, chosen=("bo",))), ANA, BO, busy=busy)
    assert blocked.options == ()
    assert "Bo's calendar can't be read (unknown is not free)" in blocked.obstacles


def test_the_chosen_sit_on_the_panel_whatever_their_load():
    found = find(ask(replace(DIVE, chosen=("cy",))), ANA, BO, replace(CY, recent=9))
    assert all("cy" in each.parts[0].panel and len(each.parts[0].panel) == 2 for each in found.options)
    assert "Cy was chosen" in found.options[0].reasons


def test_who_met_the_candidate_is_not_drawn_but_may_be_chosen():
    request = ask(SCREENING, avoid=frozenset({"ana"}))
    assert {each.parts[0].panel for each in find(request, ANA, BO).options} == {("bo",)}
    chosen = ask(replace(SCREENING, chosen=("ana",)), avoid=frozenset({"ana"}))
    assert find(chosen, ANA, BO).options[0].parts[0].panel == ("ana",)


def test_the_buffer_stays_free_and_may_end_half_an_hour_after_work():
    request = ask(SCREENING, window=span(1, 10, 11))
    assert starts(find(request, ANA, busy={"ana": (span(1, 10.75, 12),)})) == []
    assert starts(find(request, ANA, busy={"ana": (span(1, 11, 12),)})) == [utc(1, 10)]
    evening = ask(SCREENING, window=span(1, 15.25, 16))
    assert starts(find(evening, ANA)) == [utc(1, 15, 15)]
    long = ask(replace(SCREENING, buffer=timedelta(minutes=45)), window=span(1, 15.25, 16))
    assert starts(find(long, ANA)) == []


def test_nobody_is_interviewed_outside_working_hours_of_panel_or_candidate():
    new_york = replace(BERLIN, zone="America/New_York")
    found = find(ask(SCREENING, candidate_hours=new_york, window=span(1, 0, 24)), ANA)
    assert starts(found)
    assert all(utc(1, 14) <= each <= utc(1, 15, 15) for each in starts(found))


def test_the_day_the_clocks_change_keeps_the_wall_clock():
    every_day = replace(BERLIN, end=time(10), days=frozenset(range(7)))
    weekend = Interval(utc(28, 0, month=3), utc(29, 24 - 1, month=3))
    found = find_options(
        Request((REPO,), weekend, now=utc(27, 0, month=3)), [replace(ANA, hours=every_day)], {"ana": ()}
    )
    assert sorted(starts(found)) == [utc(28, 8, month=3), utc(29, 7, month=3)]


def test_a_day_or_week_that_is_full_takes_no_more():
    twice = replace(ANA, max_per_day=2, booked=(span(1, 8, 9), span(1, 9, 10)))
    assert starts(find(ask(SCREENING), twice)) == []
    next_day = ask(SCREENING, window=span(1, 8, 40))
    assert all(each >= utc(2, 8) for each in starts(find(next_day, twice)))
    week = replace(twice, max_per_day=9, max_per_week=2)
    assert starts(find(next_day, week)) == []
    assert starts(find(ask(SCREENING, window=span(7, 8, 16)), week)) != []


def test_the_day_of_a_cap_is_the_interviewers_own():
    tokyo = replace(
        ANA,
        hours=Hours(time(0), time(0), frozenset(range(7)), "Asia/Tokyo"),
        max_per_day=1,
        booked=(span(1, 14, 14.5),),
    )
    found = starts(find(ask(SCREENING, window=span(1, 8, 20)), tokyo))
    assert found  # 15:00 UTC is midnight in Tokyo
    assert all(each >= utc(1, 15) for each in found)


def test_who_wants_none_back_to_back_gets_half_an_hour_between():
    calm = replace(ANA, no_back_to_back=True, booked=(span(1, 9, 10),))
    assert starts(find(ask(SCREENING, window=span(1, 10, 11.5)), calm, limit=1)) == [utc(1, 10, 30)]
    assert starts(find(ask(SCREENING, window=span(1, 10, 11.5)), replace(calm, no_back_to_back=False), limit=1)) == [
        utc(1, 10)
    ]


def test_a_loop_keeps_its_order_its_break_and_different_people():
    found = find(ask(REPO, DIVE, break_between=QUARTER), ANA, BO, CY)
    for option in found.options:
        repo, dive = option.parts
        assert (repo.session, dive.session) == ("repo", "dive")
        assert dive.start >= repo.end + QUARTER
        assert len({*repo.panel, *dive.panel}) == 3
    assert found.options[0].parts[1].start == found.options[0].parts[0].end + QUARTER


def test_one_person_sits_in_two_sessions_only_if_that_is_allowed_and_after_their_buffer():
    one = replace(DIVE, panel=1)
    assert find(ask(REPO, one), ANA).options == ()
    both = find(ask(REPO, one, distinct=False), ANA).options[0]
    assert both.parts[1].start >= both.parts[0].end + QUARTER
    assert find(ask(REPO, one, distinct=False), replace(ANA, max_per_day=1)).options == ()


def test_a_loop_on_one_day_does_not_spill_over_to_the_next():
    busy = {"ana": (span(1, 9, 16), span(2, 9, 16)), "bo": (span(1, 8, 15), span(2, 9, 16))}
    parts = (replace(REPO, pool=("bo",)), replace(REPO, pool=("ana",), session="second", buffer=timedelta(0)))
    window = span(1, 8, 40)
    assert find(ask(*parts, window=window), ANA, BO, busy=busy).options == ()
    spread = find(ask(*parts, window=window, same_day=False), ANA, BO, busy=busy).options[0]
    assert [each.start for each in spread.parts] == [utc(1, 15), utc(2, 8)]


def test_the_notice_is_kept():
    assert min(starts(find(ask(SCREENING, lead=4 * HOUR), ANA))) == utc(1, 11)


def test_the_best_replacement_keeps_the_time():
    busy = {"ana": (), "bo": (span(1, 10, 11),), "cy": UNKNOWN, "di": (), "eve": ()}
    di, eve = replace(ANA, id="di", name="Di", recent=2), replace(ANA, id="eve", name="Eve", recent=1)
    part = replace(SCREENING, pool=("ana", "bo", "cy", "di", "eve"))
    found = find_replacement(part, utc(1, 10, 10), utc(1, 10, 55), [ANA, BO, CY, di, eve], busy, frozenset({"ana"}))
    assert found == (
        ("eve", "Eve is free then and has the fewest recent interviews (1)"),
        ("di", "Di is free then with 2 recent interviews"),
    )
