"""A candidate's own private channel, where the process asks for one: its name, who belongs in it, when it ends."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count, islice

from bot.hiring.application import State
from bot.hiring.interview import Answer
from bot.hiring.standing import Next, Standing

TRIES = 20  # names looked for before a person has to


@dataclass(frozen=True)
class Wanted:
    """How the channel should be: *members* are person ids, each once; *over*: nothing is said there any more."""

    members: tuple[str, ...]
    over: bool


def wanted(standing: Standing, *, active: Collection[str], cleared: bool) -> Wanted:
    """*active* are the people who can be invited; *cleared*: the thread of somebody who was hired is done with."""
    return Wanted(tuple(person for person in _members(standing) if person in active), _is_over(standing, cleared))


def names(application: int, number: int) -> Iterator[str]:
    """hiring-0042, hiring-0042-2, … from the *number*th on: nothing of a person stands in a channel's name."""
    named = (f"hiring-{application:04}" + (f"-{n}" if n > 1 else "") for n in count(number))
    return islice(named, TRIES)


def is_named_for(application: int, name: str) -> bool:
    return re.fullmatch(rf"hiring-{application:04}(-\d+)?", name) is not None


def _members(standing: Standing) -> tuple[str, ...]:
    """Who looks after the candidate, and everybody who met or will meet them."""
    a = standing.application
    panels = [
        seat.person
        for i in standing.interviews
        if i.is_booked
        for seat in i.panel
        if seat.answer is not Answer.DECLINED
    ]
    return tuple(dict.fromkeys([a.coordinator, *([a.hiring_manager] if a.hiring_manager else []), *panels]))


def _is_over(standing: Standing, cleared: bool) -> bool:
    """Closed, and nothing is left to do: no letter of rejection to write, no thread to clear."""
    if standing.application.erased:
        return True
    if standing.application.is_open or standing.next is Next.LETTER:
        return False
    return cleared or standing.application.state is not State.HIRED
