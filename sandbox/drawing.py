"""Slack's blocks and texts drawn with rich, as their reader sees them."""

import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from rich.console import Console
from rich.text import Text

from sandbox.person import Person, Window
from sandbox.slack.elements import elements_of
from sandbox.slack.mrkdwn import as_seen
from sandbox.slack.reading import buttons_in, text_in

DIM = "bright_black"
_PAPER = Console(file=StringIO(), width=100)  # only to know where lines break
_STYLES = {"*": "bold", "_": "italic", "~": "strike", "`": "cyan"}
_MARKED = re.compile(r"(?<![\w*_~`])([*_~`])(?=\S)([^\n]*?\S)\1(?![\w*_~`])")
_EMOJI = {":warning:": "⚠", ":white_check_mark:": "✓", ":lock:": "", ":pencil2:": ""}


def written(text: str, reader: Person, style: str = "") -> Text:
    """Slack's markup as Slack shows it: names, dates in the reader's zone, and what is bold."""
    return _marked(as_seen(text, reader.workspace.reader(reader.member)), style)


def blocks_drawn(blocks: list[dict[str, Any]], reader: Person, values: dict[str, str] | None = None) -> list[Text]:
    """One text per line. *values* are what stands in the fields of a form, by label."""
    lines: list[Text] = []
    for block in blocks:
        lines += [line for text in _block(block, reader, values or {}) for line in text.split("\n", allow_blank=True)]
    return lines


def shortened(lines: list[Text], most: int, width: int) -> Text:
    """At most *most* lines of *width* columns, and how many more there are."""
    wrapped = [part for line in lines if line.plain.strip() for part in line.wrap(_PAPER, width)]
    kept = wrapped if len(wrapped) <= most + 1 else wrapped[:most]
    if len(kept) < len(wrapped):
        kept = [*kept, Text(f"… {len(wrapped) - len(kept)} more lines", style=DIM)]
    return Text("\n").join(kept)


def window_drawn(window: Window, reader: Person) -> list[Text]:
    lines = blocks_drawn(window.blocks, reader, window.values)
    return [*lines, _buttons([window.submit], main=True)] if window.submit else lines


def _block(block: dict[str, Any], reader: Person, values: dict[str, str]) -> Iterator[Text]:
    match block["type"]:
        case "header":
            yield Text(block["text"]["text"], style="bold")
        case "section":
            yield from _section(block, reader)
        case "context":
            yield Text(" · ").join(written(it.get("text", ""), reader, DIM) for it in block["elements"])
        case "actions":
            yield _buttons([it["text"]["text"] for it in block["elements"] if it["type"] == "button"])
        case "input":
            yield from _field(block, values)
        case "divider":
            pass
        case _:
            yield Text(text_in([block], reader.workspace.reader(reader.member)))


def _section(block: dict[str, Any], reader: Person) -> Iterator[Text]:
    texts = [it["text"] for it in [block.get("text"), *block.get("fields", ())] if it]
    drawn = Text("\n").join(written(text, reader) for text in texts)
    beside = buttons_in([{"type": "actions", "elements": [block["accessory"]]}]) if "accessory" in block else []
    yield Text("  ").join([drawn, _buttons(beside)]) if beside else drawn


def _field(block: dict[str, Any], values: dict[str, str]) -> Iterator[Text]:
    """What was typed or chosen; a field that was left empty is not shown."""
    label = block["label"]["text"]
    value = values.get(label, values.get(block["block_id"], ""))
    if value:
        chosen = next(elements_of([block]))[1]["type"] in ("radio_buttons", "checkboxes")
        colon = " " if label.endswith(("?", ".", ":")) else ": "
        yield Text.assemble((label + colon, DIM), (f"◉ {value}" if chosen else value, "default"))


def _buttons(labels: list[str], *, main: bool = False) -> Text:
    return Text(" ").join(Text(f"[{label}]", style="bold green" if main else "bold blue") for label in labels)


def _marked(shown: str, style: str) -> Text:
    for code, sign in _EMOJI.items():
        shown = shown.replace(code, sign)
    drawn, at = Text(style=style), 0
    for found in _MARKED.finditer(shown):
        drawn.append(shown[at : found.start()])
        drawn.append(found[2], style=_STYLES[found[1]])
        at = found.end()
    drawn.append(shown[at:])
    return drawn
