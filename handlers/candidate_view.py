"""What /candidate shows, and how its form is read back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.hiring.application import Application
from bot.hiring.errors import Incomplete
from bot.hiring.interview import Answer, Interview
from bot.hiring.person import Person
from bot.hiring.process import Process
from bot.hiring.standing import Standing
from bot.ports import Block
from handlers.blocks import (
    actions,
    answers,
    button,
    context,
    email_input,
    esc,
    field,
    first_of,
    link,
    modal,
    person_select,
    section,
    select,
    text_input,
    when,
)
from handlers.debrief_reading_view import READ
from handlers.headline_view import (
    ENDED,
    MANAGER,
    OPEN,
    application_of,
    buttons,
    name_of,
    next_words,
    value_of,
)

COMMAND = "/candidate"
FOUND = 20  # named at once
COMMAND_FORM = "candidate.form"
ADD = "candidate.add"
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
    """Raises Incomplete when the e-mail address or link cannot be one."""
    given = {name: str(value).strip() for name, value in answers(view).items()}
    gaps = {}
    if not given.get("name"):
        gaps["name"] = "Please give a name."
    local, _, domain = given.get("email", "").rpartition("@")
    if not local or "." not in domain or any(c.isspace() or ord(c) < 32 for c in given["email"]):
        gaps["email"] = "This does not look like an e-mail address."
    cv_url = given.get("cv_url")
    if cv_url and not cv_url.startswith(("https://", "http://")):
        gaps["cv_url"] = "A link begins with https://."
    if gaps:
        raise Incomplete(gaps)
    return Asked(
        name=" ".join(given["name"].split()),
        email=given["email"],
        role=given["role"],
        cv_url=cv_url,
        source=given.get("source"),
        coordinator=given.get("coordinator"),
        hiring_manager=given.get("hiring_manager"),
    )


def pointed_out(opened: Application, earlier: Sequence[Application]) -> Block:
    rows = [
        section(
            f"• {esc(a.name)}, {'open' if a.is_open else 'closed'}, {when(a.opened_at, '{date_short}')}",
            button("Open", action=OPEN, value=value_of(a)),
        )
        for a in earlier[:10]
    ]
    return modal(
        "Candidate opened",
        [
            section(f"*{esc(opened.name)}* is open."),
            section("There is another application with the same e-mail address:"),
            *rows,
        ],
        callback="candidate.note",
    )


def found(words: str, applications: Sequence[Application], process: Process) -> Block:
    if not applications:
        return modal(
            "Candidates",
            [section(f"Nobody found for “{esc(words)}”. Try a part of the name or e-mail.")],
            callback="candidate.note",
        )
    rows = [
        section(
            f"*{esc(a.name)}* · {_where(a, process)} · since {when(a.stage_since, '{date_short}')}",
            button("Open", action=OPEN, value=value_of(a)),
        )
        for a in applications[:FOUND]
    ]
    rows = first_of(rows, FOUND, how=": type more of the name", number=len(applications))
    return modal("Candidates", rows, callback="candidate.note")


def _where(application: Application, process: Process) -> str:
    names = {stage.id: stage.name for stage in process.stages}
    return esc(names.get(application.stage, application.stage)) if application.is_open else "Closed"


def card(
    standing: Standing,
    people: Mapping[str, Person],
    may: Callable[[str], bool],
    *,
    hears: str = "",
    more: Sequence[Block] = (),
) -> Block:
    """Where somebody stands, drawn for one person: *may* says which actions are theirs.

    *hears* says by when the candidate hears from us, *more* are further buttons.
    """
    a = standing.application
    role = standing.process.role(a.role)
    lines = [f"*{esc(a.name)}* · {esc(role.name)}", esc(a.candidate.email)]
    if a.candidate.cv_url:
        lines.append(link(a.candidate.cv_url))
    state = (
        ENDED.get(a.state)
        or f"{esc(standing.stage.name)} since {when(a.stage_since, '{date_short}')} · {next_words(standing, people)}"
    )
    booked = [i for i in standing.interviews if i.is_booked]
    steps = [b for b in buttons(standing) if b["action_id"] != OPEN]
    mine = [b for b in (*steps, *_cards(standing), *_set_manager(standing), *more) if may(b["action_id"])]
    return modal(
        "Candidate",
        [
            section("\n".join(lines)),
            section(f"*Where they stand*\n{state}" + (f"\n{hears}" if hears else "")),
            section("*Interviews*\n" + ("\n".join(_line(i, standing, people) for i in booked) or "None booked yet.")),
            actions(*mine) if mine else context("There is nothing for you to do here now."),
        ],
        callback="candidate.card",
        metadata=str(a.id),
    )


def _cards(standing: Standing) -> Sequence[Block]:
    """From the debrief on, and once it is decided: they begin with the summary."""
    a = standing.application
    later = not a.is_open or standing.stage.kind in {"debrief", "offer"}
    return [button("Read the cards", action=READ, value=value_of(a))] if later and standing.handed_in else []


def _set_manager(standing: Standing) -> Sequence[Block]:
    a = standing.application
    label = "Change hiring manager" if a.hiring_manager else "Set hiring manager"
    return [button(label, action=MANAGER, value=value_of(a))] if a.is_open else []


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
    return application_of(view["private_metadata"]), str(answers(view).get("reason", ""))


def _line(interview: Interview, standing: Standing, people: Mapping[str, Person]) -> str:
    owes = {person for i, person in standing.missing if i.id == interview.id}
    seats = []
    for seat in interview.panel:
        said = {Answer.ACCEPTED: " ✓", Answer.DECLINED: " (can't)"}.get(seat.answer, "")
        seats.append(name_of(seat.person, people) + said + (" · scorecard missing" if seat.person in owes else ""))
    name = esc(standing.process.session(interview.session).name)
    return f"• {name}, {when(interview.starts_at)}: {', '.join(seats)}"
