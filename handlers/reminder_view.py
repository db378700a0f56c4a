"""The words of what is due: the bell at the end, the nudge a day later, and what the coordinator hears."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.person import Person
from bot.hiring.process import Process
from bot.ports import Block, Message
from handlers import headline_view
from handlers.blocks import actions, button, esc, message, section, when
from handlers.scorecard_view import about, write
from handlers.scorecard_without_view import WENT_ON_WITHOUT_YOURS, go_on

BELL, NUDGE, OWED, STAND_IN = "reminder.bell", "reminder.nudge", "reminder.owed", "reminder.stand_in"


@dataclass(frozen=True)
class Told:
    """An interview with the words to name it."""

    interview: Interview
    application: Application
    process: Process

    @property
    def words(self) -> str:
        return about(self.interview, self.application, self.process)


def bell(told: Told) -> Message:
    text = f"{told.words} is over. Please write down what you saw while it is fresh; two or three minutes are enough."
    return message(text, section(text), actions(write(str(told.interview.id))))


def nudge(told: Told) -> Message:
    text = f"{told.words}, {when(told.interview.ends_at)}: your scorecard is still missing. What you typed is kept."
    return message(text, section(text), actions(write(str(told.interview.id))))


def owed(told: Told, missing: Sequence[Person], *, may_go_on: bool) -> Message:
    """*may_go_on*: they were waited for long enough."""
    names = esc(", ".join(person.name for person in missing))
    text = f"{told.words}, {when(told.interview.ends_at)}: still waiting for the scorecard of {names}. They know."
    if not may_go_on:
        return message(text, section(text), actions(_open(told)))
    if len(missing) == 1:
        return message(text, section(text), actions(_open(told), go_on(told.interview, missing[0])))
    each = [section(esc(person.name), go_on(told.interview, person)) for person in missing]
    return message(text, section(text), *each, actions(_open(told)))


def only_yours(told: Told) -> Message:
    text = f"{told.words}: the others' scorecards are in, only yours is missing."
    return message(text, section(text), actions(write(str(told.interview.id))))


def stands_in(told: Told, coordinator: Person) -> Message:
    """For another recruiter: nobody goes on without a card of their own."""
    name = esc(coordinator.name)
    text = (
        f"{told.words}, {when(told.interview.ends_at)}: the scorecard of {name} is still missing. "
        "As the coordinator they cannot go on without a card of their own: you can."
    )
    return message(text, section(text), actions(_open(told), go_on(told.interview, coordinator)))


def without(told: Told, people: Sequence[Person]) -> Message:
    names = esc(", ".join(person.name for person in people))
    text = f"{told.words}: you go on without the scorecard of {names}. They may still hand it in."
    return message(text, section(text), actions(_open(told)))


def went_on(told: Told) -> Message:
    text = f"{told.words}: {WENT_ON_WITHOUT_YOURS}"
    return message(text, section(text), actions(write(str(told.interview.id))))


def _open(told: Told) -> Block:
    return button("Open", action=headline_view.OPEN, value=headline_view.value_of(told.application))


def handed_in(told: Told) -> Message:
    text = f"{told.words}: handed in, thank you."
    return message(text, section(text))


def all_in(told: Told) -> Message:
    text = f"{told.words}: nothing is missing any more."
    return message(text, section(text))


def not_needed(told: Told) -> Message:
    text = f"{told.words}: no scorecard is needed any more."
    return message(text, section(text))
