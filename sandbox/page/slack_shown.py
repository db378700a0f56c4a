"""What one person sees of the workspace: places, messages, a thread, a form, Home. Snapshots for the templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Literal
from zoneinfo import ZoneInfo

from markupsafe import Markup

from sandbox.page import links
from sandbox.page.drawing import Around, Surface, drawn, mrkdwn_drawn
from sandbox.page.frame import hue_of, initials
from sandbox.page.pages import NotHere
from sandbox.page.rooms import Mishap, Rooms
from sandbox.page.unread import unread
from sandbox.slack.channels import Channel, Post
from sandbox.slack.elements import Values
from sandbox.slack.shapes import JSON
from sandbox.slack.windows import View

MOST = 500  # messages drawn at once


@dataclass(frozen=True)
class Place:
    """A channel in the sidebar. *unread* counts what they have not seen."""

    id: str
    name: str
    private: bool
    url: str
    unread: int
    here: bool


@dataclass(frozen=True)
class Shown:
    """A message. *day* stands where another day begins above it; *newly* where what they had not seen begins."""

    id: str
    ts: str
    channel: str
    author: str
    initials: str
    hue: str  # of who works here, as in the row of faces
    is_bot: bool
    at: str
    body: Markup
    day: str = ""
    ephemeral: bool = False
    edited: bool = False
    replies: int = 0
    thread_url: str = ""
    link: str = ""
    mishap: str = ""
    pressable: bool = False


@dataclass(frozen=True)
class FormShown:
    """A modal on top of *depth* - 1 others."""

    id: str
    title: str
    body: Markup
    submit: str
    close: str
    depth: int
    mishap: str = ""
    errors: int = 0


@dataclass
class Eyes:
    """One person looking at the workspace."""

    rooms: Rooms
    who: str

    def __post_init__(self) -> None:
        self.person = self.rooms.person(self.who)
        self.workspace = self.rooms.company.workspace

    @property
    def around(self) -> Around:
        members = [it for it in self.workspace.members.values() if not (it.is_bot or it.deleted)]
        return Around(
            reader=self.workspace.reader(self.person.member),
            members=members,
            channels=[it for it in self.workspace.channels.values() if it.kind != "im"],
            link=partial(links.local, self.who),
        )

    # places

    def place(self, name: str) -> Channel:
        """By id or name. Raises NotHere where they are not in."""
        try:
            return self.person.desk.place(name)
        except LookupError as missing:
            raise NotHere(f"{missing}.") from None

    def places(self, here: str) -> list[Place]:
        return [
            Place(
                it.id, it.name, it.kind == "private_channel", links.channel_url(self.who, it.name),
                unread(self.rooms, self.who, it), it.id == here,
            )
            for it in sorted(self.person.desk.places(), key=lambda it: it.name)
            if it.kind != "im" and not it.archived
        ]  # fmt: skip

    # messages

    def stream(self, channel: Channel, *, before: str = "") -> tuple[list[Shown], str]:
        """Its newest messages (or those before a ts), oldest first; and the ts before which there are more, or ""."""
        posts = [it for it in self.person.desk.visible(channel) if self._in_stream(it)]
        older = [it for it in posts if not before or it.ts < before]
        kept = older[-MOST:]
        return self._with_days(kept, channel), kept[0].ts if len(older) > len(kept) else ""

    def thread(self, channel: Channel, ts: str) -> list[Shown]:
        """A message and its replies. Raises NotHere when it is gone."""
        posts = [it for it in self.person.desk.visible(channel) if it.ts == ts or (it.is_reply and it.thread_ts == ts)]
        if not posts or posts[0].ts != ts:
            raise NotHere("That message is gone.")
        return self._with_days(posts, channel, threaded=True)

    def _in_stream(self, post: Post) -> bool:
        return not post.is_reply or post.broadcast

    def _with_days(self, posts: Iterable[Post], channel: Channel, *, threaded: bool = False) -> list[Shown]:
        shown, last = [], ""
        replies = _reply_counts(self.person.desk.visible(channel))
        for post in posts:
            at = datetime.fromtimestamp(float(post.ts), UTC).astimezone(ZoneInfo(self.person.member.tz))
            day = f"{at:%A}, {at.day} {at:%B %Y}"
            answered = 0 if threaded else replies.get(post.ts, 0)
            shown.append(self._message(post, at, "" if day == last else day, answered, threaded=threaded))
            last = day
        return shown

    def _message(self, post: Post, at: datetime, day: str, replies: int, *, threaded: bool) -> Shown:
        author = self.workspace.name_of(post.user)
        number = links.message_id(post.channel, post.ts)
        return Shown(
            id=number,
            ts=post.ts,
            channel=post.channel,
            author=author,
            initials=initials(author),
            hue=hue_of(author),
            is_bot=bool(post.bot_id),
            at=f"{at.hour % 12 or 12}:{at:%M %p}",
            body=self._body(post, "t-" if threaded else ""),
            day=day,
            ephemeral=bool(post.reader),
            edited=bool(post.edited_ts),
            replies=replies,
            thread_url=links.channel_url(self.who, post.channel, thread=post.thread_ts or post.ts),
            link=links.message_url(self.who, post.channel, post.ts, post.thread_ts),
            mishap=self.mishap(number),
            pressable=bool(post.blocks),
        )

    def _body(self, post: Post, prefix: str) -> Markup:
        """Drawn once, and again when it is another. *prefix*: the thread shows what the stream shows too."""
        values = self.person.desk.values(post) if post.blocks else {}
        key, state = (self.who, prefix, post.channel, post.ts), (post.blocks, post.text, repr(values))
        return self.rooms.drawn(key, state, lambda: self._draw(post, prefix, values))

    def _draw(self, post: Post, prefix: str, values: Values) -> Markup:
        if not post.blocks:
            return mrkdwn_drawn(post.text, self.around)
        surface = Surface("message", prefix + links.message_id(post.channel, post.ts), values)
        return drawn(post.blocks, surface, self.around)

    # windows

    def form(self) -> FormShown | None:
        windows, user = self.workspace.windows, self.person.member.id
        view = windows.top(user)
        if view is None:
            return None
        body = view.body
        return FormShown(
            id=view.id, title=_text(body, "title"), body=self._view(view, "modal"), submit=_text(body, "submit"),
            close=_text(body, "close") or "Cancel", depth=len(windows.stack(user)), mishap=self.mishap(view.id),
            errors=len(view.errors),
        )  # fmt: skip

    def home(self) -> Markup | None:
        view = self.workspace.windows.home(self.person.member.id)
        return self._view(view, "home") if view else None

    @property
    def home_id(self) -> str:
        view = self.workspace.windows.home(self.person.member.id)
        return view.id if view else ""

    def mishap(self, surface: str) -> str:
        found: Mishap | None = self.rooms.mishaps.get(self.who)
        return found.words if found and found.surface == surface else ""

    def _view(self, view: View, kind: Literal["modal", "home"]) -> Markup:
        return drawn(view.blocks, Surface(kind, view.id, view.values, view.errors), self.around)


def _reply_counts(posts: Iterable[Post]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for post in posts:
        if post.is_reply:
            counts[post.thread_ts] = counts.get(post.thread_ts, 0) + 1
    return counts


def _text(body: JSON, part: str) -> str:
    return str((body.get(part) or {}).get("text", ""))
