"""The form behind [Edit], the pointer in another role's channel, and what is said once it is kept."""

from bot.hiring.application import Application
from bot.hiring.process import Process
from bot.hiring.zones import read_zone
from bot.ports import Block, Message
from handlers.blocks import (
    actions,
    answers,
    button,
    email_input,
    esc,
    field,
    message,
    modal,
    person_select,
    section,
    select,
    text_input,
)
from handlers.candidate_card_view import EDIT
from handlers.candidate_view import Asked
from handlers.candidate_view import read as read_asked
from handlers.headline_view import OPEN, application_of, value_of

EDITED = "candidate.edited"
POINTER = "candidate.pointer"
CALLED = {
    "name": "name",
    "email": "e-mail",
    "zone": "time zone",
    "cv_url": "CV link",
    "role": "role",
    "coordinator": "coordinator",
    "hiring_manager": "hiring manager",
    "source": "source",
}
"""What people call each thing that can be changed."""

__all__ = ["CALLED", "EDIT", "EDITED", "POINTER", "form", "kept", "pointer", "read"]


def form(a: Application, process: Process) -> Block:
    roles = [(role.id, role.name) for role in process.roles]
    manager, coordinator = person_select(initial=a.hiring_manager or ""), person_select(initial=a.coordinator)
    return modal(
        "Edit candidate",
        [
            field("name", "Name", text_input(initial=a.name, limit=200)),
            field("email", "E-mail", email_input(initial=a.candidate.email)),
            field("role", "Role", select(roles, initial=a.role, placeholder="Choose a role")),
            field("hiring_manager", "Hiring manager", manager, optional=True, hint="Decides after the debrief."),
            field("coordinator", "Coordinator", coordinator),
            field("zone", "Time zone", text_input(initial=a.candidate.zone or "", limit=64), optional=True,
                  hint="Where the candidate lives, such as Europe/Berlin."),
            field("cv_url", "Link to CV", text_input(initial=a.candidate.cv_url or "", limit=2000), optional=True),
            field("source", "Source", text_input(initial=a.source or "", limit=200), optional=True),
        ],
        callback=EDITED,
        metadata=value_of(a),
        submit="Save",
        close="Cancel",
    )  # fmt: skip


def read(view: Block) -> tuple[tuple[int, int], Asked, str | None]:
    """((application id, version), what the form asks for, IANA zone). Raises Incomplete."""
    asked = read_asked(view)
    zone = str(answers(view).get("zone", "")).strip()
    return application_of(view["private_metadata"]), asked, read_zone(zone) if zone else None


def kept(a: Application, notes: list[str]) -> Block:
    rows = [section(f"• {note}") for note in notes]
    return modal("Saved", [section(f"*{esc(a.name)}* is up to date."), *rows], callback="candidate.note")


def pointer(a: Application, process: Process, role: str) -> Message:
    """For the channel of a role they are now considered for; the talk stays where it began."""
    name = esc(process.role(a.role).name)
    if a.role != role:
        return message(f"{esc(a.name)} is now considered for {name}.")
    words = f"*{esc(a.name)}* · {name}\n" + (f"Talked about in <#{a.channel}>." if a.is_open else "Closed")
    return message(f"{esc(a.name)} · {name}", section(words), actions(button("Open", action=OPEN, value=value_of(a))))
