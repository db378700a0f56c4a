"""Slack, for everyone but the person who acts: post, update, look again; and who people are.

The client must not repeat a POST by itself (`retry_handlers=[]`): whether a lost answer means "posted" is for the
relay to find out.
"""

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.error import URLError
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.ports import (
    TOO_MUCH,
    Block,
    CallFailed,
    Doubtful,
    Gone,
    Member,
    Message,
    Never,
    Posted,
    Revoked,
    SurelyNot,
    TryLater,
)
from integrations.slack_limits import retry_after

T = TypeVar("T")

EVENT_TYPE = "interview_bot"
REVOKED = {
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "account_inactive",
    "ekm_access_denied",
    "accesslimited",
    "team_access_not_granted",
}
PASSING = {"team_added_to_org", "org_login_required"}  # while the workspace moves to an organisation
IN_DOUBT = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}
GONE = {"message_not_found", "cant_update_message", "edit_window_closed"}
UNKNOWN_PERSON = {"user_not_found", "user_not_visible", "users_not_found"}
A_WHILE = timedelta(minutes=1)
AS_WRITTEN: dict[str, Any] = {"parse": "none", "link_names": False}  # else Slack links the addresses that people typed
LOOKED_THROUGH, PAGE = 10_000, 500  # messages: for one of ours, and in one call (Slack gives 999 at most)


class SlackMessenger:
    """Implements `bot.ports.Messenger`."""

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


class SlackDirectory:
    """Implements `bot.ports.Directory`; remembers people for a minute, so that a press costs one look-up at most.

    While Slack wants fewer look-ups, who was known in the last hour is taken for what they were. *zone* is where
    somebody is of whom Slack does not say it.
    """

    KEPT, KEPT_WHILE_LIMITED = 60.0, 3600.0  # seconds of real time

    def __init__(self, client: WebClient, *, zone: str = "UTC") -> None:
        self._client, self._zone = client, zone
        self._team: str | None = None
        self._known: dict[str, tuple[float, Member]] = {}
        self._lock = threading.Lock()

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
        """The channel's id. Raises Never("channel_not_found") when the bot cannot see it."""
        if is_channel_id(name_or_id):
            return name_or_id
        cursor = ""
        while True:
            page = self._channels(cursor)
            for channel in page["channels"]:
                if channel["name"] == name_or_id.lstrip("#"):
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

    def _channels(self, cursor: str) -> Any:
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


def _between(channel: str, since: datetime, until: datetime | None, thread: str | None) -> dict[str, Any]:
    """What Slack is asked for, to look through what was said in that time, in *thread* or beside all threads."""
    asked = {"channel": channel, "oldest": _stamp(since), "include_all_metadata": True, "limit": PAGE}
    return asked | ({"latest": _stamp(until)} if until else {}) | ({"ts": thread} if thread else {})


def _stamp(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"


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


def answered(call: Callable[[], T]) -> T:
    """Make the call and say how it ended, in the words of `bot.ports`."""
    try:
        return call()
    except SlackApiError as error:
        raise outcome(error) from None
    except (TimeoutError, URLError, ConnectionError, OSError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ConnectionRefusedError):
            raise SurelyNot("connection refused") from None
        raise Doubtful(type(error).__name__) from None
    except SlackClientError as error:
        raise Doubtful(type(error).__name__) from None


def outcome(error: SlackApiError) -> CallFailed:
    """What Slack's answer means, in the words of `bot.ports`."""
    response: Any = error.response
    status = getattr(response, "status_code", 200)
    name = _error_name(response)
    wait = retry_after(response)
    if wait is not None:
        return TryLater("ratelimited", wait)
    if not name or status >= 500 or name in IN_DOUBT:  # no name: it is something between that answers, not Slack
        return Doubtful(name or f"http {status}")
    if name in PASSING:
        return TryLater(name, A_WHILE, everywhere=True)
    if name in REVOKED:
        return Revoked(name)
    if name in GONE:
        return Gone(name)
    return Never(name)


def _error_name(response: Any) -> str:
    """Slack's word for what is wrong. Where an answer is not Slack's, slack_sdk quotes it instead: that is left out."""
    said = getattr(response, "data", None)
    name = str(said.get("error", "")) if isinstance(said, dict) else ""
    return name if re.fullmatch(r"\w{1,80}", name, re.ASCII) else ""
