"""What a letter can say without being told: names, the day of the interviews, who was there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.hiring.interview import Interview
from bot.hiring.person import Person
from bot.hiring.process import Process


def first_name(name: str) -> str:
    return (name.split() or [name])[0]


def spelled(day: date) -> str:
    """Monday, 1 March 2027: as it stands in a letter."""
    return f"{day:%A}, {day.day} {day:%B %Y}"


def spelled_in(at: datetime, zone: str) -> str:
    return spelled(at.astimezone(ZoneInfo(zone)).date())


def listed(words: Iterable[str]) -> str:
    """Ana, Bo and Cy; each once."""
    *most, last = dict.fromkeys(words) or ("",)
    return f"{', '.join(most)} and {last}" if most else last


def held_for(process: Process, kind: str, interviews: Iterable[Interview], now: datetime) -> tuple[Interview, ...]:
    """The interviews that the letter *kind* speaks of: those held in the stages that end with it."""
    ended = {stage.id for stage in process.stages if stage.letter == kind}
    held = [i for i in interviews if i.is_booked and i.is_over(now)]
    return tuple(i for i in held if i.stage in ended) or tuple(held)


def facts(held: Sequence[Interview], people: Mapping[str, Person], zone: str | None) -> dict[str, str]:
    """The variables that interviews give. *zone* is the candidate's; without it each interview's own counts."""
    days = [spelled_in(i.starts_at, zone or i.zone) for i in held]
    names = [first_name(people[person].name) for i in held for person in i.people if person in people]
    return {"interview_date": listed(days), "interviewer_first_names": listed(names)}
