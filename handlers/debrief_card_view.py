"""One scorecard as others read it: who, about which conversation, what they recommend and why."""

from collections.abc import Iterable, Mapping

from bot.hiring.debrief import Card
from bot.hiring.person import Person
from bot.hiring.process import Choice, Process
from bot.ports import Block
from handlers.blocks import divider, esc, plain, section, when

Group = list[Block]
MRKDWN_LIMIT = 2900  # of Slack's 3000


def card_group(card: Card, process: Process, people: Mapping[str, Person]) -> Group:
    given, session = card.scorecard.answers, process.session(card.interview.session)
    head = f"*{name_of(card.scorecard.interviewer, people)}* · {esc(session.name)}, {when(card.interview.starts_at)}"
    if not card.independent:
        head += "\n_Not independent: they could read the others' cards or the debate before handing in._"
    if card.late:
        head += f"\n_Written late: {int(card.late.total_seconds() // 3600)} hours after the conversation._"
    lines = [head, f"*{_label(process.recommendations, given.recommendation)}*"]
    if given.confidence:
        lines[-1] += f" · {_label(process.confidences, given.confidence)}"
    if session.focus_question and given.focus_answer:
        answer = _label(session.focus_question.answers, given.focus_answer)
        lines.append(f"{esc(session.focus_question.text)} *{answer}*")
    lines += [line for line in (_task(card, process), _signals(card, process)) if line]
    return [
        divider(),
        section("\n".join(lines)),
        *_typed(process.sendable_strength, given.strength),
    ]


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


def _typed(label: str, text: str) -> Group:
    return noted(f"_{esc(label)}_", text) if text else []


def _task(card: Card, process: Process) -> str:
    given = card.scorecard.answers
    task = process.task(given.task) if given.task else None
    parts = [f"Task: {esc(task.name)}"] if task else []
    if given.hints:
        parts.append(f"{len(given.hints)} hint{'' if len(given.hints) == 1 else 's'} given")
    if given.follow_ups:
        names = (process.follow_up_names.get(follow_up, follow_up) for follow_up in given.follow_ups)
        parts.append(f"follow-ups: {esc(', '.join(names))}")
    return " · ".join(parts)


def _signals(card: Card, process: Process) -> str:
    ticked = card.scorecard.answers.observed
    texts = [it.text for it in process.session(card.interview.session).observe if it.id in ticked]
    return "\n".join(f"✓ {esc(text)}" for text in texts)


def _label(choices: Iterable[Choice], key: str) -> str:
    return esc(next((choice.label for choice in choices if choice.id == key), key))


def _cut(text: str, size: int = 3000) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]
