"""Who may be told which of the things that happened to a candidate."""

from collections.abc import Iterable

from bot.hiring.person import Person, Role
from bot.hiring.standing import Standing

AMONG_RECRUITERS = ("note.added",)

BEFORE_ONES_CARD = (
    "application.opened",
    "application.imported",
    "application.edited",
    "application.hiring_manager",
    "application.handed_over",
    "application.booked",
    "application.reopened",
    "application.withdrawn",
    "application.merged",
    "interview.",
    "candidate.",
    *AMONG_RECRUITERS,
)
"""Whoever owes a card of their own is told of nothing else: who, what and when could hint at a card or a decision."""


def may_be_told(reader: Person, action: str, *, blind: bool) -> bool:
    """*action* is what the audit calls it."""
    if blind and not action.startswith(BEFORE_ONES_CARD):
        return False
    return reader.has(Role.RECRUITER) or action not in AMONG_RECRUITERS


def is_blind(reader: Person, standings: Iterable[Standing]) -> bool:
    """Whether *reader* owes a card on the candidate of these *standings* (one person's, if they applied twice)."""
    return any(person == reader.id for standing in standings for _, person in standing.owed)
