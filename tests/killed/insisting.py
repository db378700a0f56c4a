"""Somebody whose bot is killed again and again: they press once more, as people do, until it is acknowledged."""

import time

PATIENCE = 120.0
SORRY = ("Not saved", "did not answer", "Something broke", "took too long", "Sorry", "did not do what I asked")


class Refused(AssertionError):
    """The bot said no to what it should have taken, or never took it."""


class Insisting:
    """*person* at their keyboard; *world* tells when the bot is there. `apologies` counts what they were told."""

    def __init__(self, world, person):
        self.world, self.person = world, person
        self.apologies = 0

    def until(self, goal, act, why):
        """*act* again and again until *goal* gives something."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self.world.is_there()
            act()
            if found := goal():
                return found
            self.world.moment()
        raise Refused(f"in vain: {why}\n{self.person.describe()[-3000:]}")

    def sees(self, goal, why):
        return self.until(goal, lambda: None, why)

    def opens(self, act, *words):
        """A window that says one of *words*, by a command or a button."""
        self.person.loses_the_window()
        return self.until(lambda: self._window(words), act, f"a window with {words}")

    def hands_in(self, why):
        """Until the bot acknowledged it. False: the window is no form any more, and it was not kept."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self.world.is_there()
            self.reads_the_apologies()
            form = self.person.modal.id
            outcome = self.person.hands_in()
            if outcome.ok:
                shown = self.person.modal
                return not (shown and shown.title == "Sorry" and shown.id == form)
            if outcome.errors:
                self._must_be_sorry(outcome.errors, why)
            self.world.moment()
        raise Refused(f"never acknowledged: {why}\n{self.person.describe()[-3000:]}")

    def fills_in(self, field, value):
        """Whether the bot took it."""
        self.reads_the_apologies()
        return self.person.fills_in({field: value}).ok

    def reads_the_apologies(self):
        """What was not kept while they typed is told in a window over the form: they close it and go on."""
        while self.person.modal and self.person.modal.title == "Sorry":
            self.apologies += 1
            below = len(self.world.workspace.windows.stack(self.person.member.id)) > 1
            if not below:
                return
            self.person.closes()

    def _must_be_sorry(self, errors, why):
        self.apologies += 1
        if not all(any(words in said for words in SORRY) for said in errors.values()):
            raise Refused(f"{why} was refused: {errors}")

    def _window(self, words):
        modal = self.person.modal
        return modal if modal and any(it in f"{modal.title} {modal.text} {modal.submit}" for it in words) else None
