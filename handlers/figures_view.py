"""What /hiring stats looks like: a table, two charts, and the same in words where Slack has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.hiring.figures import FEW
from bot.hiring.figures_cards import CardFigures
from bot.hiring.figures_load import Carried, gini
from bot.hiring.figures_stage import StageFigures
from bot.hiring.figures_wait import Waits
from bot.hiring.person import Person
from bot.hiring.process import Process
from bot.ports import Block, Message
from handlers.blocks import actions, button, context, esc, header, message, section, select, when
from handlers.tables import bars, table

STATS = "hiring.stats"
LOAD = "stats.load"
WINDOW = "stats.window"
ROLE = "stats.role"

PERIOD = 90  # days
ALL_TIME, EVERY_ROLE = "all", "every"
NAMED = 25  # interviewers in words; the chart shows the first 20
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
READ_ME = (
    "Who entered a stage in this period, wherever they are now. In brackets: where the true share may lie (95%). "
    f"Times count those who still wait. Fewer than {FEW} are too few to say."
)


@dataclass(frozen=True)
class Asked:
    """The last *days* (None: all), and a *role* (None: every one)."""

    days: int | None = PERIOD
    role: str | None = None

    @property
    def value(self) -> str:
        return f"{self.days or ALL_TIME}:{self.role or EVERY_ROLE}"


@dataclass(frozen=True)
class Figures:
    """*load* is None for those who may not see it."""

    asked: Asked
    process: Process
    stages: Sequence[StageFigures]
    cards: CardFigures
    load: Sequence[Carried] | None
    people: Mapping[str, Person]
    now: datetime

    @property
    def entered(self) -> list[StageFigures]:
        return [stage for stage in self.stages if stage.entered]

    def name_of(self, stage: StageFigures) -> str:
        return next((it.name for it in self.process.stages if it.id == stage.stage), stage.stage)


def asked_of(action: Block) -> Asked:
    """Read what a button or the menu says."""
    value = action.get("value") or action["selected_option"]["value"]
    days, _, role = value.partition(":")
    return Asked(int(days) if days.isdigit() else None, None if role in {"", EVERY_ROLE} else role)


def figures(found: Figures, *, drawn: bool = True) -> Message:
    """*drawn* with tables and charts, else in words alone."""
    period = f"the last {found.asked.days} days" if found.asked.days else "all time"
    about = found.process.role(found.asked.role).name if found.asked.role else "every role"
    said = [
        header("Hiring figures"),
        context(f"{period.capitalize()} · {esc(about)} · {when(found.now)} · only you can see this"),
        *_funnel(found, drawn=drawn),
        section(_cards(found)),
        *_load(found, drawn=drawn),
        actions(_period(found.asked), *([_roles(found)] if len(found.process.roles) > 1 else [])),
    ]
    text = "\n".join([f"Hiring figures, {period}, {esc(about)}", *_in_words(found)])  # what is read aloud
    return message(text, *said)


def _funnel(found: Figures, *, drawn: bool) -> list[Block]:
    stages = found.entered
    if not stages:
        return [section("*Stages*\nNobody entered a stage in this period.")]
    if not drawn:
        return [section("*Stages*\n" + "\n".join(_in_words(found))), context(READ_ME)]
    ends = {
        "Went on": [stage.passed for stage in stages],
        "Did not go on": [stage.rejected for stage in stages],
        "Withdrew": [stage.withdrew for stage in stages],
        "Waiting": [stage.waiting for stage in stages],
    }
    return [
        table(("Stage", "Went on", "Time in stage", "Waiting", "Withdrew"), _rows(found)),
        bars("From stage to stage", [found.name_of(stage) for stage in stages], ends, axis="Candidates"),
        context(READ_ME),
    ]


def _rows(found: Figures) -> list[tuple[str, str, str, str, str]]:
    return [
        (found.name_of(it), it.passing.words, _times(it.waits, DAY, "days", 8), f"{it.waiting}", f"{it.withdrew}")
        for it in found.entered
    ]


def _in_words(found: Figures) -> list[str]:
    return [
        f"*{esc(name)}*: went on {passed} · {stay} · {waiting} waiting · {withdrew} withdrew"
        for name, passed, stay, waiting, withdrew in _rows(found)
    ]


def _cards(found: Figures) -> str:
    due, waits = found.process.scorecards.due, found.cards.waits
    lines = [f"*Scorecards*\nIn time (within {due // HOUR} h): {found.cards.in_time.words}"]
    if waits.all:
        lines.append(f"Handed in: {_times(waits, HOUR, 'h', 9)}")
    if waits.still:
        lines.append(f"Never handed in, or not yet: {waits.still}")
    return "\n".join(lines)


def _times(waits: Waits, unit: timedelta, name: str, most: int) -> str:
    """The time within which half of them, and *most* of 10, were through."""
    if not waits.all:
        return "nobody yet"
    if waits.is_few:
        return f"{len(waits.all)}: too few to say"
    half, nearly_all = waits.within(0.5), waits.within(most / 10)
    if half is None:
        return "fewer than half are through yet"
    words = f"half within {half / unit:.1f} {name}"
    return f"{words}, {most} of 10 " + (f"within {nearly_all / unit:.1f}" if nearly_all is not None else "not yet")


def _load(found: Figures, *, drawn: bool) -> list[Block]:
    if found.load is None:
        return []
    weeks = found.process.load.balance_over_weeks
    title = f"Interviewers, last {weeks} week{'' if weeks == 1 else 's'}"
    carried = [it for it in found.load if it.person in found.people]
    if not any(it.interviews for it in carried):
        return [section(f"*{title}*\nNo interview was held.")]
    names = [found.people[it.person].name for it in carried]
    hours = {
        "Hours": [it.length / HOUR for it in carried],
        "Fair share": [it.fair / HOUR for it in carried],
    }
    lines = [_carried(name, it) for name, it in zip(names[:NAMED], carried, strict=False)]
    if len(names) > NAMED:
        lines.append(f"… and {len(names) - NAMED} more, who had less.")
    words = section(f"*{title}*\n" + "\n".join(lines))
    note = context(f"Conversation and time for the scorecard. {_spread(carried)}".strip())
    return [bars(title, names, hours, axis="Hours"), words, note] if drawn else [words, note]


def _carried(name: str, it: Carried) -> str:
    interviews = f"{it.interviews} interview{'' if it.interviews == 1 else 's'}"
    return f"{esc(name)}: {interviews}, {it.length / HOUR:.1f} h · fair share {it.fair / HOUR:.1f} h"


def _spread(carried: Sequence[Carried]) -> str:
    if len(carried) < FEW:
        return ""
    unequal = gini([it.length / HOUR for it in carried])
    return f"Spread {unequal:.2f} (0: all carry the same, 1: one carries all)."


def _period(asked: Asked) -> Block:
    """The other one."""
    if asked.days is None:
        return button(f"Last {PERIOD} days", action=WINDOW, value=Asked(PERIOD, asked.role).value)
    return button("All time", action=WINDOW, value=Asked(None, asked.role).value)


def _roles(found: Figures) -> Block:
    days = found.asked.days
    pairs = [(Asked(days).value, "Every role"), *((Asked(days, it.id).value, it.name) for it in found.process.roles)]
    return {**select(pairs, initial=found.asked.value), "action_id": ROLE}
