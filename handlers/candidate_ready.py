"""Whoever is to look after a candidate must be able to."""

from bot.hiring.errors import Incomplete
from bot.hiring.person import Role
from storage import people
from storage.database import Tx


def must_be_ready(tx: Tx, *, coordinator: str | None = None, hiring_manager: str | None = None) -> None:
    """Raises Incomplete for a person (by id) who is not on the team, or no hiring manager."""
    gaps = {}
    if coordinator:
        known = people.find(tx, coordinator)
        if known is None or not known.active:
            gaps["coordinator"] = "I don't know this person yet. An admin can add them with /hiring team."
    if hiring_manager:
        manager = people.find(tx, hiring_manager)
        if manager is None or not manager.active or not manager.has(Role.HIRING_MANAGER):
            gaps["hiring_manager"] = "Not a hiring manager yet. An admin can add the role with /hiring team."
    if gaps:
        raise Incomplete(gaps)
