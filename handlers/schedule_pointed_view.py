"""What the coordinator is told when an event was dragged onto something else, or out of somebody's day."""

from collections.abc import Sequence
from datetime import timedelta

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.process import Process
from bot.ports import Message
from handlers.blocks import actions, button, context, esc, message, section
from handlers.schedule_note_view import REPLACE, RESCHEDULE, time, title, value

POINTED = "schedule.pointed"
KEEP = "interview.keep"
MOMENT = timedelta(seconds=1)


def pointed(interview: Interview, application: Application, process: Process, obstacles: Sequence[str]) -> Message:
    """Without *obstacles* it is settled: moved again, given to others, cancelled, or left as it is."""
    what = f"{title(interview, process)} with {esc(application.name)}"
    text = f"Moved in the calendar: {what}"
    if not obstacles:
        return message(text, section(f"Moved in the calendar: {what}"), context("Settled."))
    return message(
        text,
        section(f"*Moved in the calendar* to {time(interview)}: {what}\n{esc(' '.join(obstacles))}"),
        actions(
            button("Find new time", action=RESCHEDULE, value=value(interview), style="primary"),
            button("Replace", action=REPLACE, value=value(interview)),
            button("Leave it there", action=KEEP, value=value(interview)),
        ),
    )
