"""Elements a person chooses from: menus, radio buttons, checkboxes, overflow."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.block_kit.problem import Finding, below
from sandbox.slack.block_kit.shapes import Check, Fields, flag, items, one_of, record, string, whole
from sandbox.slack.block_kit.texts import CHANNEL, CONFIRM, CONVERSATION, ID, LINK, USER, plain, words

MOST_OPTIONS = 100
ELEMENT: Fields = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": flag}
MENU: Fields = {**ELEMENT, "placeholder": plain(150)}
MULTI_MENU: Fields = {**MENU, "max_selected_items": whole(1, MOST_OPTIONS)}

MENU_OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75)})
LISTED_OPTION = record({"text": words(75), "value": string(150)}, {"description": words(75)})
OVERFLOW_OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": LINK})
OPTION_GROUP = record({"label": plain(75), "options": items(MENU_OPTION, most=MOST_OPTIONS)})


def _offered(value: dict[str, Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every option with its place, those in groups too."""
    for position, option in enumerate(value.get("options", [])):
        yield f"{where}.options[{position}]", option
    for at, group in enumerate(value.get("option_groups", [])):
        for position, option in enumerate(group["options"]):
            yield f"{where}.option_groups[{at}].options[{position}]", option


def _different_values(value: dict[str, Any], where: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, option in _offered(value, where):
        if option["value"] in seen:
            yield below(place, "value"), f"another option already has the value {option['value']!r}"
        seen.add(option["value"])


def _initial_is_offered(value: dict[str, Any], where: str) -> Iterator[Finding]:
    options = [option for _, option in _offered(value, where)]
    if "initial_option" in value and value["initial_option"] not in options:
        yield below(where, "initial_option"), "is not exactly one of the options"
    for position, option in enumerate(value.get("initial_options", [])):
        if option not in options:
            yield f"{where}.initial_options[{position}]", "is not exactly one of the options"


def _options_or_groups(value: dict[str, Any], where: str) -> Iterator[Finding]:
    if ("options" in value) == ("option_groups" in value):
        yield below(where, "options"), "exactly one of options and option_groups is needed"


def _not_too_many_chosen(value: dict[str, Any], where: str) -> Iterator[Finding]:
    for key in ("initial_options", "initial_users", "initial_channels", "initial_conversations"):
        if len(value.get(key, [])) > value.get("max_selected_items", MOST_OPTIONS):
            yield below(where, key), f"only {value['max_selected_items']} may be selected"


def _some_filter(value: dict[str, Any], where: str) -> Iterator[Finding]:
    if not value:
        yield where, "must filter something"


_STATIC: Fields = {
    "options": items(MENU_OPTION, most=MOST_OPTIONS),
    "option_groups": items(OPTION_GROUP, most=MOST_OPTIONS),
}
_OFFER = (_options_or_groups, _different_values, _initial_is_offered)
_LIST_OFFER = (_different_values, _initial_is_offered)
_CHOSEN = items(MENU_OPTION, most=MOST_OPTIONS)
_LISTED = {"options": items(LISTED_OPTION, most=10)}
_FILTER = record(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
    _some_filter,
)
_CONVERSATIONS: Fields = {"default_to_current_conversation": flag, "filter": _FILTER}
_QUERY: Fields = {"min_query_length": whole(0, 150)}


def _people(key: str, each: Check) -> Fields:
    return {key: items(each, most=MOST_OPTIONS)}


MENUS: Fields = {
    "static_select": record({}, {**MENU, **_STATIC, "initial_option": MENU_OPTION}, *_OFFER),
    "external_select": record({}, {**MENU, **_QUERY, "initial_option": MENU_OPTION}),
    "users_select": record({}, {**MENU, "initial_user": USER}),
    "channels_select": record({}, {**MENU, "initial_channel": CHANNEL, "response_url_enabled": flag}),
    "conversations_select": record(
        {}, {**MENU, **_CONVERSATIONS, "initial_conversation": CONVERSATION, "response_url_enabled": flag}
    ),
}
MULTI_MENUS: Fields = {
    "multi_static_select": record(
        {}, {**MULTI_MENU, **_STATIC, "initial_options": _CHOSEN}, *_OFFER, _not_too_many_chosen
    ),
    "multi_external_select": record({}, {**MULTI_MENU, **_QUERY, "initial_options": _CHOSEN}, _not_too_many_chosen),
    "multi_users_select": record({}, {**MULTI_MENU, **_people("initial_users", USER)}, _not_too_many_chosen),
    "multi_channels_select": record({}, {**MULTI_MENU, **_people("initial_channels", CHANNEL)}, _not_too_many_chosen),
    "multi_conversations_select": record(
        {}, {**MULTI_MENU, **_CONVERSATIONS, **_people("initial_conversations", CONVERSATION)}, _not_too_many_chosen
    ),
}
LISTS: Fields = {
    "radio_buttons": record(_LISTED, {**ELEMENT, "initial_option": LISTED_OPTION}, *_LIST_OFFER),
    "checkboxes": record(_LISTED, {**ELEMENT, "initial_options": items(LISTED_OPTION, most=10)}, *_LIST_OFFER),
}
OVERFLOW: Fields = {
    "overflow": record(
        {"options": items(OVERFLOW_OPTION, most=5)}, {"action_id": ID, "confirm": CONFIRM}, _different_values
    )
}
