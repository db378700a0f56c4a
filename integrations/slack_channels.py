"""Private channels of the bot's own. Implements `bot.ports.Channels`."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from bot.ports import Never
from integrations.slack_answers import answered

NOT_THEM = {
    "cant_invite",
    "cant_invite_self",
    "invitee_cant_see_channel",
    "no_external_invite_permission",
    "no_permission",
    "org_user_not_in_team",
    "ura_max_channels",
    "user_is_restricted",
    "user_not_found",
}
ENDED = {"already_archived", "is_archived", "channel_not_found", "not_in_channel"}  # an archived channel lets a bot go


class SlackChannels:
    def __init__(self, client: WebClient) -> None:
        self._client = client

    def create(self, name: str) -> str | None:
        try:
            made = answered(lambda: self._client.conversations_create(name=name, is_private=True))
        except Never as refusal:
            if refusal.reason == "name_taken":
                return None
            raise
        return str(made["channel"]["id"])

    def find(self, is_meant: Callable[[str], bool], since: datetime) -> str | None:
        me, cursor = str(answered(self._client.auth_test)["user_id"]), ""
        while True:
            page = self._page(cursor)
            for channel in page["channels"]:
                ours = channel.get("creator") == me and channel["created"] >= int(since.timestamp())
                if ours and is_meant(channel["name"]):
                    return str(channel["id"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None

    def invite(self, channel: str, person: str) -> str | None:
        try:
            answered(lambda: self._client.conversations_invite(channel=channel, users=person))
        except Never as refusal:
            if refusal.reason == "already_in_channel":
                return None
            if refusal.reason in NOT_THEM:
                return refusal.reason
            raise
        return None

    def archive(self, channel: str) -> None:
        try:
            answered(lambda: self._client.conversations_archive(channel=channel))
        except Never as refusal:
            if refusal.reason not in ENDED:
                raise

    def stands(self, channel: str) -> bool:
        try:
            found = answered(lambda: self._client.conversations_info(channel=channel))["channel"]
        except Never as refusal:
            if refusal.reason in ENDED:
                return False
            raise
        return not found.get("is_archived")

    def _page(self, cursor: str) -> Any:
        return answered(
            lambda: self._client.conversations_list(
                types="private_channel", exclude_archived=True, limit=200, cursor=cursor or None
            )
        )
