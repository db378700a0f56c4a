"""The team of `sandbox.company` in the bot's memory, with the roles that an admin would give them by /hiring team."""

from functools import cache
from typing import Any

from sqlalchemy import insert

from bot.hiring.person import Person, Role
from sandbox.company import COLLEAGUES
from sandbox.slack.workspace import Workspace
from storage import people
from storage.database import Tx
from storage.tables import PersonRow


def hire_everybody(tx: Tx, workspace: Workspace) -> None:
    """In one go: thousands of companies are opened, and by the form that an admin fills in each would take as long."""
    tx.execute(insert(PersonRow), [{**row, "id": workspace.member(name).id} for name, row in _team().items()])


@cache
def _team() -> dict[str, dict[str, Any]]:
    return {
        who.name: people._row(
            Person(
                "", who.full_name, who.email, who.zone, frozenset(Role(it) for it in who.roles), frozenset(who.sessions)
            )
        ).model_dump()
        for who in COLLEAGUES
        if not who.guest
    }
