"""What /candidate shows, and how its form is read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.hiring.address import read_address
from bot.hiring.application import Application
from bot.hiring.errors import Incomplete
from bot.hiring.person import Person
from bot.hiring.process import Process
from bot.ports import Block
from handlers.blocks import (
    actions,
    answers,
    button,
    email_input,
    esc,
    field,
    modal,
    person_select,
    section,
    select,
    text_input,
    when,
)
from handlers.headline_view import (
    OPEN,
    application_of,
    value_of,
)

COMMAND = "/candidate"
COMMAND_FORM = "candidate.form"
ADD = "candidate.add"
MERGE = "candidate.merge"
WITHDRAWN = "candidate.withdrawn"


@dataclass(frozen=True)
class Asked:
    """What the form asked for. Persons are Slack user ids."""

    name: str
    email: str
    role: str
    cv_url: str | None
    source: str | None
    coordinator: str | None
    hiring_manager: str | None


def form(process: Process, actor: Person) -> Block:
    roles = [(role.id, role.name) for role in process.roles]
    return modal(
        "New candidate",
        [
            field("name", "Name", text_input(limit=200)),
            field("email", "E-mail", email_input()),
            field("role", "Role", select(roles, initial=roles[0][0], placeholder="Choose a role")),
            field(
                "hiring_manager", "Hiring manager", person_select(), optional=True, hint="Decides after the debrief."
            ),
            field("coordinator", "Coordinator", person_select(initial=actor.id), optional=True),
            field("cv_url", "Link to CV", text_input(limit=2000), optional=True),
            field("source", "Source", text_input(limit=200), optional=True),
        ],
        callback=ADD,
        submit="Submit",
    )


def read(view: Block) -> Asked:
    """Raises Incomplete with every field that is empty or cannot be meant."""
    given = {name: str(value).strip() for name, value in answers(view).items()}
    gaps = _gaps(given)
    if gaps:
        raise Incomplete(gaps)
    return Asked(
        name=" ".join(given["name"].split()),
        email=read_address(given["email"]),
        role=given["role"],
        cv_url=given.get("cv_url"),
        source=given.get("source"),
        coordinator=given.get("coordinator"),
        hiring_manager=given.get("hiring_manager"),
    )


def _gaps(given: Mapping[str, str]) -> dict[str, str]:
    gaps = {}
    if not given.get("name"):
        gaps["name"] = "Please give a name."
    if not given.get("role"):
        gaps["role"] = "Please choose a role."
    try:
        read_address(given.get("email", ""))
    except Incomplete as refused:
        gaps |= refused.gaps
    if not given.get("cv_url", "https://").startswith(("https://", "http://")):
        gaps["cv_url"] = "A link begins with https://."
    return gaps


def pointed_out(opened: Application, earlier: Sequence[Application]) -> Block:
    rows = [block for a in earlier[:10] for block in another(opened, a)]
    return modal(
        "Candidate opened",
        [
            section(f"*{esc(opened.name)}* is open."),
            section("There is another application with the same e-mail address or name:"),
            *rows,
        ],
        callback="candidate.note",
    )


def another(application: Application, other: Application) -> list[Block]:
    """One line about another application that may be the same person's, with [Open] and [Merge]."""
    words = f"• {esc(other.name)}, {'open' if other.is_open else 'closed'}, {when(other.opened_at, '{date_short}')}"
    made = [button("Open", action=OPEN, value=value_of(other))]
    if application.is_open and other.is_open:
        made.append(button("Merge", action=MERGE, value=f"{application.id}.{other.id}"))
    return [section(words), actions(*made)]


def nobody(words: str) -> Block:
    told = f"Nobody found for “{esc(words)}”. Try a part of the name or e-mail."
    return modal("Candidates", [section(told)], callback="candidate.note")


def withdraw_form(application: Application, version: int) -> Block:
    return modal(
        "Withdraw",
        [
            section(
                f"*{esc(application.name)}* no longer wants to go on. "
                "Booked interviews are cancelled; nobody is asked for anything more."
            ),
            field("reason", "What did they say?", text_input(multiline=True), optional=True),
        ],
        callback=WITHDRAWN,
        metadata=f"{application.id}.{version or application.version}",
        submit="Withdraw",
    )


def read_withdrawal(view: Block) -> tuple[tuple[int, int], str]:
    return application_of(view["private_metadata"]), str(answers(view).get("reason", "")).strip()
