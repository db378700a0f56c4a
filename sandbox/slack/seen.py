"""Messages and windows as the person in front of them sees them: snapshots that do not change afterwards."""

from dataclasses import dataclass, field

from sandbox.slack.channels import Post
from sandbox.slack.elements import STATE, elements_of
from sandbox.slack.gestures import labels_of
from sandbox.slack.mrkdwn import Reader, as_seen
from sandbox.slack.people import Member
from sandbox.slack.reading import buttons_in, text_in
from sandbox.slack.shapes import JSON
from sandbox.slack.windows import View
from sandbox.slack.workspace import Workspace


@dataclass(frozen=True)
class Message:
    ts: str
    channel: str  # id
    text: str  # the message's text, or what a screen reader would say where there are blocks
    all_text: str  # everything readable, without the labels of buttons
    buttons: list[str]
    author: str
    thread_ts: str = ""
    edited: bool = False
    ephemeral: bool = False
    blocks: list[JSON] = field(default_factory=list, repr=False)
    metadata: JSON = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Window:
    """A modal or Home."""

    id: str
    title: str
    text: str  # everything readable, what is typed in it included
    fields: list[str]  # labels of the inputs
    buttons: list[str]
    errors: dict[str, str]  # by label
    values: dict[str, str]  # what is typed or chosen now, by label
    submit: str
    blocks: list[JSON] = field(repr=False)
    body: JSON = field(repr=False)


def message_seen(workspace: Workspace, by: Member, post: Post) -> Message:
    reader = workspace.reader(by)
    text = as_seen(post.text, reader)
    shown = text_in(post.blocks, reader)
    return Message(
        ts=post.ts,
        channel=post.channel,
        text=text,
        all_text=shown or text,
        buttons=buttons_in(post.blocks),
        author=workspace.name_of(post.user),
        thread_ts=post.thread_ts,
        edited=bool(post.edited_ts),
        ephemeral=bool(post.reader),
        blocks=list(post.blocks),
        metadata=dict(post.metadata),
    )


def window_seen(workspace: Workspace, by: Member, view: View) -> Window:
    reader, labels = workspace.reader(by), labels_of(view)
    values = {label: value_seen(workspace, view, block) for block, label in labels.items()}
    typed = "\n".join(value for value in values.values() if value)
    shown = [_plain(view.body, "title"), text_in(view.blocks, reader), typed]
    return Window(
        id=view.id,
        title=_plain(view.body, "title"),
        text="\n".join(part for part in shown if part),
        fields=[str(block["label"]["text"]) for block in view.blocks if block["type"] == "input"],
        buttons=buttons_in(view.blocks),
        errors={labels.get(block, block): said for block, said in view.errors.items()},
        values=values,
        submit=_plain(view.body, "submit"),
        blocks=view.blocks,
        body=dict(view.body),
    )


def value_seen(workspace: Workspace, view: View, block_id: str) -> str:
    """What stands in a field now, as words; several choices are separated by commas."""
    held = view.values.get(block_id, {})
    words: list[str] = []
    for state in held.values():
        value = state[STATE[state["type"]][0]]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "text" in one:
                words.append(str(one["text"]["text"]))
            elif one is not None:
                words.append(workspace.name_of(str(one)))
    return ", ".join(words)


def find_button(blocks: list[JSON], label: str, near: str, reader: Reader) -> tuple[JSON, JSON, JSON] | None:
    """(block, element, what pressing it says) of the button with this label; with *near*, the first one whose own
    block, or the text above it, holds these words.
    """
    above = ""
    for block in blocks:
        words = text_in([block], reader)
        above = words or above
        if near and near not in above:
            continue
        for inner, element in elements_of([block]):
            if element["type"] == "overflow":
                for option in element["options"]:
                    if option["text"]["text"] == label:
                        return inner, element, {"selected_option": option}
            elif element["type"] not in STATE and element.get("text", {}).get("text") == label:
                return inner, element, {}
    return None


def _plain(body: JSON, part: str) -> str:
    return str((body.get(part) or {}).get("text", ""))
