"""Who people are, and which channel is which. Implements `bot.ports.Directory`."""

import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk import WebClient

from bot.ports import Doubtful, Member, Never, SurelyNot, TryLater
from integrations.slack_answers import answered

UNKNOWN_PERSON = {"user_not_found", "user_not_visible", "users_not_found"}
AT_ONCE = 8  # look-ups; one takes some 200 ms, and whoever waits for them waits three seconds at most


class SlackDirectory:
    """Remembers people for a minute, so that a press costs one look-up at most.

    While Slack wants fewer look-ups, who was known in the last hour is taken for what they were. *zone* is where
    somebody is of whom Slack does not say it.
    """

    KEPT, KEPT_WHILE_LIMITED, CHANNEL_KEPT = 60.0, 3600.0, 3600.0  # seconds of real time

    def __init__(self, client: WebClient, *, zone: str = "UTC") -> None:
        self._client, self._zone = client, zone
        self._team: str | None = None
        self._known: dict[str, tuple[float, Member]] = {}
        self._channels: dict[str, tuple[float, str]] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="directory")

    def __deepcopy__(self, memo: object) -> "SlackDirectory":
        """Bolt copies what a lazy listener gets; who is known is shared."""
        return self

    @property
    def team(self) -> str:
        if self._team is None:
            self._team = str(answered(self._client.auth_test)["team_id"])
        return self._team

    def member(self, person: str) -> Member:
        with self._lock:
            kept = self._known.get(person)
        age = time.monotonic() - kept[0] if kept else 0.0
        if kept and age < self.KEPT:
            return kept[1]
        try:
            member = self._look_up(person)
        except TryLater:
            if kept and age < self.KEPT_WHILE_LIMITED:
                return kept[1]
            raise
        with self._lock:
            self._known[person] = (time.monotonic(), member)
        return member

    def members(self, people: Sequence[str]) -> list[Member]:
        return list(self._pool.map(self.member, people))

    def _look_up(self, person: str) -> Member:
        """Whoever Slack does not show us belongs elsewhere."""
        try:
            return self._member(answered(lambda: self._client.users_info(user=person))["user"])
        except Never as failure:
            if failure.reason not in UNKNOWN_PERSON:
                raise
            return Member(person, person, "", self._zone, "", welcome=False)

    def forget(self, person: str) -> None:
        with self._lock:
            self._known.pop(person, None)

    def by_email(self, email: str) -> Member | None:
        try:
            return self._member(answered(lambda: self._client.users_lookupByEmail(email=email))["user"])
        except Never as refusal:
            if refusal.reason not in UNKNOWN_PERSON:
                raise
            return None

    def channel_id(self, name_or_id: str) -> str:
        """The channel's id. Raises Never("channel_not_found") when the bot cannot see it.

        Kept for an hour: in a large workspace looking through them takes minutes.
        """
        if is_channel_id(name_or_id):
            return name_or_id
        kept = self._channels.get(name_or_id)
        if kept and time.monotonic() - kept[0] < self.CHANNEL_KEPT:
            return kept[1]
        try:
            found = self._find_channel(name_or_id.lstrip("#"))
        except (TryLater, Doubtful, SurelyNot):
            if kept:
                return kept[1]
            raise
        self._channels[name_or_id] = (time.monotonic(), found)
        return found

    def _find_channel(self, name: str) -> str:
        cursor = ""
        while True:
            page = self._page(cursor)
            for channel in page["channels"]:
                if channel["name"] == name:
                    return str(channel["id"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                raise Never("channel_not_found")

    def is_shared(self, channel: str) -> bool:
        try:
            return is_shared_outside(answered(lambda: self._client.conversations_info(channel=channel))["channel"])
        except Never:  # not ours to see, and so not to enter either
            return False

    def enter(self, channel: str) -> bool:
        try:
            found = answered(lambda: self._client.conversations_info(channel=channel))["channel"]
            if not found.get("is_member") and not found.get("is_archived"):
                answered(lambda: self._client.conversations_join(channel=channel))
        except Never:
            return False
        return not found.get("is_archived")

    def _page(self, cursor: str) -> Any:
        return answered(
            lambda: self._client.conversations_list(
                types="public_channel,private_channel", exclude_archived=True, limit=200, cursor=cursor or None
            )
        )

    def _member(self, user: dict[str, Any]) -> Member:
        """In an Enterprise Grid a person is in several workspaces, and team_id may name another one than ours."""
        profile = user.get("profile") or {}
        turned_away = ("is_bot", "deleted", "is_restricted", "is_ultra_restricted", "is_stranger")
        teams = (user.get("enterprise_user") or {}).get("teams") or [user.get("team_id") or self.team]
        is_here = self.team in teams
        return Member(
            id=str(user["id"]),
            name=_one_line(profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"]),
            email=profile.get("email") or "",
            zone=_known_zone(user.get("tz"), self._zone),
            team=self.team if is_here else str(user.get("team_id") or teams[0]),
            welcome=is_here and not any(user.get(flag) for flag in turned_away),
            active=not user.get("deleted"),
        )


def _one_line(name: str) -> str:
    return " ".join(name.replace("\x00", "").encode("utf-8", "ignore").decode().split())


def _known_zone(name: str | None, otherwise: str) -> str:
    """*otherwise* where Slack names none, or one that this machine does not know."""
    try:
        return ZoneInfo(name).key if name else otherwise
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return otherwise


def is_shared_outside(channel: Mapping[str, Any]) -> bool:
    """Of a channel as Slack describes it. One that only workspaces of the same organisation share is not meant."""
    return bool(channel.get("is_ext_shared") or channel.get("is_pending_ext_shared"))


def is_channel_id(text: str) -> bool:
    """Names are never in capitals."""
    return text[:1] in {"C", "G", "D"} and text == text.upper()
