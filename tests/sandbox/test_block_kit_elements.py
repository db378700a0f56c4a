import pytest

from sandbox.slack.block_kit import problems_of_message, problems_of_view
from tests.sandbox.block_kit_samples import (
    CONFIRM,
    actions,
    button,
    field,
    long,
    message,
    modal,
    mrkdwn,
    only,
    option,
    options,
    plain,
    select,
    text_input,
)


def radio(**more):
    return {"type": "radio_buttons", "action_id": "mark", "options": options(4)} | more


def overflow(count):
    return {"type": "overflow", "options": options(count)}


def multi(**more):
    return {"type": "multi_static_select", "options": options(3)} | more


def number(**more):
    return {"type": "number_input", "is_decimal_allowed": False} | more


WRONG_ELEMENTS = [
    # element, where below it
    (button(text=mrkdwn()), "text.type"),
    (button(text=long(76)), "text.text"),
    (button(text=plain("")), "text.text"),
    (button(text="Advance"), "text"),
    (button(value="x" * 2001), "value"),
    (button(value=""), "value"),
    (button(value=7), "value"),
    (button(style="default"), "style"),
    (button(url="example.com"), "url"),
    (button(action_id="x" * 256), "action_id"),
    (button(action_id=""), "action_id"),
    (button(accessibility_label="x" * 76), "accessibility_label"),
    (button(colour="red"), "colour"),
    (button(confirm={**CONFIRM, "title": long(101)}), "confirm.title.text"),
    (button(confirm={**CONFIRM, "text": long(301)}), "confirm.text.text"),
    (button(confirm={**CONFIRM, "deny": long(31)}), "confirm.deny.text"),
    (button(confirm={**CONFIRM, "style": "warning"}), "confirm.style"),
    (button(confirm={key: CONFIRM[key] for key in ("title", "text", "deny")}), "confirm.confirm"),
    ({"type": "button", "action_id": "go"}, "text"),
    ({"type": "knob", "action_id": "go"}, "type"),
    ({"action_id": "go"}, "type"),
    (select(options=[]), "options"),
    (select(options=options(101)), "options"),
    (select(option_groups=[{"label": plain(), "options": [option()]}]), "options"),
    ({"type": "static_select"}, "options"),
    (select(options=[option(text="x" * 76)]), "options[0].text.text"),
    (select(options=[{**option(), "text": mrkdwn()}]), "options[0].text.type"),
    (select(options=[option(value="x" * 151)]), "options[0].value"),
    (select(options=[{**option(), "description": long(76)}]), "options[0].description.text"),
    (select(options=[{**option(), "url": "https://example.com"}]), "options[0].url"),
    (select(options=[option("a"), option("b"), option("a")]), "options[2].value"),
    (select(initial_option=option("1", "Choice one")), "initial_option"),
    (select(placeholder=long(151)), "placeholder.text"),
    (select(placeholder=mrkdwn()), "placeholder.type"),
    (
        {"type": "static_select", "option_groups": [{"label": long(76), "options": options(1)}]},
        "option_groups[0].label.text",
    ),
    (
        {"type": "static_select", "option_groups": [{"label": plain(), "options": options(1)}] * 2},
        "option_groups[1].options[0].value",
    ),
    (radio(options=options(11)), "options"),
    (radio(options=[]), "options"),
    (radio(initial_option=option("9", "Choice 9")), "initial_option"),
    (radio(placeholder=plain()), "placeholder"),
    ({"type": "checkboxes", "options": options(2), "initial_options": []}, "initial_options"),
    ({"type": "checkboxes", "options": options(2), "initial_options": options(3)}, "initial_options[2]"),
    (overflow(0), "options"),
    (overflow(6), "options"),
    ({"type": "external_select", "min_query_length": "3"}, "min_query_length"),
    ({"type": "users_select", "initial_user": "ada@example.com"}, "initial_user"),
    ({"type": "channels_select", "initial_channel": "D0ADA"}, "initial_channel"),
    ({"type": "conversations_select", "filter": {}}, "filter"),
    ({"type": "conversations_select", "filter": {"include": ["dm"]}}, "filter.include[0]"),
    ({"type": "channels_select", "response_url_enabled": True}, "response_url_enabled"),
    ({"type": "datepicker", "initial_date": "2026-02-30"}, "initial_date"),
    ({"type": "datepicker", "initial_date": "20260228"}, "initial_date"),
    ({"type": "timepicker", "initial_time": "9:30"}, "initial_time"),
    ({"type": "timepicker", "initial_time": "24:00"}, "initial_time"),
    ({"type": "timepicker", "timezone": "Mars/Olympus"}, "timezone"),
    ({"type": "datetimepicker", "initial_date_time": 1720710212000}, "initial_date_time"),
    ({"type": "datetimepicker", "initial_date_time": "1720710212"}, "initial_date_time"),
    ({"type": "datepicker", "focus_on_load": "yes"}, "focus_on_load"),
]
WRONG_INPUTS = [
    (text_input(max_length=3001), "max_length"),
    (text_input(max_length=0), "max_length"),
    (text_input(min_length=-1), "min_length"),
    (text_input(min_length=20, max_length=10), "min_length"),
    (text_input(initial_value="x" * 11, max_length=10), "initial_value"),
    (text_input(initial_value="x" * 3001), "initial_value"),
    (text_input(multiline="true"), "multiline"),
    (
        text_input(dispatch_action_config={"trigger_actions_on": ["on_blur"]}),
        "dispatch_action_config.trigger_actions_on[0]",
    ),
    (text_input(dispatch_action_config={"trigger_actions_on": []}), "dispatch_action_config.trigger_actions_on"),
    (select(dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]}), "dispatch_action_config"),
    (number(min_value=1), "min_value"),
    (number(initial_value="1.5"), "initial_value"),
    (number(min_value="4", max_value="1"), "min_value"),
    (number(max_value="4", initial_value="5"), "initial_value"),
    ({"type": "number_input"}, "is_decimal_allowed"),
    ({"type": "file_input", "max_files": 11}, "max_files"),
    ({"type": "rich_text_input", "initial_value": "words"}, "initial_value"),
    (multi(max_selected_items=0), "max_selected_items"),
    (multi(initial_options=options(2), max_selected_items=1), "initial_options"),
    (multi(initial_option=option()), "initial_option"),
    ({"type": "multi_users_select", "initial_users": ["U0ADA", "ada"]}, "initial_users[1]"),
]


@pytest.mark.parametrize(("element", "where"), WRONG_ELEMENTS)
def test_a_wrong_element_is_refused_for_exactly_what_is_wrong(element, where):
    assert only(problems_of_message(message(actions(element)))) == ("invalid_blocks", f"blocks[0].elements[0].{where}")


@pytest.mark.parametrize(("element", "where"), WRONG_INPUTS)
def test_a_wrong_input_is_refused_for_exactly_what_is_wrong(element, where):
    assert only(problems_of_view(modal(field(element)))) == ("invalid_arguments", f"blocks[0].element.{where}")
