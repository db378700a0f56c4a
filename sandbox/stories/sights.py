"""What a story lets its audience see, one after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sandbox.mail.received import ReceivedMail
from sandbox.person import Message, Person, Window


@dataclass(frozen=True)
class StoryBegins:
    title: str
    number: int
    of: int


@dataclass(frozen=True)
class SceneBegins:
    title: str
    number: int
    of: int


@dataclass(frozen=True)
class TimePasses:
    """*at* is what the clock says now."""

    at: datetime
    words: str


@dataclass(frozen=True)
class Typed:
    by: Person
    command: str


@dataclass(frozen=True)
class FormSeen:
    """A modal in front of *by*: filled in and about to be handed in, or one that is only read."""

    by: Person
    window: Window


@dataclass(frozen=True)
class FormRefused:
    """The form came back: *errors* are the bot's words by label."""

    by: Person
    errors: dict[str, str]


@dataclass(frozen=True)
class HomeSeen:
    by: Person
    window: Window


@dataclass(frozen=True)
class MessageSeen:
    """A channel's message or, where *channel* is "", a direct one. *before*: what an edited one said until now."""

    by: Person
    channel: str
    message: Message
    before: Message | None


@dataclass(frozen=True)
class EventSeen:
    """An event in Google's JSON, as it stands on the calendar that interviews are booked on."""

    event: dict[str, Any]
    change: Literal["new", "changed", "gone"]


@dataclass(frozen=True)
class MailSeen:
    mail: ReceivedMail


@dataclass(frozen=True)
class Counted:
    """Something that was counted and is as it should be."""

    words: str


InSlack = Typed | FormSeen | FormRefused | HomeSeen | MessageSeen
Sight = StoryBegins | SceneBegins | TimePasses | InSlack | EventSeen | MailSeen | Counted
Audience = Callable[[Sight], None]
