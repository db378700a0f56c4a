"""One scorecard as others read it: who, about which conversation, what they recommend and why."""

from collections.abc import Mapping

from bot.hiring.debrief import Card
from bot.hiring.person import Person
from bot.hiring.process import Process
from handlers.blocks import divider, esc, section, when
from handlers.debrief_first_view import FOR_RECRUITER, correction_note, first_answers
from handlers.debrief_words import Group, label, name_of, noted
from handlers.scorecard_clock_view import told

NOT_INDEPENDENT = "Not independent: they could read the others' cards, the debate or the decision before handing in."


def card_group(card: Card, process: Process, people: Mapping[str, Person]) -> Group:
    given, session = card.scorecard.answers, process.session(card.interview.session)
    head = f"*{name_of(card.scorecard.interviewer, people)}* · {esc(session.name)}, {when(card.interview.starts_at)}"
    lines = [
        head,
        *(f"_{note}_" for note in _notes(card)),
        f"*{esc(label(process.recommendations, given.recommendation))}*",
    ]
    if given.confidence:
        lines[-1] += f" · {esc(label(process.confidences, given.confidence))}"
    if session.focus_question and given.focus_answer:
        answer = esc(label(session.focus_question.answers, given.focus_answer))
        lines.append(f"{esc(session.focus_question.text)} *{answer}*")
    lines += [line for line in (_task(card, process), esc(told(card, process)), _signals(card, process)) if line]
    return [
        divider(),
        section("\n".join(lines)),
        *_typed(process.sendable_strength, given.strength),
        *_typed(FOR_RECRUITER, given.for_recruiter),
        *first_answers(card, process),
    ]


def _notes(card: Card) -> list[str]:
    """What a reader has to know before they weigh it."""
    notes = []
    if not card.independent:
        notes.append(NOT_INDEPENDENT)
    if card.late:
        notes.append(f"Written late, {when(card.scorecard.submitted_at)}.")
    if corrected := correction_note(card):
        notes.append(corrected)
    return notes


def _typed(what: str, text: str) -> Group:
    return noted(f"_{esc(what)}_", text) if text else []


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
