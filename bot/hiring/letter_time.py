"""When a letter leaves: after its undo window, in the candidate's working hours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.hiring.process import LetterRules, LetterTemplate

FRIDAY = 4


@dataclass(frozen=True)
class Window:
    """Hours of a working day (Monday to Friday) in which a letter may leave: from *start_hour* to before *end_hour*."""

    start_hour: int
    end_hour: int
    friday_end_hour: int

    def closes_at(self, day: date) -> int:
        return self.friday_end_hour if day.weekday() == FRIDAY else self.end_hour


def window_of(rules: LetterRules, template: LetterTemplate) -> Window:
    """Bad news does not leave late on a Friday; everything else may."""
    friday = min(rules.rejections_friday_until_hour, rules.window_end_hour)
    return Window(
        rules.window_start_hour, rules.window_end_hour, friday if template.rejection else rules.window_end_hour
    )


def leaves_at(now: datetime, undo: timedelta, window: Window, zone: str) -> datetime:
    """The earliest moment, in UTC, from *now* + *undo* on that lies in the *window* of *zone* (IANA name).

    Public holidays are not known here. Raises ZoneInfoNotFoundError for a zone that does not exist.
    """
    there = ZoneInfo(zone)
    earliest = now.astimezone(UTC) + undo
    day = earliest.astimezone(there).date()
    while True:
        opens, closes = (_moment(day, hour, there) for hour in (window.start_hour, window.closes_at(day)))
        if day.weekday() <= FRIDAY and earliest < closes and opens < closes:
            return max(earliest, opens)
        day += timedelta(days=1)


def _moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """That hour of that day in UTC; 24 is the midnight that ends it."""
    midnight_after = hour == 24
    local = datetime.combine(day + timedelta(days=midnight_after), time(0 if midnight_after else hour), tzinfo=zone)
    return local.astimezone(UTC)
