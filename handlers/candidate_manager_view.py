"""The form behind [Set hiring manager]."""

from bot.hiring.application import Application
from bot.hiring.errors import Incomplete
from bot.ports import Block
from handlers.blocks import answers, esc, field, modal, person_select, section
from handlers.headline_view import MANAGER, application_of, value_of

MANAGED = "candidate.managed"

__all__ = ["MANAGED", "MANAGER", "form", "read"]


def form(application: Application) -> Block:
    return modal(
        "Hiring manager",
        [
            section(f"Who decides on *{esc(application.name)}* after the debrief?"),
            field("hiring_manager", "Hiring manager", person_select(initial=application.hiring_manager or "")),
        ],
        callback=MANAGED,
        metadata=value_of(application),
        submit="Submit",
        close="Cancel",
    )


def read(view: Block) -> tuple[tuple[int, int], str]:
    """((application id, version), person id). Raises Incomplete."""
    chosen = answers(view).get("hiring_manager")
    if not chosen:
        raise Incomplete({"hiring_manager": "Please choose a person."})
    return application_of(view["private_metadata"]), str(chosen)
