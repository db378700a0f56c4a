"""What Slack's own client refuses before the bot hears of a form."""

import re
from typing import Any

from sandbox.slack.elements import STATE
from sandbox.slack.gestures import labels_of
from sandbox.slack.shapes import JSON
from sandbox.slack.windows import View

REQUIRED = "Please complete this required field."


def refused_by_slack(view: View) -> dict[str, str]:
    """Words under fields, by label; empty when the form may go."""
    labels = labels_of(view)
    return {labels[block]: words for block, words in refused_fields(view).items()}


def refused_fields(view: View) -> dict[str, str]:
    """The same by block_id."""
    refused: dict[str, str] = {}
    for block in view.blocks:
        if block["type"] == "input":
            element = block["element"]
            state = view.values.get(block["block_id"], {}).get(element.get("action_id", ""), {})
            words = _refusal(block, element, state)
            if words:
                refused[block["block_id"]] = words
    return refused


def _refusal(block: JSON, element: JSON, state: JSON) -> str:
    value = state.get(STATE[element["type"]][0]) if element["type"] in STATE else None
    if value in (None, "", []) or (isinstance(value, str) and not value.strip()):
        return "" if block.get("optional") else REQUIRED
    if isinstance(value, str):
        return _length(element, value) or _shape(element, value)
    return ""


def _length(element: JSON, value: str) -> str:
    most, least = element.get("max_length"), element.get("min_length")
    if most is None and element["type"] == "plain_text_input":
        most = 3000
    if most is not None and len(value) > most:
        return f"Must be at most {most} characters."
    if least and len(value) < least:
        return f"Must be at least {least} characters."
    return ""


def _shape(element: JSON, value: str) -> str:
    match element["type"]:
        case "email_text_input":
            return "" if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) else "Must be a valid email address."
        case "url_text_input":
            return "" if re.match(r"https?://\S+$", value) else "Must be a valid URL."
        case "number_input":
            return _number(element, value)
        case _:
            return ""


def _number(element: JSON, value: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Must be a number."
    limits: list[tuple[Any, bool]] = [
        (element.get("min_value"), float(value) < float(element.get("min_value") or "-inf")),
        (element.get("max_value"), float(value) > float(element.get("max_value") or "inf")),
    ]
    return next((f"Must stay within {limit}." for limit, broken in limits if limit is not None and broken), "")
