"""A page of the pipeline."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

from bot.hiring.person import Person
from bot.hiring.standing import Standing
from bot.ports import Block
from handlers.blocks import esc, modal, section
from handlers.candidate_found_view import turns
from handlers.hiring_view import row

MORE = "pipeline.more"
A_PAGE = 40


def pipeline(
    standings: Sequence[Standing],
    counted: Mapping[str, int],
    people: Mapping[str, Person],
    now: datetime,
    *,
    page: int,
    number: int,
) -> Block:
    """*counted* says how many are in a stage in all, *number* how many are open."""
    blocks: list[Block] = []
    for stage, inside in groupby(standings, key=lambda standing: standing.stage):
        blocks.append(section(f"*{esc(stage.name)}* · {counted[stage.id]}"))
        blocks += [row(standing, people, now) for standing in inside]
    blocks += turns(MORE, page, number, A_PAGE)
    return modal("Pipeline", blocks or [section("No application is open.")], callback="hiring.shown")
