"""What we ask of the world outside, in our own words.

Outcomes of a call are told apart, because what to do next depends on them:

    CallFailed
     ├── SurelyNot     it did not happen; trying again may help
     ├── Never         it did not happen and will not, until a person changes something
     ├── Doubtful      it may have happened: look before trying again
     ├── TryLater      it did not happen; wait *after* first
     ├── Gone          the thing to change is not there any more
     └── Revoked       our token or login is not accepted any more
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.hiring.slots import Availability, Interval

Block = dict[str, Any]


class CallFailed(Exception):
    """*reason* is the service's own error name, without personal text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SurelyNot(CallFailed):
    pass


class Never(CallFailed):
    pass


class Doubtful(CallFailed):
    pass


class TryLater(CallFailed):
    """*everywhere*: the limit holds for all that we ask of this service, not for calls like this one only.

    *guessed*: the service named no time.
    """

    def __init__(self, reason: str, after: timedelta, *, everywhere: bool = False, guessed: bool = False) -> None:
        super().__init__(reason)
        self.after, self.everywhere, self.guessed = after, everywhere, guessed


class Gone(CallFailed):
    pass


class Revoked(CallFailed):
    pass


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware UTC."""
        ...


@dataclass(frozen=True)
class Message:
    """What people see in Slack. *text* is the fallback that notifications show.

    *harmless*: it says nothing about anybody, and so takes the place of what stands with somebody who left, too.
    """

    text: str
    blocks: Sequence[Block] = ()
    harmless: bool = False


@dataclass(frozen=True)
class Posted:
    channel: str
    ts: str


TOO_MUCH = "too_much_to_look_through"
NOT_HERE_ANY_MORE = "not_here_any_more"  # whom it is for left, or became a guest


class Messenger(Protocol):
    """Slack, for everyone but the person who acts. *key* is opaque and lets us find our message again."""

    def open_dm(self, person: str) -> str: ...
    def post(self, channel: str, message: Message, *, key: str, thread: str | None = None) -> Posted: ...

    def find(
        self, channel: str, *, key: str, since: datetime, until: datetime | None = None, thread: str | None = None
    ) -> Posted | None:
        """None when it surely was not posted between *since* and *until* (now).

        Raises Never(TOO_MUCH) when more was said there than can be looked through.
        """
        ...

    def update(self, at: Posted, message: Message) -> None: ...
    def publish_home(self, person: str, blocks: Sequence[Block]) -> None: ...


@dataclass(frozen=True)
class Member:
    """A Slack account as Slack describes it. *welcome* is False for guests, bots, strangers and the deactivated."""

    id: str
    name: str
    email: str
    zone: str
    team: str
    welcome: bool
    active: bool = True


class Directory(Protocol):
    """Who people are. Raises CallFailed."""

    def member(self, person: str) -> Member:
        """As remembered from a moment ago, if they were asked for."""
        ...

    def members(self, people: Sequence[str]) -> Sequence[Member]:
        """The same of many, in that order, in less time."""
        ...

    def forget(self, person: str) -> None:
        """The next time they are looked up anew."""
        ...

    def by_email(self, email: str) -> Member | None: ...
    def channel_id(self, name_or_id: str) -> str: ...

    def is_shared(self, channel: str) -> bool:
        """Whether people of another company are in the channel (by id), or invited to it."""
        ...

    def enter(self, channel: str) -> bool:
        """Whether we are in the channel (by id) now and may write there; a public one is joined."""
        ...


@dataclass(frozen=True)
class Guest:
    """Someone invited to an event. *answer* is needsAction, accepted, declined or tentative."""

    email: str
    answer: str = "needsAction"


@dataclass(frozen=True)
class Event:
    """A calendar event as we want it. *id* is ours, base32hex. *meet* is the request id of its video link.

    *ending*: it stands only until its last guests may be told; it is changed without a mail and never made anew.
    """

    id: str
    title: str
    description: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    guests: tuple[str, ...]
    meet: str
    ending: bool = False


@dataclass(frozen=True)
class LiveEvent:
    """A calendar event as it is. *guests* carries everybody's answer."""

    id: str
    etag: str
    cancelled: bool
    starts_at: datetime | None
    ends_at: datetime | None
    guests: tuple[Guest, ...] = ()
    meet_url: str | None = None


@dataclass(frozen=True)
class Changes:
    """Without a *sync_token* to go on from, the next look is at everything again."""

    events: tuple[LiveEvent, ...]
    sync_token: str | None


class Channels(Protocol):
    """Private channels of our own in Slack. Raises CallFailed."""

    def create(self, name: str) -> str | None:
        """The id of the new channel, with us in it; None when the name is taken."""
        ...

    def find(self, is_meant: Callable[[str], bool], since: datetime) -> str | None:
        """The id of a channel that we made at or after *since*, is not archived, and has a name that *is_meant*."""
        ...

    def invite(self, channel: str, person: str) -> str | None:
        """None when they are in it now, else Slack's reason why this person may not be."""
        ...

    def archive(self, channel: str) -> None:
        """Also when it was archived before."""
        ...

    def stands(self, channel: str) -> bool:
        """Whether we are in it and it is not archived."""
        ...


class Calendar(Protocol):
    """The recruiting calendar, and when people are busy."""

    def availability(self, emails: Sequence[str], window: Interval) -> Availability: ...
    def insert(self, event: Event, *, tell: bool = True) -> LiveEvent: ...
    def get(self, event_id: str) -> LiveEvent | None: ...
    def patch(self, event: Event, *, etag: str | None, tell: bool = True) -> LiveEvent: ...
    def delete(self, event_id: str, *, tell: bool = True) -> None: ...

    def changes(self, sync_token: str | None) -> Changes:
        """What changed since *sync_token*; None starts anew. Raises Gone when the token is too old."""
        ...


@dataclass(frozen=True)
class Mail:
    """*key* marks a mail, so that it can be recognised. *sender_name* is the person it comes from."""

    key: str
    to: str
    subject: str
    body: str
    sender_name: str = ""
    reply_to: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Left:
    """The mail is on its way to whom it is for."""


@dataclass(frozen=True)
class Waiting:
    """The mail has not left: it lies outside as *draft*, ready to be sent."""

    draft: str


class Mailer(Protocol):
    """*draft* is the service's own name for a mail that lies there and has not left; None where there are no drafts."""

    def send(self, mail: Mail, *, begun: Callable[[str | None], None], draft: str | None = None) -> None:
        """Send once; *draft* as it is, if there is one. *begun* is told the draft right before the text leaves.

        From then on a failure is Doubtful.
        """
        ...

    def look(self, mail: Mail, draft: str | None) -> Left | Waiting | None:
        """What became of *mail* after an unknown outcome. None: nothing is seen of it, or nobody can look."""
        ...

    def discard(self, draft: str) -> None:
        """Throw away a draft that nobody wants sent any more; one that is gone is fine."""
        ...
