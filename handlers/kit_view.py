"""What an interviewer gets a quarter of an hour before: the plan, the task, and what to look for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.process import PlanStep, Process, Repository, Session, Task, Trait
from bot.ports import Block, Message
from handlers.blocks import (
    actions,
    button,
    context,
    divider,
    esc,
    message,
    section,
    when,
)
from handlers.lengths import LONGEST_MESSAGE, weight
from handlers.scorecard_view import NOTES, about

KIT = "kit.shown"
REPOSITORIES = 3  # shown; a company has one or two for this
QUESTIONS = 10  # for one trait, as the process file may have them
SECTION = 2900  # of Slack's 3000 characters


@dataclass(frozen=True)
class Kit:
    """What *person* needs for *interview*. *begun*: notes can be taken; *handed_in*: nothing is left to do."""

    application: Application
    interview: Interview
    process: Process
    focus: tuple[str, ...]
    begun: bool
    handed_in: bool

    @property
    def session(self) -> Session:
        return self.process.session(self.interview.session)

    @property
    def task(self) -> Task | None:
        return self.process.task(self.interview.task) if self.interview.task else None


@dataclass(frozen=True)
class Fit:
    """How many *questions* a trait shows, and whether its anchors are the short ones of the scorecard."""

    questions: int
    short: bool = False


FITS = [
    *(Fit(number) for number in range(QUESTIONS, -1, -1)),
    *(Fit(number, short=True) for number in range(QUESTIONS, -1, -1)),
]
"""In this order: no trait and no anchor goes before the last question."""


def kit(it: Kit) -> Message:
    """As whole as Slack takes it."""
    drawn = (_drawn(it, fit) for fit in FITS)
    text = f"Your kit: {esc(it.application.name)}, {when(it.interview.starts_at)}"
    return message(text, *next((blocks for blocks in drawn if weight(blocks) <= LONGEST_MESSAGE), _drawn(it, FITS[-1])))


def _drawn(it: Kit, fit: Fit) -> list[Block]:
    """Within 50 blocks: a head, nine parts, two for each trait in focus (seven at most)."""
    who = about(it.interview, it.application, it.process)
    starts = when(it.interview.starts_at)
    traits = [it.process.trait(trait) for trait in it.focus]
    return [
        section(f"{who}, {starts}\n{esc(it.process.role(it.application.role).name)}{_link(it.interview)}"),
        section("*Plan*\n" + "\n".join(_step(step) for step in it.session.plan)),
        *_exercise(it),
        *_list("What to observe", (it.text for it in it.session.observe)),
        divider(),
        *(block for trait in traits for block in _trait(trait, fit)),
        *_left_out(traits, fit),
        *_list("For the panel", it.session.notes_for_panel),
        *_end(it),
    ]


def cancelled(interview: Interview, application: Application, process: Process) -> Message:
    text = f"{about(interview, application, process)}: cancelled, nothing is left to do."
    return message(text, section(text))


def _end(it: Kit) -> list[Block]:
    if it.handed_in:
        return [context("Handed in")]
    if not it.begun:
        return [context("From the start you can take notes here; they become your scorecard.")]
    return [actions(button("Take notes", action=NOTES, value=str(it.interview.id), style="primary"))]


def _link(interview: Interview) -> str:
    return f" · <{interview.meet_url}|video link>" if interview.meet_url else ""


def _step(step: PlanStep) -> str:
    return f"• {step.minutes} min · {esc(step.name)}"


def _exercise(it: Kit) -> list[Block]:
    task = it.task
    if task:
        return [*_task(task), *_follow_ups(it, task)]
    if any(step.tasks == "repositories" for step in it.session.plan):
        return [block for repository in it.process.repositories[:REPOSITORIES] for block in _repository(repository)]
    return []


def _task(task: Task) -> list[Block]:
    hints = (f"{number}. {hint}" for number, hint in enumerate(task.hints, 1))
    return [
        section(f"*Task: {esc(task.name)}* · {task.minutes} min\n{esc(task.statement)}"),
        *_list("Look for", task.checks),
        *_list("Hints, in this order", hints, bullet=""),
    ]


def _follow_ups(it: Kit, task: Task) -> list[Block]:
    names = it.process.follow_up_names
    wanted = [f for f in it.process.role(it.application.role).follow_ups if f in task.follow_ups]
    return _list("Follow-ups, once it is solved", (f"{names.get(f, f)}: {task.follow_ups[f]}" for f in wanted))


def _repository(it: Repository) -> list[Block]:
    where = f"{esc(it.url)} at `{esc(it.ref)}` · {it.expected_minutes} min expected"
    return [section(f"*Repository*: {where}"), *_list("Known snags", it.known_snags)]


def _left_out(traits: Sequence[Trait], fit: Fit) -> list[Block]:
    """Whoever prepares is told that there is more, and where."""
    told = []
    if any(len(trait.questions) > fit.questions for trait in traits):
        shown = f"{fit.questions} for each trait are" if fit.questions > 1 else "one for each trait is"
        told.append(
            f"Of the questions to ask {shown if fit.questions else 'none is'} here; the process file has them all."
        )
    if fit.short:
        told.append("What each mark means is told in short, as in the scorecard.")
    return [context(f"This kit is long. {' '.join(told)}")] if told else []


def _trait(trait: Trait, fit: Fit) -> list[Block]:
    lines = [f"*{esc(trait.name)}*: {esc(trait.asks)}", f"_Not this: {esc(trait.not_this)}_"]
    anchors = trait.short_anchors if fit.short else trait.anchors
    lines += [f"*{mark}* {esc(anchor)}" for mark, anchor in sorted(anchors.items())]
    return [section("\n".join(lines)), *_list("Ask", (it.text for it in trait.questions[: fit.questions]))]


def _list(title: str, texts: Iterable[str], *, bullet: str = "• ") -> list[Block]:
    """As many sections as it takes: Slack cuts none of our texts."""
    parts = [f"*{title}*"]
    for line in (f"{bullet}{esc(text)}" for text in texts):
        if len(parts[-1]) + len(line) < SECTION:
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
    return [section(part) for part in parts] if parts != [f"*{title}*"] else []
