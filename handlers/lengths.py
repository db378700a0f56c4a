"""How much one message may hold, and how texts are cut."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.ports import Block

CUT = "…"
LONGEST_MESSAGE = 12_000
"""How much `weight` a message may have. Slack takes some 13,200, names no number, and refuses what has more."""


def cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + CUT


def cut_mrkdwn(text: str, limit: int) -> str:
    """Cut without leaving half an escape or half a `<…>` behind."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    for opens, closes in (("<", ">"), ("&", ";")):
        last = kept.rfind(opens)
        if last > kept.rfind(closes) and len(kept) - last < 300:
            kept = kept[:last]
    return kept.rstrip() + CUT


def weight(blocks: Iterable[Block]) -> int:
    """Characters of every text, and a hundred for what Slack keeps around each block."""
    return sum(100 + _length(block) for block in blocks)


def within(blocks: Sequence[Block]) -> Sequence[Block]:
    """The longest texts are cut first, and no further than it takes: buttons and short lines stay whole."""
    for limit in (1500, 700, 300, 150, 75):
        if weight(blocks) <= LONGEST_MESSAGE:
            break
        blocks = [_shortened(block, limit) for block in blocks]
    return blocks


def _length(thing: Any) -> int:
    if isinstance(thing, str):
        return 0
    if isinstance(thing, Mapping):
        text = thing.get("text")
        return (len(text) if isinstance(text, str) else 0) + sum(_length(inner) for inner in thing.values())
    return sum(_length(inner) for inner in thing) if isinstance(thing, Sequence) else 0


def _shortened(block: Block, limit: int) -> Block:
    match block:
        case {"type": "section", "text": text}:
            return {**block, "text": _shorter(text, limit)}
        case {"type": "context", "elements": texts}:
            return {**block, "elements": [_shorter(text, limit) for text in texts]}
        case _:
            return block


def _shorter(text: Block, limit: int) -> Block:
    cut_to = cut_mrkdwn if text["type"] == "mrkdwn" else cut
    return {**text, "text": cut_to(text["text"], limit)}
