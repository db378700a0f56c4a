"""The search against the same search done by hand, on plain random companies."""

import random
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.hiring.slots import UNKNOWN, Hours, Interval, Interviewer, Part, Request, find_options
from bot.hiring.slots_relax import Case, _changes, relaxations
from tests.hiring.slots_by_hand import every_loop

ZONES = ["Europe/Berlin", "Europe/Berlin", "Europe/London", "America/New_York", "Asia/Kolkata"]
# An ordinary week, and the two weekends on which Berlin's clocks change.
MORNINGS = [
    datetime(2026, 12, 1, 8, tzinfo=UTC),
    datetime(2026, 3, 28, 9, tzinfo=UTC),
    datetime(2026, 10, 24, 9, tzinfo=UTC),
]


def minutes(number):
    return timedelta(minutes=number)


def some_intervals(rng, window, most):
    for _ in range(rng.randint(0, most)):
        start = window.start + minutes(rng.randint(-30, int(window.length / minutes(1))))
        yield Interval(start, start + minutes(rng.choice([10, 25, 30, 60, 90])))


def an_interviewer(rng, number, window):
    begin = rng.randint(7, 10)
    return Interviewer(
        id=f"P{number}",
        name=f"Person {number}",
        hours=Hours(
            time(begin), time(begin + rng.randint(5, 10), rng.choice([0, 30])), frozenset(range(7)), rng.choice(ZONES)
        ),
        booked=tuple(some_intervals(rng, window, rng.choice([0, 0, 2]))),
        recent=rng.randint(0, 3),
        max_per_day=rng.randint(1, 4),
        max_per_week=rng.randint(2, 5),
        no_back_to_back=rng.random() < 0.4,
    )


def a_part(rng, number, people, size):
    pool = tuple(rng.sample(people, rng.randint(2, len(people))))
    chosen = (rng.choice(pool),) if rng.random() < 0.2 else ()
    return Part(
        f"S{number}",
        minutes(rng.choice([30, 45, 50, 60])),
        minutes(rng.choice([0, 10, 15])),
        pool,
        panel=rng.choice([1, 1, 1, 2]) if size < 3 else 1,
        chosen=chosen,
    )


def a_case(seed):
    rng = random.Random(seed)
    size = rng.choice([1, 1, 2, 2, 2, 3])
    start = rng.choice(MORNINGS) + minutes(rng.choice([0, 15, 10]))
    window = Interval(start, start + timedelta(hours={1: 30, 2: rng.choice([6, 26]), 3: 7}[size]))
    people = {f"P{n}": an_interviewer(rng, n, window) for n in range(rng.randint(3, 5))}
    request = Request(
        parts=tuple(a_part(rng, number, sorted(people), size) for number in range(size)),
        window=window,
        candidate_windows=(
            Interval(start, start + timedelta(hours=4)),
            Interval(start + timedelta(hours=5), start + timedelta(hours=28)),
        )
        if rng.random() < 0.3
        else (),
        candidate_hours=Hours(time(8), time(19), frozenset(range(7)), rng.choice(ZONES[:4])),
        break_between=minutes(rng.choice([0, 10, 15, 30])),
        same_day=rng.random() < 0.7,
        distinct=rng.random() < 0.5,
        avoid=frozenset({"P1"}) if rng.random() < 0.2 else frozenset(),
        lead=minutes(rng.choice([0, 40])),
        seed=seed,
        now=start,
    )
    calendars = {
        each: UNKNOWN if rng.random() < 0.08 else tuple(some_intervals(rng, window, rng.choice([1, 4])))
        for each in people
    }
    return request, people, calendars


@pytest.mark.parametrize("decade", range(30))
def test_the_search_finds_what_a_search_by_hand_finds(decade):
    for seed in range(decade * 10, decade * 10 + 10):
        request, people, calendars = a_case(seed)
        by_hand = list(every_loop(request, people, calendars))
        found = find_options(request, people.values(), calendars)
        priced = {(starts, sitting): cost for cost, starts, sitting in by_hand}
        offered = [
            (tuple(it.start for it in option.parts), tuple(frozenset(it.panel) for it in option.parts))
            for option in found.options
        ]
        assert bool(found.options) == bool(by_hand), seed
        assert bool(found.obstacles) != bool(found.options), seed
        assert len(offered) == min(5, len({starts[0] for _, starts, _ in by_hand})), seed
        for option, loop in zip(found.options, offered, strict=True):
            assert option.cost == pytest.approx(priced[loop]), seed
        if by_hand:
            assert found.options[0].cost == pytest.approx(min(priced.values())), seed


@pytest.mark.parametrize("decade", range(10))
def test_a_change_is_proposed_exactly_when_a_search_by_hand_finds_times_with_it(decade):
    for seed in range(decade * 10, decade * 10 + 10):
        request, people, calendars = a_case(seed)
        case, until = Case(request, people, calendars), request.window.end + timedelta(hours=3)
        if find_options(request, people.values(), calendars).options:
            continue
        proposed = list(relaxations(case, "UTC", until))
        for words, changed in _changes(case, "UTC", until):
            loops = every_loop(changed.request, changed.people, changed.availability)
            assert any(it.startswith(words) for it in proposed) == any(True for _ in loops), (seed, words)
