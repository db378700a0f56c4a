"""What is logged: one JSON object per line, and nothing that a person typed."""

import json
import logging
import sys

from slack_sdk.errors import SlackApiError

from bot.logs import JsonLines, blot
from bot.ports import Never


def line(
    message: str, *values: object, logger: str = "bot.relay", error: BaseException | None = None
) -> dict[str, object]:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(logger, logging.ERROR, "x.py", 1, message, values, info)
    logged = JsonLines().format(record)
    assert "\n" not in logged
    return dict(json.loads(logged))


def caught(error: Exception) -> Exception:
    try:
        raise error
    except type(error):
        found = sys.exception() if sys.version_info >= (3, 12) else sys.exc_info()[1]
        assert isinstance(found, Exception)
        return found


def test_a_line_says_when_who_and_what():
    logged = line("relay: %s %s", "message", 7)
    assert (logged["level"], logged["from"], logged["said"]) == ("error", "bot.relay", "relay: message 7")
    assert str(logged["at"]).endswith("+00:00")


def test_an_error_is_told_by_kind_and_place_not_by_its_words():
    logged = line("unexpected", error=caught(ValueError("Ada was great\nbut slow")))
    assert logged["error"] == "ValueError"
    assert "test_logs.py" in str(logged["where"])
    assert "Ada" not in json.dumps(logged)


def test_a_services_own_error_name_is_told():
    answer = {"ok": False, "error": "channel_not_found"}
    assert line("x", error=caught(SlackApiError("Ada", answer)))["error"] == "SlackApiError: channel_not_found"
    assert line("x", error=caught(Never("smtp 550")))["error"] == "Never: smtp 550"


def test_of_what_libraries_say_one_line_is_enough():
    logged = line("Unhandled request\nbody: Ada", logger="slack_bolt")
    assert logged["said"] == "Unhandled request"


def test_tokens_passwords_and_addresses_are_blotted_out():
    told = blot("xoxb-12-ab and xapp-1-A of ada.b+c@mail.example.com at smtp://user:pass@mail.example.com:25")
    assert told == "… and … of … at smtp://…mail.example.com:25"
