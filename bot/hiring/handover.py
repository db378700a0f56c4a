"""Somebody who looked after candidates left: who does from now on."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.hiring.person import Person, Role
from bot.hiring.team import is_off, is_paused


def stand_in(
    team: Iterable[Person], looked_after: Mapping[str, int], now: datetime, *, manager: str | None = None
) -> Person | None:
    """A recruiter, else the candidate's hiring *manager*, else an admin.

    Of several who could, one who is at work, and looks after the fewest candidates: *looked_after* is how many are
    open, by their coordinator. None when nobody who is here could.
    """
    here = [person for person in team if person.active]
    recruiters = [person for person in here if person.has(Role.RECRUITER)]
    deciding = [person for person in here if person.id == manager and person.has(Role.HIRING_MANAGER)]
    able = recruiters or deciding or [person for person in here if person.has(Role.ADMIN)]
    return min(able, key=lambda it: (_rests(it, now), looked_after.get(it.id, 0), it.id), default=None)


def _rests(person: Person, now: datetime) -> bool:
    return is_paused(person, now) or is_off(person, now)
