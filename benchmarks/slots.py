"""What finding times costs, as a ratio to reading the calendar's answer once (`json.loads`).

Two hundred people, four weeks, quarter hours, pools of twenty: python -m benchmarks.slots
"""

import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from functools import partial

from bot.hiring.slots import Hours, Interval, Interviewer, Part, Request, find_options

PEOPLE, POOL, WEEKS, ROUNDS = 200, 20, 4, 15
MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
WINDOW = Interval(MONDAY, MONDAY + timedelta(weeks=WEEKS))
ZONES = ("Europe/Berlin", "Europe/Berlin", "Europe/London", "Europe/Lisbon")


def some_hours(zone: str) -> Hours:
    return Hours(clock(9), clock(17, 30), frozenset(range(5)), zone)


def a_busy_month(rng: random.Random, share: float) -> Iterator[Interval]:
    """About *share* of every working day taken, in pieces of half an hour to two hours."""
    for day in range(WEEKS * 7):
        now = MONDAY + timedelta(days=day, hours=8)
        while now < MONDAY + timedelta(days=day, hours=17):
            length = timedelta(minutes=rng.choice((30, 45, 60, 120)))
            if rng.random() < share:
                yield Interval(now, now + length)
            now += length


def answer_of(calendars: dict[str, tuple[Interval, ...]]) -> str:
    """The same as a free/busy answer."""
    busy = {
        each: {
            "busy": [{"start": f"{it.start:%Y-%m-%dT%H:%M:%SZ}", "end": f"{it.end:%Y-%m-%dT%H:%M:%SZ}"} for it in month]
        }
        for each, month in calendars.items()
    }
    return json.dumps({"kind": "calendar#freeBusy", "calendars": busy})


def median_ms(run: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        run()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def loop_of(sessions: int, pool: int, ids: list[str], rng: random.Random, panel: int = 1) -> tuple[Part, ...]:
    quarter = timedelta(minutes=15)
    return tuple(
        Part(f"session {n}", 4 * quarter, quarter, tuple(rng.sample(ids, pool)), panel=panel) for n in range(sessions)
    )


def main() -> None:
    rng = random.Random(7)
    ids = [f"person{n}" for n in range(PEOPLE)]
    people = [
        Interviewer(each, each, some_hours(rng.choice(ZONES)), recent=rng.randint(0, 5), max_per_day=2) for each in ids
    ]
    calendars = {each: tuple(a_busy_month(rng, 0.55)) for each in ids}
    full = {each: tuple(a_busy_month(rng, 0.97)) for each in ids}
    cases = [
        ("one session, pool 20", loop_of(1, POOL, ids, rng), calendars),
        ("two sessions, pools of 20", loop_of(2, POOL, ids, rng), calendars),
        ("two sessions, panels of 2", loop_of(2, POOL, ids, rng, 2), calendars),
        ("three sessions, pools of 20", loop_of(3, POOL, ids, rng), calendars),
        ("one session, pool 200", loop_of(1, PEOPLE, ids, rng), calendars),
        ("no time: three sessions, 97 % busy", loop_of(3, 3, ids, rng), full),
    ]
    print(f"{PEOPLE} people, {WEEKS} weeks, median of {ROUNDS}\n")
    print(f"{'':38}{'search':>10}{'json.loads':>12}{'ratio':>8}  options")
    for name, parts, busy in cases:
        asked = {each for part in parts for each in part.pool}
        answer = answer_of({each: busy[each] for each in asked})
        request = Request(parts, WINDOW, candidate_hours=some_hours("Europe/Berlin"), now=MONDAY)
        reading = median_ms(partial(json.loads, answer))
        finding = median_ms(partial(find_options, request, people, busy))
        options = len(find_options(request, people, busy).options)
        print(f"{name:38}{finding:>7.1f} ms{reading:>9.2f} ms{finding / reading:>8.1f}  {options}")


if __name__ == "__main__":
    main()
