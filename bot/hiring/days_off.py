"""Days off, as somebody typed them: a date or a span of dates on each line."""

import re
from datetime import date, timedelta

from bot.hiring.errors import Incomplete
from bot.hiring.worktime import DaysOff

DATE = r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
LINE = re.compile(rf"{DATE}(?:\s*(?:-|–|—|to|until)\s*{DATE})?")
MOST = 30
LONGEST = timedelta(days=366)
SHOWN = 40


def read_days_off(typed: str, *, today: date, field: str = "away") -> tuple[DaysOff, ...]:
    """Lines such as "2026-12-24 to 2027-01-02", in order; what is past is forgotten. Raises Incomplete, by line."""
    lines = [(number, line.strip()) for number, line in enumerate(typed.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST:
        raise Incomplete({field: f"These are {len(lines)} lines; {MOST} are enough."})
    spans = set()
    for number, line in lines:
        try:
            spans.add(_span(line))
        except ValueError as error:
            raise Incomplete({field: f"Line {number}: {error}"}) from None
    return tuple(sorted(span for span in spans if span[1] >= today))


def typed_days_off(away: tuple[DaysOff, ...]) -> str:
    """What `read_days_off` reads."""
    return "\n".join(f"{first}" if first == last else f"{first} to {last}" for first, last in away)


def _span(line: str) -> DaysOff:
    found = LINE.fullmatch(line)
    if found is None:
        shown = line if len(line) <= SHOWN else line[:SHOWN] + "…"
        raise ValueError(f"“{shown}” is no date. Please write 2026-12-24 or 2026-12-24 to 2027-01-02.")
    first = _day(found[1])
    last = _day(found[2]) if found[2] else first
    if last < first:
        raise ValueError("the last day is before the first.")
    if last - first > LONGEST:
        raise ValueError("that is more than a year; please pause them instead.")
    return first, last


def _day(text: str) -> date:
    try:
        return date(*map(int, text.split("-")))
    except ValueError:
        raise ValueError(f"there is no {text}.") from None
