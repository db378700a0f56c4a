"""Text objects, addresses and ids: the small things every block is made of."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

from sandbox.slack.block_kit.problem import Finding, below
from sandbox.slack.block_kit.shapes import Check, both, flag, one_of, record, string, such_that, typed

TEXT_TYPES = ("plain_text", "mrkdwn")


def plain(longest: int) -> Check:
    """A text object that may only be plain_text."""
    return typed({"plain_text": record({"text": string(longest)}, {"emoji": flag})}, TEXT_TYPES)


def words(longest: int) -> Check:
    """A text object of either type."""
    return typed(
        {
            "plain_text": record({"text": string(longest)}, {"emoji": flag}),
            "mrkdwn": record({"text": string(longest)}, {"verbatim": flag}),
        }
    )


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def _reads_as(read: Callable[[str], Any], pattern: str) -> Callable[[str], bool]:
    shaped = _matches(pattern)

    def fits(value: str) -> bool:
        try:
            return shaped(value) and read(value) is not None
        except ValueError:
            return False

    return fits


ID = string(255)
LINK = both(string(3000), such_that(_matches(r"[a-z][a-z0-9+.-]*:\S+"), "an address with its scheme"))
WEB_ADDRESS = both(string(3000), such_that(_matches(r"https?://\S+"), "an http or https address"))
DATE = such_that(_reads_as(date.fromisoformat, r"\d{4}-\d{2}-\d{2}"), "a date, YYYY-MM-DD")
TIME = such_that(_reads_as(time.fromisoformat, r"\d{2}:\d{2}"), "a time, HH:mm")
DECIMAL = such_that(_matches(r"-?\d+(\.\d+)?"), "a number written as a string")
USER = such_that(_matches(r"[UW][A-Z0-9]+"), "a user id")
CHANNEL = such_that(_matches(r"C[A-Z0-9]+"), "a public channel id")
CONVERSATION = such_that(_matches(r"[CDG][A-Z0-9]+"), "a conversation id")

STYLE = one_of("primary", "danger")
CONFIRM = record(
    {"title": plain(100), "text": plain(300), "confirm": plain(30), "deny": plain(30)},
    {"style": STYLE},
)


def _one_source(value: dict[str, Any], where: str) -> Iterator[Finding]:
    if ("image_url" in value) == ("slack_file" in value):
        yield below(where, "image_url"), "exactly one of image_url and slack_file is needed"


def _one_file(value: dict[str, Any], where: str) -> Iterator[Finding]:
    if len(value) != 1:
        yield where, "exactly one of id and url is needed"


IMAGE_FIELDS: dict[str, Check] = {
    "image_url": WEB_ADDRESS,
    "slack_file": record({}, {"id": ID, "url": WEB_ADDRESS}, _one_file),
}
IMAGE = record({"alt_text": string(2000)}, IMAGE_FIELDS, _one_source)
IMAGE_BLOCK = record({"alt_text": string(2000)}, {**IMAGE_FIELDS, "title": plain(2000), "block_id": ID}, _one_source)
