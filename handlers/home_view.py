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
from handlers.blocks import button, context, divider, esc, header, section, when
from handlers.hiring_view import row

SHOWN = 20  # of each kind; Slack takes 100 blocks
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
    votes: Sequence[Block],
    coming: Sequence[Told],
    to_do: Sequence[Standing],
    candidates: Sequence[Standing],
    people: Mapping[str, Person],
    now: datetime,
) -> list[Block]:
    mine: list[Block] = [_owed(told, now) for told in owed[:SHOWN]]
    mine += votes[:SHOWN]
    mine += [row(standing, people, now) for standing in to_do[:SHOWN]]
    blocks: list[Block] = [header("Yours to do"), *(mine or [section("Nothing is waiting for you.")])]
    if coming:
        blocks += [divider(), header("Coming up"), *(_coming(told) for told in coming[:SHOWN])]
    rest = [s for s in candidates if s not in to_do and s.application.is_open]
    if rest:
        title = "Pipeline" if me.has(Role.RECRUITER) else "My candidates"
        blocks += [divider(), header(title), *(row(s, people, now) for s in rest[:SHOWN])]
        if len(rest) > SHOWN:
            blocks.append(context(f"… and {len(rest) - SHOWN} more: `/hiring pipeline`"))
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
