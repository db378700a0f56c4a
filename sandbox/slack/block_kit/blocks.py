"""Every block a bot may send, and the surfaces that take it."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.block_kit.cards import FRAMES, container
from sandbox.slack.block_kit.charts import CHART
from sandbox.slack.block_kit.elements import IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION, in_context
from sandbox.slack.block_kit.problem import Finding, below
from sandbox.slack.block_kit.rich_text import RICH_TEXT
from sandbox.slack.block_kit.shapes import Check, Fields, flag, items, one_of, record, string, typed
from sandbox.slack.block_kit.tables import TABLES
from sandbox.slack.block_kit.texts import ID, IMAGE_BLOCK, plain, words

_NAMED: Fields = {"block_id": ID}


def _says_something(value: dict[str, Any], where: str) -> Iterator[Finding]:
    if not {"text", "fields"} & value.keys():
        yield below(where, "text"), "a section needs text or fields"


def _files_come_with_submit(value: dict[str, Any], where: str) -> Iterator[Finding]:
    if value.get("dispatch_action") and value["element"]["type"] == "file_input":
        yield f"{where}.element.type", "file_input is not allowed with dispatch_action"


_EVERYWHERE: Fields = {
    "actions": record({"elements": items(IN_ACTIONS, most=25)}, _NAMED),
    "context": record({"elements": items(in_context, most=10)}, _NAMED),
    "divider": record({}, _NAMED),
    "header": record({"text": plain(150)}, _NAMED),
    "image": IMAGE_BLOCK,
    "input": record(
        {"label": plain(2000), "element": IN_INPUT},
        {**_NAMED, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
        _files_come_with_submit,
    ),
    "rich_text": RICH_TEXT,
    "section": record(
        {},
        {
            **_NAMED,
            "text": words(3000),
            "fields": items(words(2000), most=10),
            "accessory": IN_SECTION,
            "expand": flag,
        },
        _says_something,
    ),
    "video": FRAMES["video"],
}
_IN_MODALS: Fields = {
    **_EVERYWHERE,
    "alert": record(
        {"text": words(200)}, {**_NAMED, "level": one_of("default", "info", "warning", "error", "success")}
    ),
}
_FRAMED = typed({**_EVERYWHERE, "table": TABLES["table"]}, _IN_MODALS)
_AT_HOME: Fields = {**_EVERYWHERE, **TABLES, **CHART, "card": FRAMES["card"]}
_IN_MESSAGES: Fields = {
    **_AT_HOME,
    **{kind: FRAMES[kind] for kind in ("carousel", "plan", "task_card")},
    "container": container(_FRAMED),
    "context_actions": record({"elements": items(IN_CONTEXT_ACTIONS, most=5)}, _NAMED),
    # 12,000 characters are allowed for all markdown of a message together; the message counts them.
    "markdown": record({"text": string(100_000)}, _NAMED),
}
_KNOWN = {**_IN_MESSAGES, **_IN_MODALS}

ON_SURFACE: dict[str, Check] = {
    "message": typed(_IN_MESSAGES, _KNOWN),
    "modal": typed(_IN_MODALS, _KNOWN),
    "home": typed(_AT_HOME, _KNOWN),
}
MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
