"""What /scorecard shows around the form: the list of those owed and handed in, and the thank-you."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.process import Process
from bot.ports import Block
from handlers.blocks import actions, button, context, header, modal, section, when
from handlers.scorecard_view import OPEN, about

Told = tuple[Interview, Application, Process]
LISTED = 30  # of each kind; Slack takes 100 blocks

CORRECT = "scorecard.correct"
NOTE, LIST = "scorecard.note", "scorecard.list"

HANDED_IN = "Handed in, thank you. Cards open when everyone's is in."
CORRECTED = "Corrected, thank you. What you wrote first is kept beside it."
UNCHANGED = "Nothing was changed; it stays as you handed it in."
CORRECTABLE = "It can be corrected until the debrief opens or the stage is decided. `/scorecard NAME` finds it again."
NOT_WAITED_FOR = "The others went on without these. You may still hand them in; they are marked as late."


@dataclass(frozen=True)
class Mine:
    """One person's scorecards: those owed, those nobody waits for any more, those that can be corrected."""

    owed: Sequence[Told]
    went_on: Sequence[Told]
    handed_in: Sequence[Told]

    @property
    def is_empty(self) -> bool:
        return not (self.owed or self.went_on or self.handed_in)

    @property
    def to_write(self) -> Sequence[Told]:
        return self.owed or self.went_on

    def about(self, words: str) -> "Mine":
        """Those about candidates whose name holds *words*."""
        parts = (self.owed, self.went_on, self.handed_in)
        return Mine(*([told for told in some if words.lower() in told[1].name.lower()] for some in parts))


def thanks(interview: int) -> Block:
    return _thanks(HANDED_IN, interview)


def thanks_again(interview: int) -> Block:
    return _thanks(CORRECTED, interview)


def unchanged(interview: int) -> Block:
    return _thanks(UNCHANGED, interview)


def lists(mine: Mine) -> Block:
    """Those owed first, oldest first; then those that may still be handed in, and those that can be corrected."""
    rows = [_listed(told, "Write scorecard", OPEN) for told in mine.owed[:LISTED]]
    if mine.went_on:
        rows += [header("No longer waited for"), context(NOT_WAITED_FOR)]
        rows += [_listed(told, "Write scorecard", OPEN) for told in mine.went_on[:LISTED]]
    if mine.handed_in:
        rows += [header("Handed in"), context(CORRECTABLE)]
        rows += [_listed(told, "Correct", CORRECT) for told in mine.handed_in[:LISTED]]
    return modal("Your scorecards", rows, callback=LIST)


def _thanks(words: str, interview: int) -> Block:
    again = actions(button("Correct", action=CORRECT, value=str(interview)))
    return modal("Scorecard", [section(words), again, context(CORRECTABLE)], callback=NOTE)


def _listed(told: Told, label: str, action: str) -> Block:
    interview, application, process = told
    words = f"{about(interview, application, process)}, {when(interview.starts_at)}"
    return section(words, button(label, action=action, value=str(interview.id)))
