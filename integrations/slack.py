"""Slack, for everyone but the person who acts: post, update, look again. Implements `bot.ports.Messenger`.

The client must not repeat a POST by itself (`retry_handlers=[]`): whether a lost answer means "posted" is for the
relay to find out.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from bot.ports import TOO_MUCH, Block, Message, Never, Posted
from integrations.slack_answers import answered

EVENT_TYPE = "interview_bot"
AS_WRITTEN: dict[str, Any] = {"parse": "none", "link_names": False}  # else Slack links the addresses that people typed
LOOKED_THROUGH, PAGE = 10_000, 500  # messages: for one of ours, and in one call (Slack gives 999 at most)


class SlackMessenger:
    def __init__(self, client: WebClient) -> None:
        self._client = client

    def open_dm(self, person: str) -> str:
        return str(answered(lambda: self._client.conversations_open(users=person))["channel"]["id"])

    def post(self, channel: str, message: Message, *, key: str, thread: str | None = None) -> Posted:
        body: dict[str, Any] = {
            "channel": channel,
            "text": message.text,
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": key}},
            "unfurl_links": False,
            "unfurl_media": False,
            **AS_WRITTEN,
        }
        if message.blocks:
            body["blocks"] = list(message.blocks)
        if thread:
            body["thread_ts"] = thread
        answer = answered(lambda: self._client.chat_postMessage(**body))
        return Posted(str(answer["channel"]), str(answer["ts"]))

    def update(self, at: Posted, message: Message) -> None:
        answered(
            lambda: self._client.chat_update(
                channel=at.channel, ts=at.ts, text=message.text, blocks=list(message.blocks), **AS_WRITTEN
            )
        )

    def find(
        self, channel: str, *, key: str, since: datetime, until: datetime | None = None, thread: str | None = None
    ) -> Posted | None:
        asked = _between(channel, since, until, thread)
        cursor, seen = "", 0
        while seen < LOOKED_THROUGH:
            page = self._page(asked, cursor)
            for found in page["messages"]:
                metadata = found.get("metadata") or {}
                if metadata.get("event_payload", {}).get("key") == key:
                    return Posted(channel, str(found["ts"]))
            seen += len(page["messages"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None
        raise Never(TOO_MUCH)

    def publish_home(self, person: str, blocks: Sequence[Block]) -> None:
        answered(lambda: self._client.views_publish(user_id=person, view={"type": "home", "blocks": list(blocks)}))

    def _page(self, asked: Mapping[str, Any], cursor: str) -> Any:
        following: dict[str, Any] = {"cursor": cursor} if cursor else {}
        if "ts" in asked:
            return answered(lambda: self._client.conversations_replies(**asked, **following))
        return answered(lambda: self._client.conversations_history(**asked, **following))


def _between(channel: str, since: datetime, until: datetime | None, thread: str | None) -> dict[str, Any]:
    """What Slack is asked for, to look through what was said in that time, in *thread* or beside all threads."""
    asked = {"channel": channel, "oldest": _stamp(since), "include_all_metadata": True, "limit": PAGE}
    return asked | ({"latest": _stamp(until)} if until else {}) | ({"ts": thread} if thread else {})


def _stamp(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"
