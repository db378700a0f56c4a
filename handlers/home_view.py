"""What Home looks like: what is mine to do first, then what is coming, then who I am responsible for."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.person import Person, Role
from bot.hiring.process import Process
from bot.hiring.standing import Standing
from bot.ports import Block
from handlers.blocks import button, divider, esc, first_of, header, section, when
from handlers.hiring_view import row

SHOWN = 20  # of each kind; Slack takes 100 blocks
LATER = "; they move up as these are done"
WRITE_SCORECARD = "scorecard.open"


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
    owed: Sequence[Told],
    coming: Sequence[Told],
    to_do: Sequence[Standing],
    candidates: Sequence[Standing],
    people: Mapping[str, Person],
    now: datetime,
) -> list[Block]:
    mine = first_of([_owed(told, now) for told in owed], SHOWN, how=": `/scorecard` lists them")
    mine += first_of([row(standing, people, now) for standing in to_do], SHOWN, how=LATER)
    blocks: list[Block] = [header("Yours to do"), *(mine or [section("Nothing is waiting for you.")])]
    if coming:
        blocks += [divider(), header("Coming up"), *first_of([_coming(told) for told in coming], SHOWN)]
    rest = [s for s in candidates if s not in to_do and s.application.is_open]
    if rest:
        title = "Pipeline" if me.has(Role.RECRUITER) else "My candidates"
        how = ": `/hiring pipeline`" if me.has(Role.RECRUITER) else ": `/candidate NAME` finds them"
        blocks += [divider(), header(title), *first_of([row(s, people, now) for s in rest], SHOWN, how=how)]
    return blocks


def _owed(told: Told, now: datetime) -> Block:
    hours = int((now - told.interview.ends_at).total_seconds() // 3600)
    late = f" · {hours} h ago" if hours >= 2 else ""
    text = f"*Scorecard owed:* {esc(told.application.name)} · {_session(told)}{late}"
    return section(text, button("Write scorecard", action=WRITE_SCORECARD, value=str(told.interview.id)))


def _coming(told: Told) -> Block:
    link = told.interview.meet_url
    text = f"{when(told.interview.starts_at)} · {_session(told)} with *{esc(told.application.name)}*"
    return section(text + (f" · <{link}|video link>" if link else ""))


def _session(told: Told) -> str:
    return esc(told.process.session(told.interview.session).name)
