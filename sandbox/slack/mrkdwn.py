"""Slack's markup as a reader sees it, and as Slack makes it of what was typed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_TAG = re.compile(r"<([^<>]+)>")
_LOUD = ("channel", "here", "everyone")
_DATE_WORDS = {
    "date_num": "%Y-%m-%d",
    "date_slash": "%m/%d/%Y",
    "date_short": "%b {day}, %Y",
    "date": "%B {day}, %Y",
    "date_long": "%A, %B {day}, %Y",
    "date_short_pretty": "%b {day}, %Y",
    "date_pretty": "%B {day}, %Y",
    "date_long_pretty": "%A, %B {day}, %Y",
    "day_divider_pretty": "%A, %B {day}",
    "time": "{hour}:%M %p",
    "time_secs": "{hour}:%M:%S %p",
}


@dataclass(frozen=True)
class Reader:
    """For whom a text is shown: their zone, and how ids turn into names."""

    zone: str
    name_of: Callable[[str], str]


def escaped(typed: str) -> str:
    """What Slack makes of text that people type, before anybody gets it."""
    return typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_seen(text: str, reader: Reader) -> str:
    shown = _TAG.sub(lambda tag: _tag_as_seen(tag[1], reader), text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _tag_as_seen(tag: str, reader: Reader) -> str:
    target, _, label = tag.partition("|")
    if target.startswith("!date^"):
        return _date_as_seen(target, label, reader)
    if target.startswith("@"):
        return "@" + reader.name_of(target[1:])
    if target.startswith("#"):
        return "#" + (label or reader.name_of(target[1:]))
    if target.startswith("!"):
        return "@" + (label.lstrip("@") or target[1:].partition("^")[0])
    return label or target.removeprefix("mailto:")


def _zone(name: str) -> ZoneInfo:
    """UTC for a zone that Slack knows before this machine does."""
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return ZoneInfo("UTC")


def _date_as_seen(target: str, fallback: str, reader: Reader) -> str:
    parts = target.split("^")
    if len(parts) < 3:
        return fallback
    try:
        moment = datetime.fromtimestamp(int(parts[1]), UTC).astimezone(_zone(reader.zone))
    except (ValueError, OverflowError, OSError):  # no number, or one that no calendar reaches
        return fallback

    def word(match: re.Match[str]) -> str:
        pattern = _DATE_WORDS.get(match[1])
        if pattern is None:
            return match[0]
        return moment.strftime(pattern).format(day=moment.day, hour=moment.hour % 12 or 12)

    return re.sub(r"\{(\w+)\}", word, parts[2])


def with_loud_names(text: str) -> str:
    """Plain @channel, @here and @everyone made into real calls, as when people type them."""
    return re.sub(rf"(?<![\w@<!])@({'|'.join(_LOUD)})\b", r"<!\1>", text)
