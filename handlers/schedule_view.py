"""What scheduling shows before anything is booked: whom it is about, the times found, or what stood in the way."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.hiring.application import Application
from bot.hiring.errors import Incomplete
from bot.hiring.letter_facts import spelled_in
from bot.hiring.person import Person
from bot.hiring.process import Process
from bot.hiring.slots import Booking, Option
from bot.hiring.slots_reasons import day_text, names_text
from bot.hiring.spoken import spoken_hours, zone_words
from bot.hiring.wanted import SlotSearch
from bot.hiring.worktime import add_working_days, local
from bot.ports import Block
from handlers.blocks import (
    actions,
    answers,
    button,
    clock_time,
    context,
    divider,
    esc,
    field,
    first_of,
    modal,
    radio,
    section,
)
from handlers.headline_view import value_of

COMMAND = "/schedule"
FORM = "schedule.form"
CHANGE = "schedule.change"
COPY = "schedule.copy"
BOOK = "schedule.book"
NOTE = "schedule.note"


def several(applications: Sequence[Application], process: Process) -> Block:
    rows = [
        section(
            f"*{esc(a.name)}* · {esc(process.role(a.role).name)}",
            button("Schedule", action=FORM, value=value_of(a)),
        )
        for a in applications
    ]
    how = ": `/schedule NAME` finds them"
    return modal("Who is it about?", first_of(rows, 20, how=how), callback=NOTE)


def found(search: SlotSearch, application: Application, process: Process, people: Mapping[str, Person]) -> Block:
    """The options, each with who, when and why; one is picked and booked."""
    zone = search.wanted.zone
    shown: list[Block] = [context(f"For *{esc(application.name)}*. Times are {esc(zone_words(zone))}.")]
    labels = []
    for number, option in enumerate(search.options):
        shown += [
            section(_option(number, option, zone, process, people)),
            context(*_why(option, zone, process, search)),
        ]
        shown.append(divider())
        labels.append((str(number), _label(number, option, zone, people)))
    return modal(
        "Times",
        [
            *shown,
            field("option", "Which one?", radio(labels, initial="0")),
            actions(
                button("Copy for candidate", action=COPY, value=str(search.id)),
                button("Change", action=CHANGE, value=str(search.id)),
            ),
        ],
        callback=BOOK,
        metadata=str(search.id),
        submit="Book",
    )


def none_found(search: SlotSearch, application: Application, obstacles: Sequence[str]) -> Block:
    lines = "\n".join(f"• {esc(obstacle)}" for obstacle in obstacles)
    return modal(
        "No time found",
        [
            section(
                f"There is no time for *{esc(application.name)}* as asked. What stands in the way, and what would help:"
            ),
            section(lines or "• Nothing was asked for"),
            actions(button("Change", action=CHANGE, value=str(search.id), style="primary")),
        ],
        callback=NOTE,
    )


def for_candidate(search: SlotSearch, process: Process) -> Block:
    """The times as text, ready to send."""
    zone = search.wanted.zone
    lines = "\n".join(f"- {_offer(option, zone, process)}" for option in search.options)
    text = f"Would one of these times suit you? All times are {zone_words(zone)}.\n\n{lines}"
    return modal(
        "Copy for candidate",
        [section(f"```{esc(text)}```"), context("Nothing is booked or held yet.")],
        callback=NOTE,
    )


def read_booking(view: Block) -> tuple[int, int]:
    """The search and which of its options was picked. Raises Incomplete."""
    picked = answers(view).get("option")
    if picked is None:
        raise Incomplete({"option": "Please choose a time."})
    return int(view["private_metadata"]), int(picked)


def _option(number: int, option: Option, zone: str, process: Process, people: Mapping[str, Person]) -> str:
    first = option.parts[0]
    day, hours = day_text(first.start, zone), _hours(first, option.parts[-1], zone)
    lines = [f"*{number + 1} · {day}, {hours}* · for you {clock_time(first.start)}"]
    for part in option.parts:
        names = names_text(people[person].name for person in part.panel)
        clock = f"{_hours(part, part, zone)} " if len(option.parts) > 1 else ""
        lines.append(f"{clock}{esc(process.session(part.session).name)}: {esc(names)}")
    return "\n".join(lines)


def _why(option: Option, zone: str, process: Process, search: SlotSearch) -> list[str]:
    texts = [esc(" · ".join(option.reasons))]
    days = max((process.session(part.session).prepare_days for part in option.parts), default=0)
    starts = local(option.parts[0].start, zone).date()
    if starts < add_working_days(local(search.at, zone).date(), days):
        texts.append(
            f":warning: Sooner than the {days} working day{'s' if days > 1 else ''} the candidate gets to prepare"
        )
    if len({local(part.start, zone).date() for part in option.parts}) > 1:
        texts.append(":warning: Not all on one day")
    return texts


def _label(number: int, option: Option, zone: str, people: Mapping[str, Person]) -> str:
    start = option.parts[0].start
    panel = dict.fromkeys(person for part in option.parts for person in part.panel)
    names = ", ".join(people[person].name.split()[0] for person in panel if people[person].name.split())
    return f"{number + 1} · {day_text(start, zone)} {local(start, zone):%H:%M} · {names}"


def _offer(option: Option, zone: str, process: Process) -> str:
    first = option.parts[0]
    if len(option.parts) == 1:
        return f"{spelled_in(first.start, zone)}, {spoken_hours(first.start, first.end, zone)}"
    parts = ", ".join(
        f"{spoken_hours(part.start, part.end, zone)} {process.session(part.session).name}" for part in option.parts
    )
    return f"{spelled_in(first.start, zone)}: {parts}"


def _hours(first: Booking, last: Booking, zone: str) -> str:
    overnight = last.end - first.start > timedelta(hours=20)
    until = f"{day_text(last.end, zone)} " if overnight else ""
    return f"{local(first.start, zone):%H:%M}–{until}{local(last.end, zone):%H:%M}"
