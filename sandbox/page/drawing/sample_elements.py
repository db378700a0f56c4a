"""A sample of every element."""

from sandbox.page.drawing.sample_words import option, plain
from sandbox.slack.shapes import JSON

CONFIRM = {
    "title": plain("Sure?"),
    "text": plain("It cannot be undone."),
    "confirm": plain("Yes"),
    "deny": plain("Not now"),
    "style": "danger",
}
BUTTON = {"type": "button", "action_id": "advance", "text": plain("Advance"), "value": "1"}
OPTIONS = [
    option("4", "Strong yes", description=plain("I would argue for it")),
    option("3", "Yes"),
    option("2", "No"),
]
GROUPS = [{"label": plain("Hire"), "options": OPTIONS[:2]}, {"label": plain("No hire"), "options": OPTIONS[2:]}]
FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "votes",
    "positive_button": {"text": plain("Good"), "value": "good"},
    "negative_button": {"text": plain("Bad"), "value": "bad"},
}
TRASH = {"type": "icon_button", "action_id": "bin", "icon": "trash", "text": plain("Delete")}
OVERFLOW = {"type": "overflow", "action_id": "more", "options": [option("edit", "Edit"), option("stop", "Stop")]}
_FILLED: dict[str, JSON] = {
    "plain_text_input": {"multiline": True, "placeholder": plain("What did you see?"), "max_length": 3000},
    "email_text_input": {"initial_value": "lin@example.com"},
    "url_text_input": {"initial_value": "https://example.com"},
    "number_input": {"is_decimal_allowed": False, "min_value": "1", "max_value": "4"},
    "rich_text_input": {},
    "file_input": {"filetypes": ["pdf"]},
    "static_select": {"option_groups": GROUPS, "placeholder": plain("Choose a mark")},
    "external_select": {"min_query_length": 1},
    "users_select": {},
    "channels_select": {},
    "conversations_select": {},
    "multi_static_select": {"options": OPTIONS, "initial_options": OPTIONS[:1]},
    "multi_external_select": {"min_query_length": 1},
    "multi_users_select": {"max_selected_items": 3},
    "multi_channels_select": {},
    "multi_conversations_select": {},
    "radio_buttons": {"options": OPTIONS, "initial_option": OPTIONS[1]},
    "checkboxes": {"options": OPTIONS},
    "datepicker": {"initial_date": "2027-03-01"},
    "timepicker": {"initial_time": "09:30", "timezone": "Europe/Berlin"},
    "datetimepicker": {"initial_date_time": 1803974400},
}
FIELDS: dict[str, JSON] = {name: {"type": name, "action_id": "it", **more} for name, more in _FILLED.items()}
BESIDE: dict[str, JSON] = {
    "button": {**BUTTON, "confirm": CONFIRM},
    "overflow": OVERFLOW,
    "workflow_button": {"type": "workflow_button", "text": plain("Start"), "action_id": "flow"},
    **{kind: FIELDS[kind] for kind in ("static_select", "users_select", "multi_users_select", "radio_buttons")},
    **{kind: FIELDS[kind] for kind in ("checkboxes", "datepicker", "timepicker")},
}
