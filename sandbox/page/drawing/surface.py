"""What drawing needs to know: the surface the blocks stand on, and the workspace around it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sandbox.slack.channels import Channel
from sandbox.slack.elements import Values
from sandbox.slack.mrkdwn import Reader
from sandbox.slack.people import Member


@dataclass(frozen=True)
class Surface:
    """Where blocks are drawn. *id* is unique on the page."""

    kind: Literal["message", "modal", "home"]
    id: str
    values: Values  # what is typed and chosen now
    errors: Mapping[str, str] = field(default_factory=dict)  # words by block_id
    busy: bool = False  # the bot has not answered yet: controls are disabled


@dataclass(frozen=True)
class Around:
    """What drawing needs of the workspace."""

    reader: Reader
    members: Sequence[Member]  # whom menus of people offer
    channels: Sequence[Channel]  # what menus of channels offer
    link: Callable[[str], str]  # an address as the one to follow here
