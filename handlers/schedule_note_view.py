"""What is said about a booked interview: the note in the thread, the question to each interviewer, what went wrong."""

from collections.abc import Mapping, Sequence

from bot.hiring.application import Application
from bot.hiring.interview import Answer, Interview
from bot.hiring.person import Person
from bot.hiring.process import Process
from bot.ports import Block, Message
from handlers.blocks import actions, button, clock_time, context, esc, message, section, when
from handlers.headline_view import WITHDRAW, value_of
from handlers.schedule_view import FORM

THREAD = "schedule.thread"
ASK = "schedule.ask"
DECLINED = "schedule.declined"
CANDIDATE = "schedule.candidate_declined"
REMOVED = "schedule.removed"

ACCEPT = "interview.accept"
DECLINE = "interview.decline"
RESCHEDULE = "interview.reschedule"
CANCEL = "interview.cancel"
REPLACE = "interview.replace"
MISSED = "interview.missed"

SAYS = {Answer.ACCEPTED: "comes", Answer.DECLINED: "can't come", Answer.ASKED: "asked"}


def value(interview: Interview, person: str = "") -> str:
    """A button's value: the interview, the version its presser saw, and whose seat it is about."""
    return f"{interview.id}.{interview.version}.{person}"


def of_value(text: str) -> tuple[int, int, str]:
    number, version, person = text.split(".", 2)
    return int(number), int(version), person


def title(interview: Interview, process: Process) -> str:
    return esc(process.session(interview.session).name)


def time(interview: Interview) -> str:
    return f"{when(interview.starts_at)} to {clock_time(interview.ends_at)}"


def link(interview: Interview) -> str:
    return f"\n<{interview.meet_url}|Video link>" if interview.meet_url else ""


def thread_note(
    interview: Interview,
    process: Process,
    people: Mapping[str, Person],
    *,
    changeable: bool,
    doubtful: bool = False,
    missed: bool = False,
) -> Message:
    """*doubtful*: it is over and no scorecard is in; *missed*: somebody noted that it did not take place."""
    name = title(interview, process)
    if not interview.is_booked:
        words = "did not take place" if missed else "cancelled"
        return message(f"{name}: {words}", section(f"*{name}*: {words}\n~{time(interview)}~"))
    panel = ", ".join(f"{esc(people[seat.person].name)} ({SAYS[seat.answer]})" for seat in interview.panel)
    text = f"{name}: {time(interview)}"
    blocks = [section(f"*{name}*\n{time(interview)}{link(interview)}"), context(panel or "Nobody sits on this panel.")]
    if changeable:
        blocks.append(_buttons(interview))
    if doubtful:
        blocks.append(actions(button("Did not take place", action=MISSED, value=value(interview))))
    return message(text, *blocks)


def ask(interview: Interview, application: Application, process: Process, person: str, *, over: bool) -> Message:
    what = f"{title(interview, process)} with {esc(application.name)}"
    seat = interview.seat(person)
    if not interview.is_booked:
        return message(f"Cancelled: {what}", section(f"Cancelled: *{what}*\n~{time(interview)}~"))
    if seat is None:
        return message(f"Not needed any more: {what}", section(f"Somebody else takes your seat: *{what}*. Thank you."))
    told = section(f"You are on the panel: *{what}*\n{time(interview)}{link(interview)}")
    text = f"You are on the panel: {what}, {time(interview)}"
    match seat.answer:
        case Answer.ACCEPTED:
            return message(text, told, context("You'll be there. Thank you."))
        case Answer.DECLINED:
            return message(text, told, context("You can't. The coordinator knows and looks for somebody else."))
        case _:
            return message(text, told, *([] if over else [_answers(interview)]))


def declined(
    interview: Interview,
    application: Application,
    process: Process,
    people: Mapping[str, Person],
    person: str,
    best: Sequence[tuple[str, str]] | None,
    *,
    changeable: bool,
) -> Message:
    what = f"{title(interview, process)} with {esc(application.name)}"
    why = "can't come" if people[person].active else "is no longer here"
    who = f"{esc(people[person].name)} {why}"
    text = f"{who}: {what}"
    blocks = [section(f"*{who}*: {what}\n{time(interview)}")]
    seat = interview.seat(person)
    if not interview.is_booked:
        blocks.append(context("The interview is cancelled."))
    elif seat is None:
        blocks.append(
            context(f"Settled. The panel now: {esc(', '.join(people[who].name for who in interview.people))}")
        )
    elif seat.answer is not Answer.DECLINED:
        blocks.append(context("Settled: they can come after all."))
    elif changeable:
        blocks += [context(_best(best)), actions(_replace(interview, person), _reschedule(interview))]
    return message(text, *blocks)


def candidate_declined(
    interview: Interview, application: Application, process: Process, *, open_question: bool
) -> Message:
    what = title(interview, process)
    text = f"{esc(application.name)} can't come: {what}"
    blocks = [section(f"*{esc(application.name)}* declined in the calendar: {what}\n{time(interview)}")]
    if open_question:
        find = button("Find new time", action=RESCHEDULE, value=value(interview), style="primary")
        blocks.append(actions(find, button("Withdraw", action=WITHDRAW, value=value_of(application))))
    else:
        blocks.append(context("Settled."))
    return message(text, *blocks)


def removed(interview: Interview, application: Application, process: Process, *, to_book: bool) -> Message:
    what = f"{title(interview, process)} with {esc(application.name)}"
    text = f"Deleted in the calendar: {what}"
    blocks = [
        section(
            f"Somebody deleted this in the calendar: *{what}*\n~{time(interview)}~\n"
            "I noted it as cancelled. The calendar told the guests."
        )
    ]
    if to_book:
        blocks.append(actions(button("Schedule", action=FORM, value=value_of(application), style="primary")))
    return message(text, *blocks)


def _buttons(interview: Interview) -> Block:
    return actions(
        _reschedule(interview),
        button("Cancel interview", action=CANCEL, value=value(interview)),
        button("Replace", action=REPLACE, value=value(interview)),
    )


def _answers(interview: Interview) -> Block:
    return actions(
        button("I'll be there", action=ACCEPT, value=value(interview), style="primary"),
        button("I can't", action=DECLINE, value=value(interview)),
    )


def _replace(interview: Interview, person: str) -> Block:
    return button("Replace", action=REPLACE, value=value(interview, person), style="primary")


def _reschedule(interview: Interview) -> Block:
    return button("Reschedule", action=RESCHEDULE, value=value(interview))


def _best(best: Sequence[tuple[str, str]] | None) -> str:
    if best is None:
        return "Who is free at that time comes here in a moment; *Replace* shows it, too."
    if not best:
        return "Nobody else who can lead it is free at that time."
    return f"At the same time: {esc(best[0][1])}."
