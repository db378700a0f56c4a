"""`python -m tests.simulation`: many seeds, and what they found. `make simulate SEEDS=1000 FIRST=0` calls it.

Some points are passed so seldom that hardly any company dies there by lot. With --each 100 those that passed one live
once more, and there the bot dies.
"""

import argparse
import gc
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from os import cpu_count
from pathlib import Path

from tests.simulation.run import Plan, Result, a_template, plan_of, run

AT_ONCE = 10  # seeds that a worker is handed
TOLD_AFTER = 500


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--each", type=int, default=0, help="deaths at every named point at least")
    parser.add_argument("--dies-in", default="", help="a named point at whose first passing each dies, besides")
    parser.add_argument("--begins", default="", help="where candidates stand at first (tests/simulation/beginnings.py)")
    parser.add_argument("--workers", type=int, default=cpu_count() or 1)
    asked = parser.parse_args()
    begun = time.monotonic()
    with ProcessPoolExecutor(asked.workers, initializer=_settles) as pool:
        seeds = range(asked.first, asked.first + asked.seeds)
        plans = [replace(plan_of(seed), dies_in=asked.dies_in, begins=asked.begins) for seed in seeds]
        results = _all(pool, plans)
        if asked.seeds == 1:
            print(results[0].words, end="\n\n")
        _tell(results, time.monotonic() - begun)
        aimed = _all(pool, _aimed(results, asked.each))
    _tell_each([*results, *aimed], asked.each)
    return 1 if any(result.broken for result in [*results, *aimed]) else 0


def _all(pool: ProcessPoolExecutor, plans: list[Plan]) -> list[Result]:
    results = []
    for result in pool.map(_one, plans, chunksize=AT_ONCE):
        if result.broken and len(plans) > 1:  # told at once: thousands of seeds take hours
            print(result.words, end="\n\n", flush=True)
        if len(plans) > 1:
            result.log.clear()
        results.append(result)
        if len(results) % TOLD_AFTER == 0:
            print(f"{len(results)} of {len(plans)}", flush=True)
    return results


def _aimed(results: list[Result], each: int) -> list[Plan]:
    """For every point where fewer than *each* died: companies that came by, and this time they die there."""
    died = Counter(death for result in results for death in result.deaths)
    plans = []
    for point in _points(results):
        by = [it.plan for it in results if point in it.passed and point not in it.deaths]
        plans += [replace(plan, dies_in=point) for plan in by[: max(0, each - died[point])]]
    return plans


def _points(results: Iterable[Result]) -> list[str]:
    return sorted({point for result in results for point in result.passed})


_OPEN = ExitStack()
_TEMPLATE: list[Path] = []


def _settles() -> None:
    """Each worker has a database of its own to begin with. Companies come and go whole, as in other tests."""
    gc.set_threshold(100_000, 50, 100)
    _TEMPLATE.append(_OPEN.enter_context(a_template()))


def _one(plan: Plan) -> Result:
    try:
        return run(plan, template=_TEMPLATE[0])
    except Exception:
        return Result(plan, broken=[traceback.format_exc()])


def _tell(results: list[Result], seconds: float) -> None:
    deaths = sum(len(result.deaths) for result in results)
    ends = Counter(end for result in results for end in result.ends)
    calls = sum(result.calls for result in results)
    print(f"{len(results)} seeds, {deaths} crashes and restarts, {calls} calls in {seconds:.0f} s", end="")
    print(f" ({calls / seconds:.0f} calls a second): {sum(bool(it.broken) for it in results)} with violations")
    print("ends:", dict(ends.most_common()), flush=True)


def _tell_each(results: list[Result], each: int) -> None:
    """The named points, the seldom ones first."""
    died = Counter(death for result in results for death in result.deaths)
    aimed = sum(bool(it.plan.dies_in) for it in results)
    if aimed:
        broken = sum(bool(it.broken) for it in results if it.plan.dies_in)
        print(f"{aimed} once more, to die where few had died: {broken} with violations")
    points = sorted(_points(results), key=lambda point: died[point])
    fewer = f", {sum(died[point] < each for point in points)} of them with fewer than {each}" if each else ""
    print(f"{len(points)} named points{fewer}")
    print("died:", {point: died[point] for point in points})


if __name__ == "__main__":
    sys.exit(main())
