"""The forms that change a booked interview: cancel it, give a seat to somebody else."""

from collections.abc import Mapping, Sequence

from bot.hiring.application import Application
from bot.hiring.errors import Incomplete
from bot.hiring.interview import Answer, Interview
from bot.hiring.person import Person
from bot.hiring.process import Process
from bot.ports import Block
from handlers.blocks import (
    actions,
    answers,
    button,
    context,
    esc,
    field,
    modal,
    radio,
    section,
    select,
    text_input,
)
from handlers.schedule_note_view import RESCHEDULE, of_value, time, title, value

CANCELLED = "interview.cancelled"
REPLACED = "interview.replaced"

Best = Sequence[tuple[str, str]]  # (person id, why them), best first


def cancel_form(interview: Interview, application: Application, process: Process) -> Block:
    return modal(
        "Cancel interview",
        [
            section(f"*{title(interview, process)}* with *{esc(application.name)}*\n{time(interview)}"),
            section("The event is deleted; the panel and the candidate are told."),
            field(
                "reason",
                "A word to the candidate",
                text_input(multiline=True, limit=600, placeholder="We will write to you about a new time."),
                optional=True,
                hint="Stands in their mail as you write it.",
            ),
        ],
        callback=CANCELLED,
        metadata=value(interview),
        submit="Submit",
        close="Keep it",
    )


def read_cancellation(view: Block) -> tuple[int, int, str]:
    """The interview, the version its reader saw, the word to the candidate."""
    interview, version, _ = of_value(view["private_metadata"])
    return interview, version, " ".join(str(answers(view).get("reason", "")).split())


def replace_form(
    interview: Interview,
    application: Application,
    process: Process,
    people: Mapping[str, Person],
    leaves: str,
    best: Best,
) -> Block:
    """*best* can all take the seat at that very time; the first is proposed."""
    seats = [(seat.person, _seat(people, seat.person, seat.answer)) for seat in interview.panel]
    names = [(person, people[person].name) for person, _ in best]
    return modal(
        "Replace",
        [
            section(
                f"*{title(interview, process)}* with *{esc(application.name)}*\n{time(interview)}. The time stays."
            ),
            field("leaves", "Who can't come?", select(seats, initial=leaves or _first(interview))),
            field("joins", "Who takes the seat?", radio(names, initial=names[0][0])),
            context(*(esc(reason) for _, reason in best)),
        ],
        callback=REPLACED,
        metadata=value(interview),
        submit="Submit",
    )


def nobody_free(interview: Interview, application: Application, process: Process) -> Block:
    return modal(
        "Replace",
        [
            section(
                f"Nobody else who can lead *{title(interview, process)}* with *{esc(application.name)}* "
                f"is free {time(interview)}."
            ),
            actions(button("Reschedule", action=RESCHEDULE, value=value(interview), style="primary")),
        ],
        callback="schedule.note",
    )


def read_replacement(view: Block, people: Mapping[str, Person]) -> tuple[int, int, str, str]:
    """The interview, the version its reader saw, who leaves, who joins. Raises Incomplete."""
    interview, version, _ = of_value(view["private_metadata"])
    given = answers(view)
    leaves, joins = str(given.get("leaves", "")), str(given.get("joins", ""))
    gaps = {} if leaves else {"leaves": "Please choose who can't come."}
    if joins not in people:
        gaps["joins"] = "Please choose who takes the seat."
    if gaps:
        raise Incomplete(gaps)
    return interview, version, leaves, joins


def _first(interview: Interview) -> str:
    """Who said they can't, else the first of the panel."""
    return next((seat.person for seat in interview.panel if seat.answer is Answer.DECLINED), interview.panel[0].person)


def _seat(people: Mapping[str, Person], person: str, answer: Answer) -> str:
    return people[person].name + (" (can't come)" if answer is Answer.DECLINED else "")
