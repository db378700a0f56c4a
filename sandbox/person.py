"""Somebody at their keyboard: types, sees, presses, fills in, hands in."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sandbox.slack.channels import Post
from sandbox.slack.desk import BOT_DM, Desk
from sandbox.slack.form_rules import refused_by_slack
from sandbox.slack.gestures import Outcome
from sandbox.slack.payloads import Actor
from sandbox.slack.people import Member
from sandbox.slack.seen import Message, Window, find_button, message_seen, window_seen
from sandbox.slack.workspace import Workspace

__all__ = ["BOT_DM", "Message", "Outcome", "Person", "Window"]


class Person:
    """One member of the workspace. *acting_team* is another team's id for people of shared channels.

    `taps` counts presses, picks, ticks and submits; typing and opening a command cost nothing.
    """

    def __init__(self, workspace: Workspace, who: Member | str, *, acting_team: str = "") -> None:
        self.workspace = workspace
        self.member = workspace.member(who)
        self.confirmed: list[str] = []  # the words of every confirm dialog that was accepted
        self.actor = Actor(self.member, acting_team or self.member.team_id)
        self.desk = Desk(workspace, self.actor)

    @property
    def taps(self) -> int:
        return self.desk.taps

    def reset_taps(self) -> None:
        self.desk.taps = 0

    # doing

    def types(self, command: str, text: str = "", channel: str = BOT_DM) -> Outcome:
        """A slash command. Raises LookupError when the manifest does not declare it, or they are not in *channel*."""
        return self.desk.gestures.command(self.actor, self.desk.place(channel), command, text)

    def presses(self, label: str, on: Message | str | None = None, *, near: str = "") -> Outcome:
        """A button, or an option of an overflow menu, by its exact words.

        *on*: a message, "modal" or "home"; else it is sought in the open modal, then in messages, newest first, then
        on Home. *near*: only a button whose block, or the text above it, holds these words. Confirm dialogs are
        accepted. Raises LookupError telling what can be pressed.
        """
        with self.workspace.changed:
            for surface in self.desk.surfaces(on):
                found = find_button(surface.blocks, label, near, self.workspace.reader(self.member))
                if found:
                    break
            else:
                raise LookupError(f"{self.member.real_name} sees no button {label!r}.\n{self.describe()}")
        block, element, chosen = found
        if element.get("confirm"):
            self.confirmed.append("\n".join(element["confirm"][part]["text"] for part in ("title", "text")))
        return self.desk.press(surface, block, element, chosen)

    def fills_in(self, answers: Mapping[str, Any], on: Message | str = "modal") -> Outcome:
        """Fill fields by label, block_id, or the words beside an element. The bot is told where the form says so.

        Returns the last answer of the bot. Raises LookupError for an unknown field or option.
        """
        outcome = Outcome(ok=True)
        for label, wanted in answers.items():
            outcome = self.desk.fill(label, wanted, on)
        return outcome

    def hands_in(self) -> Outcome:
        """Press the modal's submit button. Slack's own rules come first: `errors`, and the bot hears nothing."""
        view = self.desk.top()
        self.desk.taps += 1
        with self.workspace.changed:
            view.errors = {}
            refused = refused_by_slack(view)
        if refused:
            return Outcome(ok=False, errors=refused)
        return self.desk.gestures.submit(self.actor, view)

    def closes(self, *, everything: bool = False) -> Outcome:
        """Cancel the top view; with *everything* the cross that closes the whole stack."""
        return self.desk.gestures.close(self.actor, self.desk.top(), everything=everything)

    def loses_the_window(self) -> None:
        """The laptop is shut: every view is gone, and nobody is told."""
        with self.workspace.change():
            self.workspace.windows.close(self.member.id)

    def opens_home(self) -> Outcome:
        return self.desk.gestures.open_home(self.actor)

    def says(self, text: str, channel: str, thread: Message | None = None) -> Message:
        thread_ts = (thread.thread_ts or thread.ts) if thread else ""
        post = self.desk.gestures.say(self.actor, self.desk.place(channel), text, thread_ts)
        return message_seen(self.workspace, self.member, post)

    def shortcut(self, name: str, on: Message | None = None) -> Outcome:
        return self.desk.gestures.shortcut(self.actor, name, self.desk.post(on) if on else None)

    # seeing

    @property
    def modal(self) -> Window | None:
        with self.workspace.changed:
            view = self.workspace.windows.top(self.member.id)
            return window_seen(self.workspace, self.member, view) if view else None

    @property
    def home(self) -> Window | None:
        with self.workspace.changed:
            view = self.workspace.windows.home(self.member.id)
            return window_seen(self.workspace, self.member, view) if view else None

    @property
    def dms(self) -> list[Message]:
        """What the bot wrote to them directly, replies included, oldest first."""
        with self.workspace.changed:
            channel = self.workspace.dm(self.member.id)
            return self._seen(post for post in self.desk.visible(channel) if post.user == self.workspace.bot.id)

    def sees(self, channel: str = BOT_DM) -> list[Message]:
        """The messages of a channel, oldest first, without replies. Raises LookupError if they are not in it."""
        with self.workspace.changed:
            place = self.desk.place(channel)
            return self._seen(post for post in self.desk.visible(place) if not post.is_reply or post.broadcast)

    def thread(self, message: Message) -> list[Message]:
        """The replies under a message, oldest first."""
        root = message.thread_ts or message.ts
        with self.workspace.changed:
            place = self.desk.place(message.channel)
            return self._seen(it for it in self.desk.visible(place) if it.is_reply and it.thread_ts == root)

    def finds(self, words: str, channel: str = "", *, thread: Message | None = None) -> Message:
        """The newest message they can see that holds these words (or a button called so). Raises AssertionError."""
        with self.workspace.changed:
            if thread:
                messages = self.thread(thread)
            else:
                places = [self.desk.place(channel)] if channel else self.desk.places()
                messages = self._seen(it for place in places for it in self.desk.visible(place))
        for message in sorted(messages, key=lambda it: it.ts, reverse=True):
            if words in message.all_text or words in message.text or words in message.buttons:
                return message
        raise AssertionError(f"{self.member.real_name} sees no message with {words!r}.\n{self.describe()}")

    def waits_for(self, predicate: Callable[[], Any], timeout: float = 10, why: str = "") -> Any:
        """Wait until *predicate* gives something true, and return it. It is asked after every change of the workspace.

        Raises AssertionError telling what the person sees instead.
        """
        given: list[Any] = []

        def asked() -> bool:
            given[:] = [predicate()]
            return bool(given[0])

        if not self.workspace.wait_until(asked, timeout):
            raise AssertionError(f"{self.member.real_name} waited in vain {why}\n{self.describe()}")
        return given[0]

    def describe(self) -> str:
        """Everything in front of them, for the words of a failed expectation."""
        with self.workspace.changed:
            lines = [f"[modal {it.title!r}] {it.text} {it.buttons} {it.errors}" for it in [self.modal] if it]
            lines += [f"[home] {it.text} {it.buttons}" for it in [self.home] if it]
            for place in self.desk.places():
                name = f"#{place.name}" if place.name else BOT_DM
                lines += [
                    f"[{name}] {it.author}: {it.all_text} {it.buttons}" for it in self._seen(self.desk.visible(place))
                ]
        return "\n".join(["They see:", *lines]) if lines else "They see nothing."

    def _seen(self, posts: Iterable[Post]) -> list[Message]:
        return [message_seen(self.workspace, self.member, post) for post in posts]
