"""Who carries how much: hours of interviewing, beside the share that would be fair.

A fair share gives each seat in equal parts to everybody who may lead its session now. Hours hold the conversation and
the time kept free after it for the scorecard. A person's pauses and days off are not taken out: the bars are there to
be looked at together, not to judge anybody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

NOTHING = timedelta(0)


@dataclass(frozen=True)
class Sat:
    """One person's seat in one interview. *length* is the conversation and the buffer after it."""

    person: str
    session: str
    length: timedelta


@dataclass(frozen=True)
class Carried:
    person: str
    interviews: int
    length: timedelta
    fair: timedelta


def of_load(seats: Iterable[Sat], pools: Mapping[str, Sequence[str]]) -> list[Carried]:
    """Whoever carried something or might have, the most loaded first. *pools*: who may lead each session."""
    number: dict[str, int] = {}
    length: dict[str, timedelta] = {}
    fair: dict[str, timedelta] = {}
    for seat in seats:
        number[seat.person] = number.get(seat.person, 0) + 1
        length[seat.person] = length.get(seat.person, NOTHING) + seat.length
        able = pools.get(seat.session) or (seat.person,)
        for person in able:
            fair[person] = fair.get(person, NOTHING) + seat.length / len(able)
    idle = {person: NOTHING for pool in pools.values() for person in pool}
    everybody = {**idle, **fair, **length}
    carried = [Carried(p, number.get(p, 0), length.get(p, NOTHING), fair.get(p, NOTHING)) for p in everybody]
    return sorted(carried, key=lambda it: (-it.length, -it.fair, it.person))


def gini(amounts: Sequence[float]) -> float:
    """0 when all carry the same, 1 when one carries all, corrected for few people (n/(n-1)). Raises ValueError."""
    total, people = sum(amounts), len(amounts)
    if people < 2 or total <= 0 or min(amounts) < 0:
        raise ValueError("there is nothing to share between two people")
    ranked = sum((2 * rank - people - 1) * amount for rank, amount in enumerate(sorted(amounts), start=1))
    return ranked / (people * total) * people / (people - 1)
