"""When a candidate can, as somebody typed it: one window per line, by the candidate's own clock."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.hiring.availability import Interval
from bot.hiring.errors import Incomplete
from bot.hiring.zones import moment

LINE = re.compile(
    r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})[\s,T]+([0-9]{1,2}:[0-9]{2})\s*(?:-|–|—|to|until)\s*([0-9]{1,2}:[0-9]{2})"
)
MOST = 50
SHOWN = 40


def read_windows(typed: str, zone: str, field: str = "windows") -> tuple[Interval, ...]:
    """Lines such as "2026-12-01 09:00-12:00", in *zone*. Raises Incomplete for *field*, naming the line."""
    lines = [(number, line.strip()) for number, line in enumerate(typed.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST:
        raise Incomplete({field: f"These are {len(lines)} windows; {MOST} are enough."})
    windows = []
    for number, line in lines:
        try:
            windows.append(_window(line, zone))
        except (ValueError, OverflowError) as error:
            raise Incomplete({field: f"Line {number}: {error}"}) from None
    return tuple(windows)


def without(windows: Iterable[Interval], taken: Iterable[Interval]) -> tuple[Interval, ...]:
    """What is left of *windows* outside the *taken* times."""
    left = list(windows)
    for gone in taken:
        left = [part for window in left for part in _cut(window, gone)]
    return tuple(left)


def _window(line: str, zone: str) -> Interval:
    found = LINE.fullmatch(line)
    if found is None:
        shown = line if len(line) <= SHOWN else line[:SHOWN] + "…"
        raise ValueError(f"“{shown}” is no window. Please write it as 2026-12-01 09:00-12:00.")
    day, begins, ends = found.groups()
    start, end = moment(_local(day, begins), zone), moment(_local(day, ends), zone)
    if end <= start:
        raise ValueError("the window ends before it begins.")
    return Interval(start, end)


def _local(day: str, clock: str) -> datetime:
    try:
        year, month, date = map(int, day.split("-"))
        hours, minutes = map(int, clock.split(":"))
        whole = timedelta(hours=24) if (hours, minutes) == (24, 0) else timedelta(0)
        return datetime(year, month, date, 0 if whole else hours, minutes) + whole  # noqa: DTZ001  # `moment` gives it its zone
    except (ValueError, OverflowError):
        raise ValueError(f"there is no {day} {clock}.") from None


def _cut(window: Interval, gone: Interval) -> list[Interval]:
    if not window.overlaps(gone):
        return [window]
    ends = [(window.start, gone.start), (gone.end, window.end)]
    return [Interval(start, end) for start, end in ends if start < end]
