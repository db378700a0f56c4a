"""`python -m tests.simulation`: many seeds, and what they found. `make simulate SEEDS=1000 FIRST=0` calls it."""

import argparse
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from os import cpu_count
from pathlib import Path

from tests.simulation.run import Result, a_template, plan_of, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--workers", type=int, default=cpu_count() or 1)
    asked = parser.parse_args()
    begun, numbers = time.monotonic(), range(asked.first, asked.first + asked.seeds)
    if asked.workers == 1:
        results = _some(list(numbers))
    else:
        parts = [list(numbers[at :: asked.workers * 4]) for at in range(asked.workers * 4)]
        with ProcessPoolExecutor(asked.workers) as pool:
            results = [result for some in pool.map(_some, [it for it in parts if it]) for result in some]
    _tell(results, time.monotonic() - begun)
    return 1 if any(result.broken for result in results) else 0


def _some(seeds: list[int]) -> list[Result]:
    with a_template() as template:
        return [_one(seed, template, verbose=len(seeds) == 1) for seed in seeds]


def _one(seed: int, template: Path, *, verbose: bool) -> Result:
    """What is found is told at once: thousands of seeds take hours."""
    try:
        result = run(plan_of(seed), template=template)
    except Exception:
        result = Result(plan_of(seed), broken=[traceback.format_exc()])
    if result.broken or verbose:
        print(result.words, end="\n\n", flush=True)
    result.log.clear()
    return result


def _tell(results: list[Result], seconds: float) -> None:
    deaths = Counter(death for result in results for death in result.deaths)
    ends = Counter(end for result in results for end in result.ends)
    calls = sum(result.calls for result in results)
    print(
        f"{len(results)} seeds, {sum(deaths.values())} crashes and restarts, {calls} calls in {seconds:.0f} s", end=""
    )
    print(f" ({calls / seconds:.0f} calls a second): {sum(bool(it.broken) for it in results)} with violations")
    print("ends:", dict(ends.most_common()))
    print("died:", dict(deaths.most_common()))


if __name__ == "__main__":
    sys.exit(main())
