"""Well-formed pieces of Block Kit: one of every kind a bot may send."""

from typing import Any

from sandbox.slack.block_kit import Problem

Json = dict[str, Any]


def plain(text: str = "Words") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "*Words*") -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "yes", text: str = "Yes") -> Json:
    return {"text": plain(text), "value": value}


def options(count: int) -> list[Json]:
    return [option(str(number), f"Choice {number}") for number in range(count)]


def long(length: int) -> Json:
    return plain("x" * length)


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Advance"), "action_id": "candidate.advance"} | more


def section(text: str = "*Words*", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text)} | more


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Evidence"), "element": element} | more


def text_input(**more: Any) -> Json:
    return {"type": "plain_text_input", "action_id": "text"} | more


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": options(3)} | more


def rich(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


def rich_section(*pieces: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(pieces)}


def message(*blocks: Json, **more: Any) -> Json:
    return {"channel": "C0HIRING", "text": "Words", "blocks": list(blocks)} | more


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Scorecard"), "submit": plain("Submit"), "blocks": list(blocks)} | more


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks)} | more


CONFIRM = {"title": plain("Sure?"), "text": plain("It cannot be undone."), "confirm": plain("Yes"), "deny": plain("No")}
IMAGE = {"type": "image", "image_url": "https://example.com/chart.png", "alt_text": "A chart"}
HEADING = [{"type": "raw_text", "text": "Trait"}, {"type": "raw_text", "text": "Marks"}]
ROW = [{"type": "raw_text", "text": "Clarity"}, {"type": "raw_number", "value": 3, "text": "3"}]
CARD = {"type": "card", "title": mrkdwn("Ada Example"), "body": mrkdwn("On-site"), "actions": [button()]}
TASK = {"type": "task_card", "task_id": "one", "title": "Read the cards", "status": "complete"}
PIE = {"type": "pie", "segments": [{"label": "Offers", "value": 2}, {"label": "Letters", "value": 5}]}
SERIES = {"name": "Applied", "data": [{"label": "May", "value": 3}, {"label": "June", "value": 0}]}
PLOT = {"series": [SERIES], "axis_config": {"categories": ["May", "June"], "x_label": "Month"}}


def chart(chart_: Json) -> Json:
    return {"type": "data_visualization", "title": "Pipeline", "chart": chart_}


def data_table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "data_table", "caption": "Marks", "rows": list(rows)} | more


RICH = rich(
    rich_section(
        {"type": "text", "text": "Bold", "style": {"bold": True}},
        {"type": "link", "url": "https://example.com", "text": "notes"},
        {"type": "emoji", "name": "tada"},
        {"type": "user", "user_id": "U0ADA"},
        {"type": "channel", "channel_id": "C0HIRING"},
        {"type": "usergroup", "usergroup_id": "S0PANEL"},
        {"type": "date", "timestamp": 1720710212, "format": "{date_num}", "fallback": "a day"},
    ),
    {
        "type": "rich_text_list",
        "style": "bullet",
        "indent": 1,
        "elements": [rich_section({"type": "text", "text": "a"})],
    },
    {"type": "rich_text_quote", "elements": [{"type": "text", "text": "Said so."}]},
    {"type": "rich_text_preformatted", "border": 1, "elements": [{"type": "text", "text": "print()"}]},
)

ON_EVERY_SURFACE = {
    "actions": actions(button(style="primary", confirm=CONFIRM, value="A1")),
    "context": {"type": "context", "elements": [IMAGE, mrkdwn(), plain()]},
    "divider": {"type": "divider", "block_id": "line"},
    "header": {"type": "header", "text": plain()},
    "image": {**IMAGE, "title": plain()},
    "input": field(text_input(), hint=plain(), optional=True, dispatch_action=True),
    "rich_text": RICH,
    "section": section(fields=[mrkdwn(), plain()], accessory=button(url="https://example.com")),
    "video": {
        "type": "video",
        "alt_text": "How we interview",
        "title": plain(),
        "video_url": "https://example.com/v",
        "thumbnail_url": "https://example.com/t.png",
    },
}
IN_MESSAGES_AND_HOME = {
    "table": {"type": "table", "rows": [HEADING, ROW], "column_settings": [{"align": "right", "is_wrapped": True}]},
    "data_table": data_table(HEADING, ROW, page_size=10, row_header_column_index=1),
    "pie": chart(PIE),
    "bar": chart({"type": "bar", **PLOT}),
    "area": chart({"type": "area", **PLOT}),
    "line": chart({"type": "line", **PLOT}),
    "card": CARD,
}
IN_MESSAGES = {
    "markdown": {"type": "markdown", "text": "# Debrief"},
    "carousel": {"type": "carousel", "elements": [CARD, CARD]},
    "container": {"type": "container", "title": plain(), "child_blocks": [section(), {"type": "divider"}]},
    "plan": {"type": "plan", "title": "Debrief", "tasks": [TASK]},
    "task_card": {**TASK, "details": RICH, "sources": [{"type": "url", "url": "https://example.com", "text": "notes"}]},
    "context_actions": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "votes",
                "positive_button": {"text": plain("Good"), "value": "good"},
                "negative_button": {"text": plain("Bad"), "value": "bad"},
            },
            {"type": "icon_button", "action_id": "bin", "icon": "trash", "text": plain("Delete")},
        ],
    },
}
IN_MODALS = {"alert": {"type": "alert", "text": mrkdwn("Somebody was faster."), "level": "warning"}}

_GROUPS = [{"label": plain("Yes"), "options": options(2)}, {"label": plain("No"), "options": [option("no", "No")]}]
IN_ACTIONS_AND_SECTIONS = {
    "button": button(),
    "overflow": {"type": "overflow", "action_id": "more", "options": [option() | {"url": "https://example.com"}]},
}
IN_INPUTS = {
    "plain_text_input": text_input(
        multiline=True,
        min_length=0,
        max_length=3000,
        initial_value="So far",
        placeholder=plain("What did you see?"),
        dispatch_action_config={"trigger_actions_on": ["on_character_entered"]},
    ),
    "number_input": {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "4"},
    "url_text_input": {"type": "url_text_input", "initial_value": "https://example.com"},
    "email_text_input": {"type": "email_text_input", "initial_value": "ada@example.com"},
    "rich_text_input": {"type": "rich_text_input", "initial_value": RICH, "min_lines": 3, "max_lines": 9},
    "file_input": {"type": "file_input", "filetypes": ["pdf"], "max_files": 2},
}
IN_SECTIONS_AND_INPUTS = {
    "multi_static_select": {"type": "multi_static_select", "options": options(3), "initial_options": options(2)},
    "multi_external_select": {"type": "multi_external_select", "min_query_length": 0, "max_selected_items": 3},
    "multi_users_select": {"type": "multi_users_select", "initial_users": ["U0ADA"], "max_selected_items": 5},
    "multi_channels_select": {"type": "multi_channels_select", "initial_channels": ["C0HIRING"]},
    "multi_conversations_select": {"type": "multi_conversations_select", "initial_conversations": ["D0ADA"]},
}
IN_ALL_THREE = {
    "static_select": select(initial_option=option("1", "Choice 1"), placeholder=plain("Pick one")),
    "grouped select": {"type": "static_select", "option_groups": _GROUPS, "initial_option": option("no", "No")},
    "external_select": {"type": "external_select", "min_query_length": 3, "initial_option": option()},
    "users_select": {"type": "users_select", "initial_user": "U0ADA", "focus_on_load": True},
    "channels_select": {"type": "channels_select", "initial_channel": "C0HIRING"},
    "conversations_select": {
        "type": "conversations_select",
        "default_to_current_conversation": True,
        "filter": {"include": ["private", "public"], "exclude_bot_users": True},
    },
    "radio_buttons": {"type": "radio_buttons", "options": options(10), "initial_option": option("0", "Choice 0")},
    "checkboxes": {"type": "checkboxes", "options": [{**option(), "text": mrkdwn(), "description": mrkdwn()}]},
    "datepicker": {"type": "datepicker", "initial_date": "2026-02-28"},
    "timepicker": {"type": "timepicker", "initial_time": "09:30", "timezone": "Europe/Berlin"},
}
MOMENT = {"datetimepicker": {"type": "datetimepicker", "initial_date_time": 1720710212}}


def only(problems: list[Problem]) -> tuple[str, str]:
    """The one problem found, as (error, where)."""
    assert len(problems) == 1, problems
    assert problems[0].why
    return problems[0].error, problems[0].where
