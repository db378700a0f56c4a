"""When people are taken. A calendar that could not be read is UNKNOWN, and unknown is never free."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


@dataclass(frozen=True, order=True)
class Interval:
    """From *start* up to, not including, *end*; both aware UTC. Raises ValueError if naive or the wrong way round."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("an interval needs aware times")
        if self.end < self.start:
            raise ValueError("an interval ends after it starts")

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def overlaps(self, other: "Interval") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Interval") -> bool:
        return self.start <= other.start and other.end <= self.end


class Unknown(Enum):
    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN

# Busy intervals by person id, in any order; a person who is not in it is unknown too.
Availability = Mapping[str, tuple[Interval, ...] | Unknown]
