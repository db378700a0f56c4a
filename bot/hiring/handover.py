"""Somebody who looked after candidates left: who does from now on."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.hiring.person import Person, Role
from bot.hiring.team import is_off, is_paused

ABLE = (Role.RECRUITER, Role.ADMIN)


def stand_in(team: Iterable[Person], looked_after: Mapping[str, int], now: datetime) -> Person | None:
    """A recruiter, else an admin; of those who are at work just now the one who looks after the fewest candidates.

    *looked_after*: how many are open, by their coordinator. None when nobody who is here could.
    """
    here = [person for person in team if person.active]
    for role in ABLE:
        able = [person for person in here if person.has(role)]
        if able:
            return min(able, key=lambda it: (_rests(it, now), looked_after.get(it.id, 0), it.id))
    return None


def _rests(person: Person, now: datetime) -> bool:
    return is_paused(person, now) or is_off(person, now)
