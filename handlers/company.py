"""What a listener may know of the settings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Company:
    """*zone* is the company's IANA time zone; *channel* the hiring channel, by id or name."""

    zone: str
    channel: str
