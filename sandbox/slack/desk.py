"""What lies in front of one person: the places they are in, the surfaces they can touch, and touching them."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.channels import Channel, Post
from sandbox.slack.elements import Values, chosen_options, elements_of, options_of, start_values
from sandbox.slack.filling import TYPED, filled
from sandbox.slack.gestures import Gestures, Outcome
from sandbox.slack.payloads import Actor
from sandbox.slack.seen import Message
from sandbox.slack.shapes import JSON
from sandbox.slack.windows import View
from sandbox.slack.workspace import Workspace

BOT_DM = "bot DM"
Surface = Post | View


class Desk:
    def __init__(self, workspace: Workspace, actor: Actor) -> None:
        self.workspace = workspace
        self.actor = actor
        self.gestures = Gestures(workspace)
        self.taps = 0
        self._on_messages: dict[str, Values] = {}  # by ts: what stands in the inputs of messages
        self._suggested: dict[tuple[str, str, str], list[JSON]] = {}  # by surface, block and action

    # places

    def place(self, name: str) -> Channel:
        """A channel by id or name, or the direct messages with the bot. Raises LookupError where they are not in."""
        user = self.actor.member.id
        if name == BOT_DM:
            return self.workspace.dm(user)
        channel = self.workspace.channel(name)
        if user not in channel.members:
            raise LookupError(f"{self.actor.member.real_name} is not in #{channel.name}")
        return channel

    def places(self) -> list[Channel]:
        return [it for it in self.workspace.channels.values() if self.actor.member.id in it.members]

    def visible(self, channel: Channel) -> list[Post]:
        """Messages they can read there, replies included: ephemeral ones only where they are the reader."""
        return [it for it in channel.posts if not it.deleted and it.reader in ("", self.actor.member.id)]

    def post(self, message: Message) -> Post:
        """Raises LookupError when the message is gone, or was never theirs to see."""
        found = next((it for it in self.visible(self.place(message.channel)) if it.ts == message.ts), None)
        if found is None:
            raise LookupError(f"{self.actor.member.real_name} cannot see that message (any more): {message.text!r}")
        return found

    # surfaces

    def top(self) -> View:
        view = self.workspace.windows.top(self.actor.member.id)
        if view is None:
            raise LookupError(f"{self.actor.member.real_name} has no modal open")
        return view

    def surfaces(self, on: Message | str | None) -> Iterator[Surface]:
        """Where to look, first things first: the open modal, messages from new to old, Home."""
        user, windows = self.actor.member.id, self.workspace.windows
        if isinstance(on, Message):
            yield self.post(on)
            return
        modal, home = windows.top(user), windows.home(user)
        if modal and on in (None, "modal"):
            yield modal
        if on is None:
            posts = [post for place in self.places() for post in self.visible(place)]
            yield from sorted(posts, key=lambda post: post.ts, reverse=True)
        if home and on in (None, "home"):
            yield home

    def surface(self, on: Message | str) -> Surface:
        found = next(self.surfaces(on), None)
        if found is None:
            raise LookupError(f"{self.actor.member.real_name} has no {on} open")
        return found

    def press(self, surface: Surface, block: JSON, element: JSON, chosen: JSON) -> Outcome:
        self.taps += 1
        values = self.values(surface) if isinstance(surface, Post) else None
        return self.gestures.press(self.actor, surface, block, element, chosen, values)

    def fill(self, label: str, wanted: Any, on: Message | str) -> Outcome:
        """One field. The bot hears of it when the element stands outside an input block or dispatches."""
        with self.workspace.changed:
            surface = self.surface(on)
            block, element = _field(surface.blocks, label)
        return self.put(surface, block, element, wanted)

    def put(self, surface: Surface, block: JSON, element: JSON, wanted: Any, *, tells: bool = True) -> Outcome:
        """*wanted* stands in this element from now on. Without *tells* the bot does not hear of it."""
        held = self.values(surface).setdefault(block["block_id"], {})
        before = held.get(element["action_id"], {})

        def suggest(wanted: str) -> list[JSON]:
            known = [*self._suggested.get(_place(surface, block, element), ()), *chosen_options(before)]
            if any(wanted in (it["value"], it["text"]["text"]) for it in known):
                return known
            return options_of(self.suggestions(surface, block, element, wanted).body or {})

        state, taps = filled(self.workspace, element, wanted, before, suggest)
        with self.workspace.change():
            self.values(surface).setdefault(block["block_id"], {})[element["action_id"]] = state
        self.taps += taps
        if not tells or not dispatches(block, element):
            return Outcome(ok=True)
        chosen = {key: value for key, value in state.items() if key != "type"}
        values = self.values(surface) if isinstance(surface, Post) else None
        return self.gestures.press(self.actor, surface, block, element, chosen, values)

    def suggestions(self, surface: Surface, block: JSON, element: JSON, query: str) -> Outcome:
        """What the bot offers for what they type. Like Slack's own client, the desk takes a choice from what it got."""
        outcome = self.gestures.suggestions(self.actor, surface, block, element, query)
        self._suggested[_place(surface, block, element)] = options_of(outcome.body or {})
        return outcome

    def values(self, surface: Surface) -> Values:
        """What is typed and chosen there now."""
        if isinstance(surface, View):
            return surface.values
        return self._on_messages.setdefault(surface.ts, start_values(surface.blocks))


def _place(surface: Surface, block: JSON, element: JSON) -> tuple[str, str, str]:
    where = surface.id if isinstance(surface, View) else surface.ts
    return where, block["block_id"], element["action_id"]


def dispatches(block: JSON, element: JSON) -> bool:
    """Whether the bot is told at once: of typing on every character, or (by default) on Enter, which nobody presses."""
    if block["type"] != "input":
        return True
    if not block.get("dispatch_action"):
        return False
    told_on = (element.get("dispatch_action_config") or {}).get("trigger_actions_on") or ()
    return element["type"] not in TYPED or "on_character_entered" in told_on


def _field(blocks: list[JSON], label: str) -> tuple[JSON, JSON]:
    """By label, block_id, action_id, placeholder, or the words of the section beside it."""
    named: dict[str, list[tuple[JSON, JSON]]] = {}
    for block, element in elements_of(blocks):
        if element["type"] not in ("button", "overflow"):
            for name in {
                block["block_id"],
                element["action_id"],
                (block.get("label") or {}).get("text"),
                (element.get("placeholder") or {}).get("text"),
                (block.get("text") or {}).get("text") if block["type"] == "section" else None,
            } - {None}:
                named.setdefault(str(name), []).append((block, element))
    found = named.get(label, [])
    if len(found) > 1:
        raise LookupError(f"{label!r} is the name of several fields: use one of {[it['block_id'] for it, _ in found]}")
    if not found:
        raise LookupError(f"no field {label!r}; there are {sorted(named)}")
    return found[0]
