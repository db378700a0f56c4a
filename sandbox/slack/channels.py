"""Channels, direct messages and what stands in them."""

from dataclasses import dataclass, field
from typing import Literal

from sandbox.slack.shapes import JSON

Kind = Literal["public_channel", "private_channel", "im"]
Shared = Literal["", "ext", "pending_ext", "org"]  # with another company, soon with one, within the organisation
SCOPE_FAMILY: dict[Kind, str] = {"public_channel": "channels", "private_channel": "groups", "im": "im"}


@dataclass
class Post:
    """One message. `reader` is set for an ephemeral one: nobody else ever sees it."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[JSON] = field(default_factory=list)
    bot_id: str = ""
    thread_ts: str = ""
    metadata: JSON = field(default_factory=dict)
    edited_ts: str = ""
    reader: str = ""
    broadcast: bool = False
    deleted: bool = False

    @property
    def is_reply(self) -> bool:
        return bool(self.thread_ts) and self.thread_ts != self.ts

    def as_json(self, *, app_id: str, team_id: str, with_metadata: bool = False) -> JSON:
        shown: JSON = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text, "team": team_id}
        if self.bot_id:
            shown |= {"bot_id": self.bot_id, "app_id": app_id}
        if self.blocks:
            shown["blocks"] = self.blocks
        if self.thread_ts:
            shown["thread_ts"] = self.thread_ts
        if self.broadcast:
            shown["subtype"] = "thread_broadcast"
        if self.edited_ts:
            shown["edited"] = {"user": self.user, "ts": self.edited_ts}
        if with_metadata and self.metadata:
            shown["metadata"] = self.metadata
        return shown


@dataclass
class Channel:
    id: str
    name: str
    kind: Kind
    created: int
    members: list[str] = field(default_factory=list)
    archived: bool = False
    creator: str = ""
    shared: Shared = ""
    posts: list[Post] = field(default_factory=list)

    def find(self, ts: str, *, reader: str = "") -> Post | None:
        """The message with this *ts*, unless it is gone; an ephemeral one only for its *reader*."""
        wanted = (post for post in self.posts if post.ts == ts and not post.deleted)
        return next((post for post in wanted if post.reader in ("", reader)), None)

    def replies(self, ts: str) -> list[Post]:
        return [post for post in self.posts if post.thread_ts == ts and post.is_reply and not post.deleted]

    @property
    def name_in_payloads(self) -> str:
        return {"im": "directmessage", "private_channel": "privategroup"}.get(self.kind, self.name)

    def as_json(self, viewer: str) -> JSON:
        if self.kind == "im":
            other = next((member for member in self.members if member != viewer), viewer)
            return {"id": self.id, "is_im": True, "user": other, "created": self.created, "is_archived": self.archived}
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == "public_channel",
            "is_group": self.kind == "private_channel",
            "is_private": self.kind == "private_channel",
            "is_im": False,
            "is_mpim": False,
            "is_archived": self.archived,
            "is_shared": self.shared in ("ext", "org"),
            **{f"is_{how}_shared": self.shared == how for how in ("ext", "pending_ext", "org")},
            "is_member": viewer in self.members,
            "created": self.created,
            "creator": self.creator,
            "num_members": len(self.members),
        }
