"""Somebody at the page: what they do is what a newcomer would do with mouse and keyboard, by the words they read."""

import re

from playwright.sync_api import Locator, Page, expect


class Screen:
    """One browser window. `taps` counts presses, picks and ticks, as the sandbox's `Person` does; typing costs none."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self._home = page, home
        self.taps = 0

    # going somewhere

    def becomes(self, who: str) -> None:
        """Somebody else sits down at this window: by their face, and so in the same room."""
        self._follows(self.page.locator(f"#face-{who}").get_by_role("link"))
        expect(self.page.locator("body")).to_have_attribute("data-who", who)

    def goes_to(self, room: str) -> None:
        """Slack, Calendars or Mailbox."""
        self._follows(self.page.get_by_role("navigation", name="Rooms").get_by_role("link", name=room))

    def opens_messages(self) -> None:
        """Their own ones with the app."""
        self._follows(self.page.locator("#place-app").get_by_role("link"))
        self._follows(self.page.locator("#pane header").get_by_role("link", name="Messages"))

    def opens_home(self) -> None:
        """The app's, as it is for them."""
        self._follows(self.page.locator("#place-app").get_by_role("link"))
        self._follows(self.page.locator("#pane header").get_by_role("link", name="Home"))

    def opens_channel(self, name: str = "hiring") -> None:
        self._follows(self.page.locator("#places").get_by_role("link", name=name))

    def opens_thread(self, words: str) -> None:
        message = self.message(words)
        message.hover()  # else there is no such link
        self._follows(message.get_by_role("link", name="Reply in thread"))

    def opens_event(self, title: str) -> None:
        self._follows(self.event(title))

    def opens_letter(self, subject: str) -> None:
        """The newest with that subject, in the mailbox."""
        self._follows(self.page.locator("#letters").get_by_role("link", name=subject).first)

    def _follows(self, link: Locator) -> None:
        """Until the page it leads to stands there and its script runs."""
        with self.page.expect_navigation():
            link.click()

    # seeing

    def looks(self) -> None:
        """What changed in the last blink stands there too: a button that was drawn anew takes no more presses."""
        self.page.evaluate("look()")

    @property
    def modal(self) -> Locator:
        return self.page.locator("#modal")

    def message(self, words: str, *, thread: bool = False) -> Locator:
        """The newest message with these words."""
        return self.page.locator("#replies .message" if thread else "#stream .message", has_text=words).last

    @property
    def letter(self) -> Locator:
        """The one that is open in the mailbox."""
        return self.page.locator("#letter")

    @property
    def letter_inside(self) -> Locator:
        """What it says, as its reader sees it."""
        return self.letter.frame_locator("iframe").locator("body")

    def event(self, title: str) -> Locator:
        """In the week of the calendar that they look at."""
        return self.page.locator("#week").get_by_role("link", name=title)

    def sees(self, words: str, *, within: Locator | None = None) -> None:
        expect((within or self.page.locator("body")).get_by_text(words).last).to_be_visible()

    # doing

    def types(self, command: str) -> None:
        box = self.page.locator("#say-main")
        box.fill(command)
        box.press("Enter")

    def presses(self, label: str, on: Locator | None = None, *, sure: str = "") -> None:
        """A button; *sure* is what they press when they are asked whether they mean it."""
        if on:
            self.looks()
        self._clicks(label, on or self.modal)
        if sure:
            self._clicks(sure, self.page.locator("#confirm"))

    def writes(self, label: str, text: str, on: Locator | None = None) -> None:
        (on or self.modal).get_by_role("textbox", name=label).first.fill(text)

    def chooses(self, label: str, option: str, on: Locator | None = None) -> None:
        """An option of a menu, or one to tick, in the field that is called so; by its first words."""
        self.taps += 1
        place, begins = on or self.modal, re.compile(rf"^{re.escape(option)}(?!\w)")
        menu = place.get_by_role("combobox", name=label)
        field = place.get_by_role("group", name=label).or_(menu).first
        if field.evaluate("it => it.tagName") == "SELECT":
            field.select_option(label=option)
        else:
            field.get_by_role("radio", name=begins).or_(field.get_by_role("checkbox", name=begins)).check()

    def picks_people(self, label: str, *names: str) -> None:
        """From a menu that takes several: opened, ticked, and left."""
        menu = self.modal.locator("details.multi", has=self.page.get_by_role("group", name=label, include_hidden=True))
        menu.locator("summary").click()
        for name in names:
            menu.get_by_role("checkbox", name=name).check()
        menu.locator("summary").click()
        self.taps += 2 + len(names)

    def hands_in(self, label: str = "Submit") -> None:
        self._clicks(label, self.modal.locator("footer"))

    def closes(self, label: str = "Close") -> None:
        self._clicks(label, self.modal.locator("footer"))
        expect(self.modal).to_have_count(0)

    def answers(self, word: str) -> None:
        """Yes, Maybe or No to the event that stands open beside the week."""
        button = self.page.get_by_role("group", name="Will you be there?").get_by_role("button", name=word)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")

    def _clicks(self, label: str, on: Locator) -> None:
        self.taps += 1
        on.get_by_role("button", name=label, exact=True).last.click()

    # what stands in a form

    def field(self, label: str) -> Locator:
        return self.modal.get_by_role("textbox", name=label).first

    def error_at(self, label: str) -> Locator:
        """What a field says about itself, or about what is chosen in it."""
        block = self.modal.locator(".block-input", has=self.page.get_by_text(label)).first
        return block.locator(".field-error")
