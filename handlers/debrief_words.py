"""The few words in which scorecards are told: names, labels, marks, and notes in full."""

from collections.abc import Iterable, Mapping

from bot.hiring.person import Person
from bot.hiring.process import Choice, Process
from bot.hiring.scorecard import Rating
from bot.ports import Block
from handlers.blocks import esc, plain, section

Group = list[Block]
MRKDWN_LIMIT = 2900  # of Slack's 3000


def noted(head: str, text: str) -> Group:
    """*head* is mrkdwn, *text* as somebody typed it: in full, however long."""
    if not text:
        return [section(head)]
    together = f"{head}\n{esc(text)}"
    if len(together) <= MRKDWN_LIMIT:
        return [section(together)]
    return [section(head), *({"type": "section", "text": plain(part)} for part in _cut(text))]


def name_of(person: str, people: Mapping[str, Person]) -> str:
    known = people.get(person)
    return esc(known.name) if known else "somebody"


def label(choices: Iterable[Choice], key: str) -> str:
    return next((choice.label for choice in choices if choice.id == key), key)


def mark_words(rating: Rating, process: Process) -> str:
    scale = process.scale
    return scale.not_observed if rating.mark is None else scale.labels.get(rating.mark, str(rating.mark))


def _cut(text: str, size: int = 3000) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]
