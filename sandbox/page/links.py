"""Addresses of the page, and Slack's own turned into them."""

import re
from urllib.parse import quote

_ARCHIVE = re.compile(r"https://[\w-]+\.slack\.com/archives/(\w+)/p(\d{10})(\d{6})(?:\?thread_ts=([\d.]+))?")


def channel_url(who: str, channel: str, *, thread: str = "", before: str = "") -> str:
    """*channel* is an id or a name."""
    query = f"?thread={thread}" if thread else f"?before={before}" if before else ""
    return f"/as/{who}/c/{quote(channel)}{query}"


def message_url(who: str, channel: str, ts: str, thread: str = "") -> str:
    """Where a message stands; a reply in its thread."""
    reply = bool(thread) and thread != ts
    return f"{channel_url(who, channel, thread=thread if reply else '')}#{message_id(channel, ts)}"


def message_id(channel: str, ts: str) -> str:
    return f"m-{channel}-{ts.replace('.', '-')}"


def local(who: str, address: str) -> str:
    """A link of this workspace as one of the page; every other one as it is."""
    found = _ARCHIVE.match(address.replace("&amp;", "&"))
    if not found:
        return address
    channel, seconds, micros, thread = found.groups()
    return message_url(who, channel, f"{seconds}.{micros}", thread or "")
