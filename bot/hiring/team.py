"""The team as it is looked at: in order, by part of a name, a page at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from bot.hiring.person import Person
from bot.hiring.worktime import local

PAGE = 40


class Presence(IntEnum):
    """In the order in which people stand in the list."""

    HERE = 0
    PAUSED = 1
    LEFT = 2


@dataclass(frozen=True)
class Page:
    """*number* counts from 0; *found* are the people of all *pages*."""

    people: Sequence[Person]
    number: int
    pages: int
    found: int


def presence(person: Person, now: datetime) -> Presence:
    if not person.active:
        return Presence.LEFT
    return Presence.PAUSED if is_paused(person, now) else Presence.HERE


def is_paused(person: Person, now: datetime) -> bool:
    """A pause ends by itself on the day they are back, by their own calendar."""
    return person.paused and (person.back_on is None or local(now, person.zone).date() < person.back_on)


def is_off(person: Person, now: datetime) -> bool:
    today = local(now, person.zone).date()
    return any(first <= today <= last for first, last in person.away)


def page(everyone: Iterable[Person], *, words: str, number: int, now: datetime) -> Page:
    """Those with a role of whose names each of the *words* begins one; a page that is not there is the nearest."""
    wanted = words.casefold().split()
    found = sorted(
        (p for p in everyone if p.roles and all(_is_called(p, word) for word in wanted)),
        key=lambda p: (presence(p, now), p.name.casefold(), p.id),
    )
    pages = max(1, -(-len(found) // PAGE))
    number = min(max(number, 0), pages - 1)
    return Page(found[number * PAGE : (number + 1) * PAGE], number, pages, len(found))


def _is_called(person: Person, word: str) -> bool:
    """Their address is a name, too."""
    return any(part.startswith(word) for part in (*person.name.casefold().split(), person.email.casefold()))
