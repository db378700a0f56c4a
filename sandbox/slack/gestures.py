"""What a person can do in Slack, carried to the bot and back: command, press, submit, close, shortcut, say."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.slack.answers import said_to_command, said_to_form
from sandbox.slack.channels import Channel, Post
from sandbox.slack.delivery import Ack
from sandbox.slack.elements import Values
from sandbox.slack.events import Events, home_opened
from sandbox.slack.mrkdwn import escaped, with_loud_names
from sandbox.slack.payloads import Actor, Payloads, action_of
from sandbox.slack.shapes import JSON, SlackError
from sandbox.slack.windows import View
from sandbox.slack.workspace import Workspace


@dataclass(frozen=True)
class Outcome:
    """How it went. `error` is Slack's own failure ("operation_timeout" is "That took too long"); `errors` are the
    words under fields, by label; `body` is what the bot answered.
    """

    ok: bool
    error: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    body: Any = None


class Gestures:
    def __init__(self, workspace: Workspace, events: Events | None = None) -> None:
        self.workspace = workspace
        self.events = events or Events(workspace)
        self.payloads = Payloads(workspace)

    def command(self, actor: Actor, channel: Channel, command: str, text: str) -> Outcome:
        workspace = self.workspace
        if command not in workspace.manifest.commands:
            raise LookupError(
                f"{command} is not a valid command; the manifest declares {[*workspace.manifest.commands]}"
            )
        written = self._with_names(text) if workspace.manifest.commands[command] else escaped(text)
        ack = workspace.deliver("slash_commands", self.payloads.command(actor, channel, command, written))
        if not ack.ok:
            return _failed(ack)
        try:
            said_to_command(workspace, actor.member, channel, ack.body)
        except SlackError as refusal:
            return Outcome(ok=False, error=refusal.error, body=ack.body)
        return Outcome(ok=True, body=ack.body)

    def press(
        self, actor: Actor, surface: Post | View, block: JSON, element: JSON, chosen: JSON, values: Values | None = None
    ) -> Outcome:
        """block_actions. *chosen* is what was done with the element; *values* the state of a message's inputs."""
        self._needs_interactivity()
        action = action_of(block, element, chosen)
        with self.workspace.changed:
            if isinstance(surface, Post):
                payload = self.payloads.on_message(actor, surface, action, values)
            else:
                payload = self.payloads.on_view(actor, surface, action)
        return self._interact(payload)

    def submit(self, actor: Actor, view: View) -> Outcome:
        self._needs_interactivity()
        with self.workspace.changed:
            payload = self.payloads.submission(actor, view)
            labels = labels_of(view)
        ack = self.workspace.deliver("interactive", payload)
        if not ack.ok:
            return _failed(ack)
        try:
            errors = said_to_form(self.workspace, view, ack.body)
        except SlackError as refusal:
            return Outcome(ok=False, error=refusal.error, body=ack.body)
        return Outcome(ok=not errors, errors={labels[block]: said for block, said in errors.items()}, body=ack.body)

    def close(self, actor: Actor, view: View, *, everything: bool = False) -> Outcome:
        """Cancel one view, or the cross that closes them all. The bot hears of it where it asked to."""
        everything = everything or bool(view.body.get("clear_on_close"))
        with self.workspace.change():
            gone = self.workspace.windows.close(view.user, "" if everything else view.id)
            told = [it for it in gone if it.body.get("notify_on_close")]
            payloads = [self.payloads.closed(actor, it, cleared=everything) for it in told]
        outcomes = [self._interact(payload) for payload in payloads]
        return next((it for it in outcomes if not it.ok), Outcome(ok=True))

    def shortcut(self, actor: Actor, name: str, post: Post | None = None) -> Outcome:
        """By its name or callback_id; with *post* it is one of the message's menu."""
        self._needs_interactivity()
        kind = "message" if post else "global"
        declared = [it for it in self.workspace.manifest.shortcuts if it.kind == kind]
        chosen = next((it for it in declared if name in (it.name, it.callback_id)), None)
        if chosen is None:
            raise LookupError(f"no {kind} shortcut {name!r}; the manifest declares {[it.name for it in declared]}")
        with self.workspace.changed:
            if post:
                payload = self.payloads.message_shortcut(actor, chosen.callback_id, post)
            else:
                payload = self.payloads.global_shortcut(actor, chosen.callback_id)
        return self._interact(payload)

    def suggestions(self, actor: Actor, surface: Post | View, block: JSON, element: JSON, query: str) -> Outcome:
        """block_suggestion: `body` holds the options, or groups of them, for what was typed into an external select."""
        with self.workspace.changed:
            ids = (block["block_id"], element["action_id"])
            payload = self.payloads.suggestion(actor, *ids, query, surface)
        return self._interact(payload)

    def open_home(self, actor: Actor) -> Outcome:
        with self.workspace.changed:
            event = home_opened(self.workspace, actor.member)
        ack = self.events.tell(event)
        return Outcome(ok=True) if ack is None or ack.ok else _failed(ack)

    def say(self, actor: Actor, channel: Channel, text: str, thread_ts: str = "") -> Post:
        post = self.workspace.post(channel, actor.member, self._with_names(text), thread_ts=thread_ts)
        family = {"public_channel": "channel", "private_channel": "group", "im": "im"}[channel.kind]
        event = self.payloads.post_json(post) | {"channel": channel.id, "channel_type": family, "event_ts": post.ts}
        if self.workspace.bot.id in channel.members:
            subscription = "message.channels" if family == "channel" else f"message.{family}"
            subscription = "message.groups" if family == "group" else subscription
            self.events.tell(event, subscribed_as=subscription)
        return post

    def _interact(self, payload: JSON) -> Outcome:
        ack = self.workspace.deliver("interactive", payload)
        return Outcome(ok=True, body=ack.body) if ack.ok else _failed(ack)

    def _needs_interactivity(self) -> None:
        if not self.workspace.manifest.interactive:
            raise LookupError("the manifest does not enable interactivity: Slack shows a warning and sends nothing")

    def _with_names(self, typed: str) -> str:
        """Text as Slack passes it on: escaped, and every @name of a member turned into <@U...>."""
        written = escaped(typed)
        for member in self.workspace.members.values():
            for name in (member.real_name, member.name):
                written = written.replace(f"@{name}", f"<@{member.id}>")
        return with_loud_names(written)


def labels_of(view: View) -> dict[str, str]:
    """block_id -> the label people see; the block_id itself where two fields share a label."""
    labels = {it["block_id"]: str(it["label"]["text"]) for it in view.blocks if it["type"] == "input"}
    seen = list(labels.values())
    return {block: label if seen.count(label) == 1 else block for block, label in labels.items()}


def _failed(ack: Ack) -> Outcome:
    return Outcome(ok=False, error=ack.error, body=ack.body)
