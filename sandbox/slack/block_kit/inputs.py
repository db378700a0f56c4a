"""Elements a person types into: texts, numbers, dates and times, files."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from sandbox.slack.block_kit.choices import MENU
from sandbox.slack.block_kit.problem import Finding, below
from sandbox.slack.block_kit.rich_text import RICH_TEXT
from sandbox.slack.block_kit.shapes import Fields, flag, items, one_of, record, string, such_that, typed, whole
from sandbox.slack.block_kit.texts import DATE, DECIMAL, ID, TIME, plain

LONGEST_INPUT = 3000
_FIRST_TEN_DIGITS, _LAST_TEN_DIGITS = 1_000_000_000, 9_999_999_999

_DISPATCH = record({}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), most=2)})
_TYPED: Fields = {
    "action_id": ID,
    "placeholder": plain(150),
    "focus_on_load": flag,
    "dispatch_action_config": _DISPATCH,
}


def _lengths_agree(value: dict[str, Any], where: str) -> Iterator[Finding]:
    longest = value.get("max_length", LONGEST_INPUT)
    if value.get("min_length", 0) > longest:
        yield below(where, "min_length"), f"is more than max_length, {longest}"
    if len(value.get("initial_value", "")) > longest:
        yield below(where, "initial_value"), f"has more characters than max_length, {longest}"


def _numbers_agree(value: dict[str, Any], where: str) -> Iterator[Finding]:
    given = {key: Decimal(value[key]) for key in ("initial_value", "min_value", "max_value") if key in value}
    if not value["is_decimal_allowed"]:
        for key in given:
            if "." in value[key]:
                yield below(where, key), "decimals are not allowed here"
    least, most = given.get("min_value", Decimal("-Infinity")), given.get("max_value", Decimal("Infinity"))
    if least > most:
        yield below(where, "min_value"), "is more than max_value"
    elif not least <= given.get("initial_value", least) <= most:
        yield below(where, "initial_value"), "is not between min_value and max_value"


def _lines_agree(value: dict[str, Any], where: str) -> Iterator[Finding]:
    if value.get("min_lines", 1) > value.get("max_lines", LONGEST_INPUT):
        yield below(where, "min_lines"), "is more than max_lines"


PICKERS: Fields = {
    "datepicker": record({}, {**MENU, "initial_date": DATE}),
    "timepicker": record(
        {},
        {
            **MENU,
            "initial_time": TIME,
            "timezone": such_that(lambda name: name in available_timezones(), "a time zone's name"),
        },
    ),
}
MOMENT: Fields = {
    "datetimepicker": record(
        {},
        {
            **{key: check for key, check in MENU.items() if key != "placeholder"},
            "initial_date_time": whole(_FIRST_TEN_DIGITS, _LAST_TEN_DIGITS),
        },
    )
}
INPUTS: Fields = {
    "plain_text_input": record(
        {},
        {
            **_TYPED,
            "initial_value": string(LONGEST_INPUT, shortest=0),
            "multiline": flag,
            "min_length": whole(0, LONGEST_INPUT),
            "max_length": whole(1, LONGEST_INPUT),
        },
        _lengths_agree,
    ),
    "url_text_input": record({}, {**_TYPED, "initial_value": string(LONGEST_INPUT)}),
    "email_text_input": record({}, {**_TYPED, "initial_value": string(LONGEST_INPUT)}),
    "number_input": record(
        {"is_decimal_allowed": flag},
        {**_TYPED, "initial_value": DECIMAL, "min_value": DECIMAL, "max_value": DECIMAL},
        _numbers_agree,
    ),
    "rich_text_input": record(
        {},
        {
            **_TYPED,
            "initial_value": typed({"rich_text": RICH_TEXT}),
            "min_lines": whole(1, LONGEST_INPUT),
            "max_lines": whole(1, LONGEST_INPUT),
        },
        _lines_agree,
    ),
    "file_input": record({}, {"action_id": ID, "filetypes": items(string(255), most=100), "max_files": whole(1, 10)}),
}
