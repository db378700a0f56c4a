"""The form that asks for times, and how it is read back."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.hiring.application import Application
from bot.hiring.errors import Incomplete
from bot.hiring.process import Process
from bot.hiring.wanted import LONGEST, Wanted
from bot.hiring.windows import read_windows
from bot.hiring.worktime import add_working_days
from bot.hiring.zones import read_zone
from bot.ports import Block
from handlers.blocks import (
    answers,
    checkboxes,
    esc,
    field,
    modal,
    people_select,
    section,
    text_input,
)

FIND = "schedule.find"
PEOPLE = "people_"
AHEAD = 10  # working days


def fresh(application: Application, sessions: Sequence[str], *, zone: str, today: date) -> Wanted:
    """What is proposed: everything there is to book, in the next ten working days, people chosen by the bot."""
    return Wanted(
        application=application.id,
        version=application.version,
        sessions=tuple(sessions),
        first=add_working_days(today, 1),
        last=add_working_days(today, AHEAD),
        zone=application.candidate.zone or zone,
    )


def form(wanted: Wanted, offered: Sequence[str], application: Application, process: Process) -> Block:
    """Filled in as *wanted*; *offered* are the sessions that can be ticked."""
    names = [(key, process.session(key).name) for key in offered]
    ticks = [field("sessions", "Interviews", checkboxes(names, initial=wanted.sessions))] if len(names) > 1 else []
    what = "New time for" if wanted.moves else "Times for"
    return modal(
        "Reschedule" if wanted.moves else "Schedule",
        [
            section(f"{what} *{esc(application.name)}*" + ("" if ticks else f": {esc(names[0][1])}")),
            *ticks,
            field("first", "From", _date(wanted.first)),
            field("last", "To", _date(wanted.last)),
            *(_people(key, wanted, process) for key in offered),
            field(
                "zone",
                "Candidate's time zone",
                text_input(initial=wanted.zone, limit=64),
                hint="A city or a name such as Europe/Berlin. Working hours of everybody else are kept in their own.",
            ),
            field(
                "windows",
                "When the candidate can",
                text_input(multiline=True, initial=wanted.windows, placeholder="2026-12-01 09:00-12:00"),
                optional=True,
                hint="One window per line, by the candidate's clock. Empty means any time of a working day.",
            ),
        ],
        callback=FIND,
        metadata=f"{_target(wanted)}.{','.join(offered)}",
        submit="Submit",
    )


def read(view: Block, *, today: date) -> Wanted:
    """Raises Incomplete for a zone, a window or dates that cannot be meant."""
    application, version, moves, moves_version, offered = view["private_metadata"].split(".", 4)
    given = answers(view)
    zone = read_zone(str(given.get("zone", "")))
    windows = str(given.get("windows", ""))
    read_windows(windows, zone)
    keys = offered.split(",")
    sessions = tuple(key for key in keys if key in given.get("sessions", ())) if len(keys) > 1 else tuple(keys)
    if not sessions:
        raise Incomplete({"sessions": "Please tick at least one."})
    return Wanted(
        application=int(application),
        version=int(version),
        sessions=sessions,
        **_days(str(given.get("first", "")), str(given.get("last", "")), today),
        zone=zone,
        windows=windows,
        chosen={key: tuple(given[PEOPLE + key]) for key in sessions if given.get(PEOPLE + key)},
        moves=int(moves) or None,
        moves_version=int(moves_version),
    )


def _days(first: str, last: str, today: date) -> dict[str, date]:
    try:
        begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise Incomplete({"first": "Please give a day."}) from None
    if ends < today:
        raise Incomplete({"last": "This day is over. Please choose a later one."})
    if ends < begins:
        raise Incomplete({"last": "The last day is before the first."})
    begins = max(begins, today)
    if ends - begins > LONGEST - timedelta(days=1):
        raise Incomplete({"last": f"Please look at {LONGEST.days} days at a time."})
    return {"first": begins, "last": ends}


def _people(key: str, wanted: Wanted, process: Process) -> Block:
    session = process.session(key)
    size = session.panel
    number = str(size.min) if size.min == size.max else f"{size.min} to {size.max}"
    return field(
        PEOPLE + key,
        f"Panel: {session.name}",
        people_select(initial=wanted.chosen.get(key, ()), placeholder="Choose for me", limit=size.max),
        optional=True,
        hint=f"{number} {'person' if number == '1' else 'people'}. Empty: I choose, fewest recent interviews first.",
    )


def _date(day: date) -> Block:
    return {"type": "datepicker", "initial_date": day.isoformat()}


def _target(wanted: Wanted) -> str:
    return f"{wanted.application}.{wanted.version}.{wanted.moves or 0}.{wanted.moves_version}"
