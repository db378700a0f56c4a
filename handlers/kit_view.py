"""What an interviewer gets a quarter of an hour before: the plan, the task, and what to look for."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.process import PlanStep, Process, Repository, Session, Task, Trait
from bot.ports import Block, Message
from handlers.blocks import actions, button, context, divider, esc, message, section, when
from handlers.scorecard_view import NOTES, about

KIT = "kit.shown"
REPOSITORIES = 3  # shown; a company has one or two for this


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


def kit(it: Kit) -> Message:
    """At most 50 blocks: a head, seven parts, a section per trait in focus."""
    who = about(it.interview, it.application, it.process)
    starts = when(it.interview.starts_at)
    return message(
        f"Your kit: {esc(it.application.name)}, {starts}",
        section(f"{who}, {starts}\n{esc(it.process.role(it.application.role).name)}{_link(it.interview)}"),
        section("*Plan*\n" + "\n".join(_step(step) for step in it.session.plan)),
        *_exercise(it),
        *_list("What to observe", (it.text for it in it.session.observe)),
        divider(),
        *(section(_trait(it.process.trait(trait))) for trait in it.focus),
        *_list("For the panel", it.session.notes_for_panel),
        *_end(it),
    )


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
        return [section(_task(task)), *_follow_ups(it, task)]
    if any(step.tasks == "repositories" for step in it.session.plan):
        return [section(_repository(repository)) for repository in it.process.repositories[:REPOSITORIES]]
    return []


def _task(task: Task) -> str:
    lines = [f"*Task: {esc(task.name)}* · {task.minutes} min", esc(task.statement)]
    lines += ["_Look for_", *(f"• {esc(check)}" for check in task.checks)]
    lines += ["_Hints, in this order_", *(f"{n}. {esc(hint)}" for n, hint in enumerate(task.hints, 1))]
    return "\n".join(lines)


def _follow_ups(it: Kit, task: Task) -> list[Block]:
    names = it.process.follow_up_names
    wanted = [f for f in it.process.role(it.application.role).follow_ups if f in task.follow_ups]
    return _list("Follow-ups, once it is solved", (f"{names.get(f, f)}: {task.follow_ups[f]}" for f in wanted))


def _repository(repository: Repository) -> str:
    lines = [
        f"*Repository*: {esc(repository.url)} at `{esc(repository.ref)}` · {repository.expected_minutes} min expected"
    ]
    if repository.known_snags:
        lines += ["_Known snags_", *(f"• {esc(snag)}" for snag in repository.known_snags)]
    return "\n".join(lines)


def _trait(trait: Trait) -> str:
    lines = [f"*{esc(trait.name)}*: {esc(trait.asks)}", f"_Not this: {esc(trait.not_this)}_"]
    lines += [f"*{mark}* {esc(anchor)}" for mark, anchor in sorted(trait.anchors.items())]
    lines += [f"› {esc(question.text)}" for question in trait.questions]
    return "\n".join(lines)


def _list(title: str, texts: Iterable[str]) -> list[Block]:
    lines = [f"• {esc(text)}" for text in texts]
    return [section(f"*{title}*\n" + "\n".join(lines))] if lines else []
