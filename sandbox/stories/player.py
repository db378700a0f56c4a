"""Somebody who plays in a story: what they do has to work, and what they must see has to come."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sandbox.person import Message, Outcome, Person, Window
from sandbox.stories.sights import FormRefused, FormSeen, HomeSeen, Sight, Typed

PATIENCE = 20.0  # seconds of real time until something expected counts as not coming
HIRING = "hiring"


class Player:
    def __init__(
        self, person: Person, shows: Callable[[Sight], None], looks: Callable[[], None], alive: Callable[[], None]
    ) -> None:
        self.person = person
        self._shows, self._looks, self._alive = shows, looks, alive

    @property
    def name(self) -> str:
        return self.person.member.real_name

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    @property
    def email(self) -> str:
        return self.person.member.email

    # doing

    def types(self, command: str, words: str = "") -> None:
        self._shows(Typed(self.person, f"{command} {words}".rstrip()))
        self._went_well(self.person.types(command, words), f"typed {command} {words}")

    def presses(self, label: str, on: Message | str | None = None, *, near: str = "") -> None:
        self._went_well(self.person.presses(label, on, near=near), f"pressed {label!r}")

    def fills_in(self, answers: Mapping[str, Any]) -> None:
        self._went_well(self.person.fills_in(answers), f"filled in {list(answers)}")

    def hands_in(self) -> None:
        self.shows_form()
        self._went_well(self.person.hands_in(), "handed in a form")

    def hands_in_and_is_refused(self, *words: str) -> None:
        """The form stays open, says every one of *words*, and keeps what was typed."""
        self.shows_form()
        typed = self.modal.values
        outcome = self.person.hands_in()
        said = " ".join(outcome.errors.values())
        missing = [word for word in words if word not in said]
        if outcome.ok or missing:
            raise AssertionError(f"{self.name} should be refused with {words}, and is told: {said or 'nothing'}")
        if self.modal.values != typed:
            raise AssertionError(f"{self.name} lost what was typed: {typed}")
        self._shows(FormRefused(self.person, outcome.errors))

    def closes(self) -> None:
        self._went_well(self.person.closes(everything=True), "closed a form")

    # seeing

    @property
    def modal(self) -> Window:
        """What is open in front of them. Raises AssertionError when nothing is."""
        modal = self.person.modal
        if modal is None:
            raise AssertionError(f"{self.name} has no form open.\n{self.person.describe()}")
        return modal

    def shows_form(self) -> None:
        self._shows(FormSeen(self.person, self.modal))

    def waits_for_form(self, *words: str) -> Window:
        """Until the open modal's title, text, buttons or submit hold every one of *words*."""

        def there() -> Window | None:
            modal = self.person.modal
            there = modal and _holds([modal.text, modal.submit, *modal.fields, *modal.buttons], words)
            return modal if there else None

        form: Window = self._waits(there, f"for a form with {words}")
        return form

    def headline(self, candidate: str, *words: str) -> Message:
        """The candidate's one message in the hiring channel, once it holds *words* (text or buttons)."""
        return self._message(lambda: self.person.sees(HIRING), (candidate, *words), f"for {candidate}'s headline")

    def sees_in_thread(self, candidate: str, *words: str) -> Message:
        return self._message(lambda: self.thread(candidate), words, f"in {candidate}'s thread")

    def thread(self, candidate: str) -> list[Message]:
        headline = _newest(self.person.sees(HIRING), (candidate,))
        return self.person.thread(headline) if headline else []

    def is_told(self, *words: str) -> Message:
        """A direct message of the bot that holds *words* (text or buttons)."""
        return self._message(lambda: self.person.dms, words, "for a direct message")

    def sees_on_home(self, *words: str) -> Window:
        self._went_well(self.person.opens_home(), "opened Home")

        def there() -> Window | None:
            home = self.person.home
            return home if home and _holds([home.text, *home.buttons], words) else None

        home: Window = self._waits(there, f"for Home with {words}")
        self._shows(HomeSeen(self.person, home))
        return home

    def learns_nothing(self, candidate: str, *words: str) -> None:
        """None of *words* stands in front of them where *candidate* is spoken of; others have a history, too."""
        shown = "\n".join(self._about(candidate))
        for word in words:
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", shown):
                raise AssertionError(f"{self.name} should not see {word!r} about {candidate}.\n{shown}")

    def _about(self, candidate: str) -> Iterator[str]:
        """What they can read of one candidate: whatever is open, Home, and every message and thread that names them."""
        windows = [it for it in (self.person.modal, self.person.home) if it]
        yield from (it.text for it in windows if candidate in it.text)
        for message in [*self.person.dms, *self.person.sees(HIRING)]:
            talk = [message, *(self.person.thread(message) if not message.thread_ts else [])]
            if any(candidate in it.all_text or candidate in it.text for it in talk):
                yield from (f"{it.all_text}\n{it.text}" for it in talk)

    def _message(self, messages: Callable[[], list[Message]], words: tuple[str, ...], why: str) -> Message:
        found: Message = self._waits(lambda: _newest(messages(), words), f"{why} with {words}")
        return found

    def _waits(self, there: Callable[[], Any], why: str) -> Any:
        def asked() -> Any:
            self._alive()
            return there()

        found = self.person.waits_for(asked, PATIENCE, why)
        self._looks()
        return found

    def _went_well(self, outcome: Outcome, what: str) -> None:
        modal = self.person.modal
        sorry = modal is not None and modal.title == "Sorry"
        if not outcome.ok or sorry:
            self._alive()
            said = modal.text if modal and sorry else outcome.error or outcome.errors
            raise AssertionError(f"{self.name} {what}, and was told: {said}\n{self.person.describe()}")


def _newest(messages: list[Message], words: tuple[str, ...]) -> Message | None:
    return next((it for it in reversed(messages) if _holds([it.all_text, it.text, *it.buttons], words)), None)


def _holds(shown: list[str], words: tuple[str, ...]) -> bool:
    """Whether every one of *words* stands there; what is bold does not matter."""
    text = "\n".join(shown).replace("*", "")
    return all(word in text for word in words)
