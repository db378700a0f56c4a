"""What the morning digest says. It fits Slack's 50 blocks: of each kind the first few, with their number said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.person import Person
from bot.hiring.process import Process
from bot.hiring.standing import Standing
from bot.ports import Block, Message
from handlers import headline_view
from handlers.blocks import actions, button, clock_time, context, esc, header, message, section, when
from handlers.headline_view import name_of, next_words, value_of
from handlers.scorecard_view import about, write

T = TypeVar("T")

DIGEST = "digest.morning"
SWITCH = "home.digest"
ON, OFF = "on", "off"

INTERVIEWS, CARDS, OFFERS, OVERDUE = 8, 5, 4, 6  # shown of each; two blocks for an offer or something overdue


@dataclass(frozen=True)
class Told:
    """An interview with the words to name it."""

    interview: Interview
    application: Application
    process: Process

    @property
    def words(self) -> str:
        return about(self.interview, self.application, self.process)


@dataclass(frozen=True)
class Late:
    """An interview about which *owing* (person ids) have not handed in."""

    told: Told
    owing: tuple[str, ...]


@dataclass(frozen=True)
class Morning:
    """*offers* with the day their answer is expected; *overdue* with the days nothing has happened."""

    me: Person
    day: date
    now: datetime
    people: Mapping[str, Person]
    today: Sequence[Told]
    owed: Sequence[Told]
    late: Sequence[Late]
    offers: Sequence[tuple[Standing, datetime]]
    overdue: Sequence[tuple[Standing, int]]

    @property
    def is_empty(self) -> bool:
        return not (self.today or self.owed or self.late or self.offers or self.overdue)


def digest(found: Morning) -> Message:
    blocks: list[Block] = [header(_title(found))]
    blocks += _part("Today", found.today, INTERVIEWS, lambda it: [_coming(it)])
    blocks += _part("Your scorecards", found.owed, CARDS, lambda it: [section(it.words, write(str(it.interview.id)))])
    blocks += _part("Scorecards that are late", found.late, CARDS, lambda it: [_late(it, found.people)])
    blocks += _part("Offers", found.offers, OFFERS, lambda it: _offer(*it, found.now))
    blocks += _part("Overdue", found.overdue, OVERDUE, lambda it: _overdue(*it, found.people))
    counts = [
        (len(found.today), "today"),
        (len(found.owed), "to write"),
        (len(found.late) + len(found.offers) + len(found.overdue), "to look after"),
    ]
    said = ", ".join(f"{number} {what}" for number, what in counts if number)
    return message(f"{_title(found)}: {said}", *blocks, *_end())


def _part(title: str, things: Sequence[T], most: int, drawn: Callable[[T], list[Block]]) -> list[Block]:
    if not things:
        return []
    number = f" · {len(things)}" + (f", the first {most}" if len(things) > most else "")
    return [section(f"*{title}*{number}"), *(block for thing in things[:most] for block in drawn(thing))]


def all_done(found: Morning) -> Message:
    """What was in it is settled."""
    text = f"{_title(found)}: all of it is settled."
    return message(text, section(text), *_end())


def switch(*, on: bool) -> Block:
    """The button on Home says how it is, and changes it."""
    label = "Morning digest: on" if on else "Morning digest: off"
    return button(label, action=SWITCH, value=OFF if on else ON)


def _title(found: Morning) -> str:
    return f"Your {found.day:%A}, {esc(found.me.name.split()[0] if found.me.name.split() else found.me.name)}"


def _end() -> list[Block]:
    return [
        context("Everything that is yours to do stands on Home. This comes once on each of your working days."),
        actions(button("Switch the digest off", action=SWITCH, value=OFF)),
    ]


def _coming(told: Told) -> Block:
    link = told.interview.meet_url
    words = f"{clock_time(told.interview.starts_at)} · {told.words}" + (f" · <{link}|video link>" if link else "")
    return section(words, _open(told.application))


def _late(late: Late, people: Mapping[str, Person]) -> Block:
    names = ", ".join(name_of(person, people) for person in late.owing)
    words = f"{late.told.words}, {when(late.told.interview.ends_at)}: {names}"
    return section(words, _open(late.told.application))


def _offer(standing: Standing, answer_by: datetime, now: datetime) -> list[Block]:
    is_over = answer_by <= now
    words = "the answer was expected" if is_over else "the answer is expected"
    text = f"*{esc(standing.application.name)}*: {words} {when(answer_by, '{date_short_pretty}')}"
    return [section(text), _steps(standing)]


def _overdue(standing: Standing, days: int, people: Mapping[str, Person]) -> list[Block]:
    a = standing.application
    where = esc(standing.stage.name) if a.is_open else "turned down"
    words = next_words(standing, people)
    text = f"*{esc(a.name)}* · {where} · nothing has happened for {days} day{'' if days == 1 else 's'}"
    return [section(f"{text}\n{words}" if words else text), _steps(standing)]


def _steps(standing: Standing) -> Block:
    """The buttons of the next step; to withdraw is never what a morning is for."""
    return actions(*(it for it in headline_view.buttons(standing) if it["action_id"] != headline_view.WITHDRAW))


def _open(application: Application) -> Block:
    return button("Open", action=headline_view.OPEN, value=value_of(application))
