"""Everything that happened to a candidate, newest first, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.hiring.application import Application
from bot.ports import Block
from handlers.blocks import context, esc, modal, section, when
from handlers.candidate_card_view import TIMELINE
from handlers.candidate_found_view import turns

PAGE = "candidate.timeline_page"
A_PAGE = 25  # sections, and so far below Slack's limit of 100 blocks; a phone shows six at once

BLIND = "You are to write a scorecard here yourself: what could hint at others' cards shows once yours is in."

__all__ = ["A_PAGE", "PAGE", "TIMELINE", "Happened", "timeline"]


@dataclass(frozen=True)
class Happened:
    """One thing: *who* and *words* are mrkdwn and make a sentence."""

    at: datetime
    who: str
    words: str


def timeline(a: Application, told: Sequence[Happened], page: int, *, number: int, blind: bool) -> Block:
    """*told* are those of *page* (it counts from 0, the newest) out of *number*."""
    rows = [section(f"*{it.who}* {it.words}.\n{when(it.at)}") for it in told]
    return modal(
        "Timeline",
        [
            section(f"*{esc(a.name)}*"),
            *([context(BLIND)] if blind else []),
            *(rows or [context("Nothing to tell yet.")]),
            *turns(PAGE, page, number, A_PAGE),
        ],
        callback="candidate.note",
        metadata=str(a.id),
    )
