"""The milestones of a session in its notes: one tap notes the time, the next takes it back; the clock can be paused."""

from bot.hiring import timing
from bot.hiring.debrief import Card
from bot.hiring.process import Process
from bot.ports import Block
from handlers.blocks import actions, button, context
from handlers.scorecard_sheet_view import Sheet

MILESTONE = "scorecard.milestone"
CLOCK = "scorecard.clock"
HOW = "A tap notes the time since the start, a second one takes it back. Faults that are ours pause the clock."


def milestones(sheet: Sheet) -> list[Block]:
    """A block for each: Slack wants every button of one block to be called differently."""
    noted = {it.milestone: it for it in timing.reached(sheet.presses)}
    shown = [it for it in sheet.session.milestones if it.id in noted or sheet.clock_runs]
    buttons = [_milestone(it.id, it.label, noted.get(it.id)) for it in shown]
    if not buttons:
        return []
    return [context(HOW), *buttons, *([_clock(sheet)] if sheet.clock_runs else [])]


def told(card: Card, process: Process) -> str:
    """For readers of the card; blank when nothing was noted."""
    labels = {it.id: it.label for it in process.session(card.interview.session).milestones}
    noted = timing.reached(card.scorecard.answers.presses)
    return " · ".join(_told(labels[it.milestone], it) for it in noted if it.milestone in labels)


def _milestone(key: str, label: str, noted: timing.Reached | None) -> Block:
    words = f"{label} · {noted.minutes} min" if noted else label
    style = "primary" if noted else None
    return actions(button(words, action=MILESTONE, value=key, style=style), block=f"milestone.{key}")


def _clock(sheet: Sheet) -> Block:
    label = "Resume clock" if timing.is_paused(sheet.presses) else "Pause clock"
    return actions(button(label, action=CLOCK), block="clock")


def _told(label: str, it: timing.Reached) -> str:
    paused = f", {it.paused} min paused" if it.paused else ""
    return f"{label} after {it.minutes} min{paused}"
