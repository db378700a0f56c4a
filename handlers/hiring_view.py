"""What /hiring shows: the pipeline, and help for who is asking. The team has views of its own."""

from collections.abc import Mapping
from datetime import datetime

from bot.hiring.person import Person, Role
from bot.hiring.standing import Standing
from bot.ports import Block
from handlers import headline_view
from handlers.blocks import button, context, esc, modal, section

COMMAND = "/hiring"
PIPELINE = "hiring.pipeline"

SHOWN_AT_MOST = 90  # of Slack's 100 blocks in a modal


def row(standing: Standing, people: Mapping[str, Person], now: datetime, *, quiet: int | None = None) -> Block:
    """*quiet* is for how many days nothing has happened, when that is too long."""
    a = standing.application
    days = max(0, (now - a.stage_since).days)
    words = headline_view.next_words(standing, people)
    if quiet is not None:
        words = f"{words}\n:hourglass: nothing has happened for {quiet} day{'' if quiet == 1 else 's'}".strip()
    stands = f"{days} day{'' if days == 1 else 's'} in {esc(standing.stage.name)}"
    if not a.is_open:
        stands = "turned down"
    return section(
        f"*{esc(a.name)}* · {stands}\n{words}".rstrip(),
        button("Open", action=headline_view.OPEN, value=headline_view.value_of(a)),
    )


HELP: tuple[tuple[str, frozenset[Role], tuple[str, ...]], ...] = (
    (
        "Your candidates",
        frozenset({Role.RECRUITER}),
        (
            "`/candidate` open an application · `/candidate NAME` see where somebody stands",
            "`/schedule NAME` find times, book, move or cancel an interview",
            "`/hiring pipeline` every open candidate, by stage",
            "A candidate's headline in their channel has the buttons of the next step.",
        ),
    ),
    (
        "Deciding",
        frozenset({Role.HIRING_MANAGER}),
        (
            "`/candidate NAME` see where your candidate stands",
            "You decide, with a reason, on the candidate's headline once every scorecard is in.",
        ),
    ),
    (
        "Interviewing",
        frozenset({Role.INTERVIEWER}),
        (
            "`/scorecard` write the scorecard you owe, oldest first",
            "`/scorecard NAME` correct one you handed in, until the debrief opens or the stage is decided",
            "The kit comes a quarter of an hour before, with [Take notes] from the start.",
            "`/hiring me` your working hours, days off and caps",
        ),
    ),
    (
        "How hiring does",
        frozenset({Role.RECRUITER, Role.HIRING_MANAGER, Role.ADMIN}),
        ("`/hiring stats` how many go on from each stage, how long it takes",),
    ),
    (
        "The team",
        frozenset({Role.RECRUITER, Role.ADMIN}),
        ("`/hiring team` people, roles and sessions · `/hiring team NAME` look somebody up",),
    ),
    (
        "Setting up",
        frozenset({Role.ADMIN}),
        (
            "[Add people] in `/hiring team` gives many people roles and sessions at once.",
            "Stages, sessions, traits, questions and letters stand in `process.yaml`, read when the bot starts.",
            "Each candidate stays on the version they started with.",
            "`interview-bot check` on the server says what is missing: channel, calendar, mail, process.",
        ),
    ),
)
"""(title, for whom, lines): who has one of the roles reads it."""


def help_for(actor: Person, *, unknown: str = "") -> Block:
    parts = [(title, lines) for title, roles, lines in HELP if actor.has(*roles)]
    blocks = [section(f"*{title}*\n" + "\n".join(lines)) for title, lines in parts]
    if not actor.roles:
        blocks.append(section("You have no role yet. An admin gives you one with `/hiring team`."))
    elif not actor.has(Role.INTERVIEWER):
        blocks.append(section("`/hiring me` your working hours and days off: reminders wait for them."))
    roles = ", ".join(role.words for role in sorted(actor.roles)) or "no role yet"
    blocks.append(context(f"You are: {roles}. What is yours to do stands on Home; `/hiring help` shows this again."))
    if unknown:
        blocks.insert(0, section(f"I don't know “{esc(unknown)}”."))
    return modal("Hiring help", blocks, callback="hiring.shown")
