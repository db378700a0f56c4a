"""Interactive elements inside blocks, and the values they hold while a form is open."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.shapes import JSON, new_id

Values = dict[str, dict[str, JSON]]  # block_id -> action_id -> state of that element

# element type -> (the field its state holds, the field of its start value, its state when nothing is chosen)
STATE: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "rich_text_input": ("rich_text_value", "initial_value", None),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "checkboxes": ("selected_options", "initial_options", []),
    "multi_static_select": ("selected_options", "initial_options", []),
    "multi_external_select": ("selected_options", "initial_options", []),
    "users_select": ("selected_user", "initial_user", None),
    "multi_users_select": ("selected_users", "initial_users", []),
    "channels_select": ("selected_channel", "initial_channel", None),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
}
PRESSABLE = {"button", "overflow", "workflow_button", "feedback_buttons", "icon_button"}


FRAMES = {"container": "child_blocks", "carousel": "elements"}  # block type -> where it holds other blocks


def with_ids(blocks: list[JSON]) -> list[JSON]:
    """The same blocks, with an id where the sender gave none; like Slack, new ones each time."""
    return [_with_ids_inside({**block, "block_id": block.get("block_id") or new_id("b")}) for block in blocks]


def _with_ids_inside(block: JSON) -> JSON:
    place = FRAMES.get(block["type"])
    return {**block, place: with_ids(block[place])} if place else _with_action_ids(block)


def _with_action_ids(block: JSON) -> JSON:
    def named(element: Any) -> Any:
        if isinstance(element, dict) and (element.get("type") in STATE or element.get("type") in PRESSABLE):
            return {**element, "action_id": element.get("action_id") or new_id("a")}
        return element

    shown = dict(block)
    for place in ("element", "accessory"):
        if place in shown:
            shown[place] = named(shown[place])
    for place in ("elements", "actions"):
        if isinstance(shown.get(place), list):
            shown[place] = [named(element) for element in shown[place]]
    return shown


def elements_of(blocks: list[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Every interactive element with the block it stands in, in reading order; those inside a frame too."""
    for block in blocks:
        yield from elements_of(_listed(block, FRAMES.get(block["type"], "")))
        inside = [block.get("element"), block.get("accessory"), *_listed(block, "elements"), *_listed(block, "actions")]
        for element in inside:
            if isinstance(element, dict) and (element.get("type") in STATE or element.get("type") in PRESSABLE):
                yield block, element


def _listed(block: JSON, place: str) -> list[Any]:
    held = block.get(place)
    return held if isinstance(held, list) else []


def start_state(element: JSON) -> JSON:
    field, initial, empty = STATE[element["type"]]
    return {"type": element["type"], field: element.get(initial, empty)}


def start_values(blocks: list[JSON]) -> Values:
    values: Values = {}
    for block, element in elements_of(blocks):
        if element["type"] in STATE:
            values.setdefault(block["block_id"], {})[element["action_id"]] = start_state(element)
    return values


def kept_values(old: Values, blocks: list[JSON]) -> Values:
    """The values of the new *blocks*: what was typed stays where block_id, action_id and type stay the same."""
    values = start_values(blocks)
    for block, element in elements_of(blocks):
        before = old.get(block["block_id"], {}).get(element["action_id"])
        if before and before["type"] == element["type"] and _still_offered(before, element):
            values[block["block_id"]][element["action_id"]] = before
    return values


def _still_offered(state: JSON, element: JSON) -> bool:
    offered = {option["value"] for option in options_of(element)}
    return not offered or all(option["value"] in offered for option in chosen_options(state))


def chosen_options(state: JSON) -> list[JSON]:
    return [state["selected_option"]] if state.get("selected_option") else state.get("selected_options") or []


def least_typed(menu: JSON) -> int:
    """Into an external select, before the bot is asked."""
    return int(menu.get("min_query_length", 3))


def options_of(element: JSON) -> list[JSON]:
    """Of a menu, or of what the bot answers for one."""
    grouped = [option for group in element.get("option_groups") or () for option in group["options"]]
    return [*(element.get("options") or ()), *grouped]
