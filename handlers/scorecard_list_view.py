"""What /scorecard shows around the form: the list of those owed and handed in, and the thank-you."""

from collections.abc import Sequence

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.process import Process
from bot.ports import Block
from handlers.blocks import actions, button, context, header, modal, section, when
from handlers.scorecard_view import OPEN, about

Told = tuple[Interview, Application, Process]
LISTED = 40  # of each kind; Slack takes 100 blocks

CORRECT = "scorecard.correct"
NOTE, LIST = "scorecard.note", "scorecard.list"

HANDED_IN = "Handed in, thank you. Cards open when everyone's is in."
CORRECTED = "Handed in anew, thank you. What you wrote first is kept beside it."
UNCHANGED = "Nothing was changed; it stays as you handed it in."
CORRECTABLE = "It can be corrected until the debrief opens or the stage is decided."


def thanks(interview: int) -> Block:
    return _thanks(HANDED_IN, interview)


def thanks_again(interview: int) -> Block:
    return _thanks(CORRECTED, interview)


def unchanged(interview: int) -> Block:
    return _thanks(UNCHANGED, interview)


def lists(owed: Sequence[Told], handed_in: Sequence[Told]) -> Block:
    """Those owed first, oldest first; then those that can still be corrected."""
    rows = [_listed(told, "Write scorecard", OPEN) for told in owed[:LISTED]]
    if handed_in:
        rows.append(header("Handed in"))
        rows.append(context(CORRECTABLE))
        rows += [_listed(told, "Correct", CORRECT) for told in handed_in[:LISTED]]
    return modal("Your scorecards", rows, callback=LIST)


def _thanks(words: str, interview: int) -> Block:
    again = actions(button("Correct", action=CORRECT, value=str(interview)))
    return modal("Scorecard", [section(words), again, context(CORRECTABLE)], callback=NOTE)


def _listed(told: Told, label: str, action: str) -> Block:
    interview, application, process = told
    words = f"{about(interview, application, process)}, {when(interview.starts_at)}"
    return section(words, button(label, action=action, value=str(interview.id)))
