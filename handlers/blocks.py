"""The few words of Block Kit we use.

Text typed by people goes through `esc` before it stands in mrkdwn; `plain` needs none. Everything is cut to Slack's
limits here, so that a long name can never make a message fail.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from html import unescape
from typing import Any

from bot.ports import Block, Message
from handlers.lengths import cut, cut_mrkdwn, within

Option = tuple[str, str]  # (value, label)


def esc(text: str) -> str:
    """Typed text as mrkdwn that mentions nobody and links nowhere."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, limit: int = 3000) -> Block:
    return {"type": "plain_text", "text": cut(text, limit) or " ", "emoji": True}


def mrkdwn(text: str, limit: int = 3000) -> Block:
    """`verbatim`: an address or an @here that somebody typed becomes neither a link nor a call."""
    return {"type": "mrkdwn", "text": cut_mrkdwn(text, limit) or " ", "verbatim": True}


def section(text: str, accessory: Block | None = None) -> Block:
    block: Block = {"type": "section", "text": mrkdwn(text)}
    return block if accessory is None else {**block, "accessory": accessory}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text, 2000) for text in texts[:10]]}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, 150)}


def divider() -> Block:
    return {"type": "divider"}


def button(label: str, *, action: str, value: str = "", style: str | None = None, ask: Block | None = None) -> Block:
    """*label* is cut to 75 characters. *ask* is a `confirm` dialog."""
    made: Block = {"type": "button", "text": plain(label, 75), "action_id": action}
    if value:
        made["value"] = value
    if style:
        made["style"] = style
    if ask:
        made["confirm"] = ask
    return made


def confirm(title: str, text: str, yes: str, no: str = "Not now") -> Block:
    return {"title": plain(title, 100), "text": plain(text, 300), "confirm": plain(yes, 30), "deny": plain(no, 30)}


def actions(*elements: Block, block: str | None = None) -> Block:
    made: Block = {"type": "actions", "elements": list(elements)}
    return made if block is None else {**made, "block_id": block}


def options(pairs: Iterable[Option], descriptions: Mapping[str, str] | None = None) -> list[Block]:
    """At most 100. *descriptions* by value, at most 75 characters each."""
    made = []
    for value, label in list(pairs)[:100]:
        option: Block = {"text": plain(label, 75), "value": value}
        if descriptions and descriptions.get(value):
            option["description"] = plain(descriptions[value], 75)
        made.append(option)
    return made


def field(
    name: str,
    label: str,
    element: Block,
    *,
    optional: bool = False,
    hint: str = "",
    live: bool = False,
) -> Block:
    """An input block: *name* is its block id. *live* sends what is typed at once, so that it can be kept as a draft."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, 2000),
        "element": {"action_id": "value", **element},
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, 2000)
    if live:
        block["dispatch_action"] = True
        if element["type"] == "plain_text_input":
            block["element"]["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return block


def text_input(*, multiline: bool = False, initial: str = "", placeholder: str = "", limit: int = 3000) -> Block:
    made: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": limit}
    if initial:
        made["initial_value"] = initial[:limit]
    if placeholder:
        made["placeholder"] = plain(placeholder, 150)
    return made


def email_input(*, initial: str = "") -> Block:
    return {"type": "email_text_input", **({"initial_value": initial} if initial else {})}


def radio(pairs: Sequence[Option], *, initial: str = "", descriptions: Mapping[str, str] | None = None) -> Block:
    made = options(pairs[:10], descriptions)
    return {"type": "radio_buttons", "options": made, **_initial(made, initial)}


def select(pairs: Sequence[Option], *, initial: str = "", placeholder: str = "Choose") -> Block:
    made = options(pairs)
    return {"type": "static_select", "placeholder": plain(placeholder, 150), "options": made, **_initial(made, initial)}


def checkboxes(pairs: Sequence[Option], *, initial: Sequence[str] = ()) -> Block:
    made = options(pairs[:10])
    chosen = [option for option in made if option["value"] in initial]
    return {"type": "checkboxes", "options": made, **({"initial_options": chosen} if chosen else {})}


def person_select(*, initial: str = "", placeholder: str = "Choose a person") -> Block:
    made: Block = {"type": "users_select", "placeholder": plain(placeholder, 150)}
    return {**made, "initial_user": initial} if initial else made


def people_select(
    *, initial: Sequence[str] = (), placeholder: str = "Choose people", limit: int | None = None
) -> Block:
    made: Block = {"type": "multi_users_select", "placeholder": plain(placeholder, 150)}
    if initial:
        made["initial_users"] = list(initial)
    if limit:
        made["max_selected_items"] = limit
    return made


def modal(
    title: str, blocks: Sequence[Block], *, callback: str, metadata: str = "", submit: str | None = None,
    close: str = "Close", tell_when_closed: bool = False,
) -> Block:  # fmt: skip
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": metadata,
        "title": plain(title, 24),
        "close": plain(close, 24),
        "blocks": list(blocks)[:100],
    }
    if submit:
        view["submit"] = plain(submit, 24)
    if tell_when_closed:
        view["notify_on_close"] = True
    return view


def first_of(rows: Sequence[Block], most: int, *, how: str = "", number: int | None = None) -> list[Block]:
    """At most *most* of the *rows*, and how many more there are (of *number*, where not all were drawn)."""
    shown = list(rows[:most])
    left = (len(rows) if number is None else number) - len(shown)
    return [*shown, context(f"… and {left} more{how}.")] if left > 0 else shown


def message(text: str, *blocks: Block) -> Message:
    """*text* is what a notification shows; with no blocks it is the whole message."""
    return Message(cut_mrkdwn(text, 3000), within(blocks[:50]))


def when(at: datetime, form: str = "{date_short_pretty} at {time}") -> str:
    """A moment in each reader's own zone."""
    return f"<!date^{int(at.timestamp())}^{form}|{at:%Y-%m-%d %H:%M} UTC>"


def clock_time(at: datetime) -> str:
    return when(at, "{time}")


def mention(person: str) -> str:
    """Only where that person may be notified: in their own messages and in threads they are part of."""
    return f"<@{person}>"


def link(address: str) -> str:
    """A web address that somebody typed, shown as it is: nothing hides where it leads."""
    return f"<{esc(address).replace('|', '%7C')}>"


def writable(text: str) -> str:
    """Without what no database keeps: NUL, and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def typed(command: Mapping[str, Any]) -> str:
    """The words behind a slash command; Slack sends `&`, `<` and `>` as entities."""
    return writable(unescape(str(command.get("text", "")))).strip()


def answers(view: Block) -> dict[str, Any]:
    """What was filled in, by block id: text, a chosen value, or a list of them. Fields left empty are left out.

    Blanks alone are empty too: somebody who presses the space bar to get past a field has said nothing.
    """
    filled = {}
    for name, elements in ((view.get("state") or {}).get("values") or {}).items():
        for state in (elements or {}).values():
            answer = answer_of(state or {})
            if answer not in (None, "", []) and not (isinstance(answer, str) and not answer.strip()):
                filled[name] = answer
    return filled


def day_in(given: Mapping[str, Any], name: str) -> date | None:
    """The day that was picked there, if one was."""
    return date.fromisoformat(given[name]) if name in given else None


def answer_of(state: Mapping[str, Any]) -> Any:
    """One element's answer, whatever its type."""
    if state.get("selected_option"):
        return state["selected_option"]["value"]
    if state.get("selected_options") is not None:
        return [option["value"] for option in state["selected_options"]]
    for key in ("value", "selected_user", "selected_users", "selected_date", "selected_time", "selected_date_time",
                "selected_conversation", "selected_channel"):  # fmt: skip
        if state.get(key) is not None:
            return writable(state[key]) if key == "value" else state[key]
    return None


def _initial(made: Sequence[Block], value: str) -> Block:
    chosen = next((option for option in made if option["value"] == value), None)
    return {"initial_option": chosen} if chosen else {}
