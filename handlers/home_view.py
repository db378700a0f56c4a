"""What Home looks like: what is mine to do first, then what is coming, then who I am responsible for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.person import Person, Role
from bot.hiring.process import Process
from bot.hiring.standing import Standing
from bot.ports import Block
from handlers import contact_view
from handlers.blocks import actions, button, divider, esc, first_of, header, section, when
from handlers.digest_view import switch
from handlers.hiring_view import row
from handlers.scorecard_without_view import WENT_ON_WITHOUT_YOURS
from handlers.team_form_view import MINE

SHOWN = 13  # of each of six kinds; Slack takes 100 blocks
VOTES = 6  # of two blocks each
FEW = 3  # of the scorecards that nobody waits for any more
LISTED = ": `/scorecard` lists them"
LATER = "; they move up as these are done"
WRITE_SCORECARD = "scorecard.open"


@dataclass(frozen=True)
class StageCount:
    """*longest*: the days of whoever is there longest."""

    name: str
    number: int
    longest: int


class Told(Protocol):
    @property
    def interview(self) -> Interview: ...
    @property
    def application(self) -> Application: ...
    @property
    def process(self) -> Process: ...


def nothing() -> list[Block]:
    return [header("Yours to do"), section("Nothing is waiting for you.")]


def home(
    me: Person,
    *,
    due: Sequence[contact_view.Due],
    owed: Sequence[Told],
    went_on: Sequence[Told],
    votes: Sequence[Sequence[Block]],
    coming: Sequence[Told],
    to_do: Sequence[Standing],
    candidates: Sequence[Standing],
    quiet: Mapping[int, int],
    stages: Sequence[StageCount],
    people: Mapping[str, Person],
    now: datetime,
) -> list[Block]:
    late = [it for it in due if it[1].is_overdue(now)]
    mine = first_of([_owed(told, now) for told in owed], SHOWN, how=LISTED)
    mine += [block for vote in votes[:VOTES] for block in vote]
    mine += first_of([], 0, how=LATER, number=len(votes) - VOTES)
    mine += first_of(contact_view.on_home(late), SHOWN, how=LATER)
    mine += first_of(
        [row(it, people, now, quiet=quiet.get(it.application.id)) for it in to_do[:SHOWN]],
        SHOWN, how=LATER, number=len(to_do),
    )  # fmt: skip
    blocks: list[Block] = [header("Yours to do"), *(mine or [section("Nothing is waiting for you.")])]
    blocks += first_of([_went_on(told) for told in went_on], FEW, how=LISTED)
    blocks += contact_view.coming([it for it in due if not it[1].is_overdue(now)])
    if coming:
        blocks += [divider(), header("Coming up"), *first_of([_coming(told) for told in coming], SHOWN)]
    above = {it.application.id for it in to_do}
    rest = [s for s in candidates if s.application.is_open and s.application.id not in above]
    blocks += _pipeline(rest, stages, people, now)
    return [*blocks, *_settings(me)]


def _pipeline(
    rest: Sequence[Standing], stages: Sequence[StageCount], people: Mapping[str, Person], now: datetime
) -> list[Block]:
    """Counted by stage for recruiters; below it those who do not stand above, the longest in their stage first."""
    if not rest and not stages:
        return []
    blocks: list[Block] = [divider(), header("Pipeline" if stages else "My candidates")]
    if stages:
        blocks.append(section("\n".join(f"*{esc(it.name)}* · {it.number} · {_longest(it)}" for it in stages)))
    how = ": `/hiring pipeline`" if stages else ": `/candidate NAME` finds them"
    return blocks + first_of([row(s, people, now) for s in rest[:SHOWN]], SHOWN, how=how, number=len(rest))


def _longest(stage: StageCount) -> str:
    days = f"{stage.longest} day{'' if stage.longest == 1 else 's'}"
    return days if stage.number == 1 else f"the longest {days}"


def _settings(me: Person) -> list[Block]:
    buttons = [button("My hours", action=MINE)] if me.roles else []
    if me.has(Role.RECRUITER):
        buttons.append(switch(on=me.digest))
    return [divider(), actions(*buttons)] if buttons else []


def _owed(told: Told, now: datetime) -> Block:
    hours = int((now - told.interview.ends_at).total_seconds() // 3600)
    late = f" · {hours} h ago" if hours >= 2 else ""
    text = f"*Scorecard owed:* {esc(told.application.name)} · {_session(told)}{late}"
    return section(text, button("Write scorecard", action=WRITE_SCORECARD, value=str(told.interview.id)))


def _went_on(told: Told) -> Block:
    """Said, and not asked for."""
    text = f"{esc(told.application.name)} · {_session(told)}: {WENT_ON_WITHOUT_YOURS}"
    return section(text, button("Write scorecard", action=WRITE_SCORECARD, value=str(told.interview.id)))


def _coming(told: Told) -> Block:
    link = told.interview.meet_url
    text = f"{when(told.interview.starts_at)} · {_session(told)} with *{esc(told.application.name)}*"
    return section(text + (f" · <{link}|video link>" if link else ""))


def _session(told: Told) -> str:
    return esc(told.process.session(told.interview.session).name)
