"""Posting, editing and deleting messages, and whom they call."""

import threading
from dataclasses import dataclass
from datetime import UTC

from sandbox.clock import MovableClock
from sandbox.slack.block_kit import mentions
from sandbox.slack.channels import Channel, Post
from sandbox.slack.elements import with_ids
from sandbox.slack.people import Member
from sandbox.slack.shapes import JSON


@dataclass(frozen=True)
class Mention:
    kind: str  # "channel", "here", "everyone", "user" or "group"
    who: str  # the id of a user or group, else ""
    channel: str
    ts: str
    by: str


class Stamps:
    """Message timestamps: the clock's time, each one greater than the last."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        self.last = 0  # in microseconds
        self._lock = threading.Lock()

    def next(self) -> str:
        micros = int(self._clock.now().astimezone(UTC).timestamp() * 1_000_000)
        with self._lock:
            self.last = max(micros, self.last + 1)
            return f"{self.last // 1_000_000}.{self.last % 1_000_000:06d}"


def write(
    channel: Channel,
    stamp: str,
    author: Member,
    text: str,
    *,
    blocks: list[JSON] | None = None,
    thread_ts: str = "",
    metadata: JSON | None = None,
    reader: str = "",
    broadcast: bool = False,
) -> Post:
    """Add a message to *channel*. A parent gets its own ts as thread_ts with the first reply, as in Slack."""
    parent = channel.find(thread_ts) if thread_ts else None
    if parent and parent.is_reply:
        thread_ts = parent.thread_ts
    elif parent and not reader:
        parent.thread_ts = parent.ts
    post = Post(
        channel=channel.id,
        ts=stamp,
        user=author.id,
        bot_id=author.bot_id,
        text=text,
        blocks=with_ids(blocks or []),
        thread_ts=thread_ts,
        metadata=metadata or {},
        reader=reader,
        broadcast=broadcast,
    )
    channel.posts.append(post)
    return post


def mentions_in(post: Post) -> list[Mention]:
    """Everyone this message calls, each once. A link to a channel calls nobody."""
    called = dict.fromkeys(mentions({"text": post.text, "blocks": post.blocks}))
    marks = [mark.strip("<>") for mark in called if not mark.startswith("<#")]
    return [Mention(*_kind_and_id(mark), post.channel, post.ts, post.user) for mark in marks]


def _kind_and_id(mark: str) -> tuple[str, str]:
    if mark.startswith("@"):
        return "user", mark[1:]
    if mark.startswith("!subteam^"):
        return "group", mark.removeprefix("!subteam^")
    return mark[1:], ""
