"""The hiring process as the company wrote it down: roles, traits, sessions, stages, tasks, letters.

A Process is a value. `bot.process_file` reads one from YAML and says every line that is wrong;
every candidate stays on the version they started with.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal


@dataclass(frozen=True)
class Role:
    """What is hired for. *channel* is where its candidates are talked about; None means the company's own."""

    id: str
    name: str
    channel: str | None = None
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scale:
    """The marks, lowest first. *labels* stand in the form; *bar* is the mark that meets the role's bar."""

    min: int
    max: int
    bar: int
    labels: Mapping[int, str]
    not_observed: str
    note_min_chars: int = 20
    note_hint: str = ""

    @property
    def marks(self) -> range:
        return range(self.min, self.max + 1)


@dataclass(frozen=True)
class Choice:
    """One answer out of a few: an id we keep and a label people read."""

    id: str
    label: str


@dataclass(frozen=True)
class Question:
    text: str
    kind: Literal["past", "situational", "task"]


@dataclass(frozen=True)
class Trait:
    """*anchors* describe every mark (for the kit); *short_anchors* say it in at most 75 characters (for the form)."""

    id: str
    name: str
    asks: str
    not_this: str
    anchors: Mapping[int, str]
    short_anchors: Mapping[int, str]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class PlanStep:
    """One part of a session's plan. *observes* maps trait ids to how surely this part shows them."""

    id: str
    name: str
    minutes: int
    observes: Mapping[str, Literal["primary", "secondary"]] = field(default_factory=dict)
    tasks: Literal["coding_tasks", "repositories"] | None = None
    follow_ups: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Observation:
    """Something to tick in the scorecard, and the trait it speaks of."""

    id: str
    text: str
    trait: str


@dataclass(frozen=True)
class FocusQuestion:
    """The one question a session has to answer, with its answers. *clear_no* is the answer that shortens the form."""

    text: str
    answers: tuple[Choice, ...]
    clear_no: str | None = None


@dataclass(frozen=True)
class PanelSize:
    min: int
    max: int


@dataclass(frozen=True)
class Session:
    """What happens in one interview. *buffer* is kept free after it for the scorecard."""

    id: str
    name: str
    duration: timedelta
    buffer: timedelta
    panel: PanelSize
    plan: tuple[PlanStep, ...]
    observe: tuple[Observation, ...] = ()
    focus_question: FocusQuestion | None = None
    milestones: tuple[Choice, ...] = ()
    notes_for_panel: tuple[str, ...] = ()
    brief: str = ""
    prepare_days: int = 0

    def traits(self, how: Literal["primary", "secondary"] | None = None) -> tuple[str, ...]:
        """Trait ids this session can show, primary ones first, in the plan's order."""
        primary = [t for step in self.plan for t, kind in step.observes.items() if kind == "primary"]
        secondary = [t for step in self.plan for t, kind in step.observes.items() if kind == "secondary"]
        chosen = {
            "primary": primary,
            "secondary": [t for t in secondary if t not in primary],
            None: primary + secondary,
        }
        return tuple(dict.fromkeys(chosen[how]))


@dataclass(frozen=True)
class Stage:
    """A step of the funnel. *decided_by* names the roles whose people may move a candidate on from here."""

    id: str
    name: str
    kind: Literal["queue", "interview", "debrief", "offer"]
    sessions: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()
    letter: str | None = None
    distinct_interviewers: bool = True
    same_day: bool = False
    break_between: timedelta = timedelta()
    sla_days: int | None = None


@dataclass(frozen=True)
class Task:
    """A coding task of the catalogue. *hints* are given in order; *follow_ups* only once it is solved."""

    id: str
    name: str
    level: str
    minutes: int
    statement: str
    checks: tuple[str, ...]
    hints: tuple[str, ...]
    follow_ups: Mapping[str, str]


@dataclass(frozen=True)
class Repository:
    id: str
    url: str
    ref: str
    expected_minutes: int
    known_snags: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterTemplate:
    """A letter or mail to a candidate. *body* holds `{variable}` places, every one named in *variables*.

    *defaults* are words used when no others are given; a *rejection* is held to stricter rules of content and time.
    *second_reader*: "needed", it leaves only after somebody else found it right; "asked", somebody else is shown it
    when it is sent and may send it back while it can be called back.
    """

    id: str
    subject: str
    body: str
    variables: tuple[str, ...]
    required: tuple[str, ...]
    max_words: int
    defaults: Mapping[str, str] = field(default_factory=dict)
    rejection: bool = False
    second_reader: Literal["asked", "needed"] | None = None


@dataclass(frozen=True)
class LetterRules:
    """When and how letters leave, and what may never stand in one. Hours are the candidate's, on working days.

    Rejections do not leave on a Friday from *rejections_friday_until_hour* on.
    """

    undo: timedelta
    window_start_hour: int
    window_end_hour: int
    forbidden_phrases: tuple[str, ...]
    reply_to: str | None = None
    rejections_friday_until_hour: int = 15


@dataclass(frozen=True)
class Load:
    """Hard caps on how often one person interviews."""

    max_per_day: int
    max_per_week: int
    no_back_to_back: bool
    balance_over_weeks: int


@dataclass(frozen=True)
class ScorecardRules:
    due: timedelta
    late: timedelta  # cards handed in later are marked as written late
    remind_home_after: timedelta
    remind_after: timedelta
    remind_both_after: timedelta
    max_focus_traits: int


@dataclass(frozen=True)
class Process:
    """One version of the process. *digest* tells two versions apart; *source* is the YAML text it was read from.

    *candidate_channels*: every candidate is talked about in a private channel of their own, not in the hiring channel.
    """

    id: str
    name: str
    company: str
    version: str
    digest: str
    source: str
    roles: tuple[Role, ...]
    scale: Scale
    recommendations: tuple[Choice, ...]
    confidences: tuple[Choice, ...]
    change_my_mind: str
    sendable_strength: str
    traits: tuple[Trait, ...]
    sessions: tuple[Session, ...]
    stages: tuple[Stage, ...]
    tasks: tuple[Task, ...]
    repositories: tuple[Repository, ...]
    follow_up_names: Mapping[str, str]
    letters: Mapping[str, LetterTemplate]
    letter_rules: LetterRules
    load: Load
    scorecards: ScorecardRules
    candidate_channels: bool = False

    def role(self, key: str) -> Role:
        return next(role for role in self.roles if role.id == key)

    def trait(self, key: str) -> Trait:
        return next(trait for trait in self.traits if trait.id == key)

    def session(self, key: str) -> Session:
        return next(session for session in self.sessions if session.id == key)

    def stage(self, key: str) -> Stage:
        return next(stage for stage in self.stages if stage.id == key)

    def task(self, key: str) -> Task | None:
        return next((task for task in self.tasks if task.id == key), None)

    def stage_of_session(self, key: str) -> Stage:
        return next(stage for stage in self.stages if key in stage.sessions)

    def after(self, key: str) -> Stage | None:
        """The stage that follows *key*, or None after the last one."""
        position = [stage.id for stage in self.stages].index(key)
        return self.stages[position + 1] if position + 1 < len(self.stages) else None
