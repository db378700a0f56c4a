"""Reads the sessions: plan, panel, what to observe, what the candidate is told."""

from collections.abc import Collection
from datetime import timedelta
from typing import Literal, cast

from bot.hiring.process import FocusQuestion, Observation, PanelSize, PlanStep, Session
from bot.process_file.limits import OPTION, PARAGRAPH, SENTENCE, TICKS, TITLE
from bot.process_file.place import Place, by_name, unique
from bot.process_file.scorecards import read_choices

TASK_LISTS = ("coding_tasks", "repositories")
SEEN = ("primary", "secondary")
Seen = Literal["primary", "secondary"]


def read_sessions(place: Place, traits: Collection[str], follow_ups: Collection[str]) -> tuple[Session, ...]:
    def read(entry: Place) -> Session:
        return _read_session(entry, traits, follow_ups)

    return unique(place.one_or_more(most=TICKS), read, lambda session: session.id)


def _read_session(place: Place, traits: Collection[str], follow_ups: Collection[str]) -> Session:
    fields = place.fields(
        *("id", "name", "duration_min", "buffer_min", "prepare_days", "panel", "plan", "focus_question"),
        *("observe", "milestones", "notes_for_panel", "brief"),
    )
    steps = fields["plan"].one_or_more(most=TICKS)
    plan = unique(steps, lambda step: _read_step(step, traits, follow_ups), lambda step: step.id)
    session = Session(
        id=fields["id"].word(),
        name=fields["name"].text(TITLE),
        duration=timedelta(minutes=fields["duration_min"].number(10, 480, "minutes")),
        buffer=timedelta(minutes=fields["buffer_min"].number(0, 120, "minutes")),
        panel=_read_panel(fields["panel"]),
        plan=plan,
        observe=unique(
            fields.maybe("observe").items(most=TICKS), lambda entry: _read_observation(entry, traits), lambda o: o.id
        ),
        focus_question=_read_focus_question(fields.maybe("focus_question")),
        milestones=read_choices(fields.maybe("milestones"), least=1),
        notes_for_panel=tuple(note.text(SENTENCE) for note in fields.maybe("notes_for_panel").items(most=TICKS)),
        brief=fields["brief"].text(PARAGRAPH),
        prepare_days=fields.maybe("prepare_days").number(0, 30, "working days"),
    )
    _minutes_add_up(fields["plan"], session)
    _observes_what_the_plan_shows(fields.maybe("observe"), session)
    return session


def _read_panel(place: Place) -> PanelSize:
    fields = place.fields("min", "max")
    size = PanelSize(fields["min"].number(1, 5, "people"), fields["max"].number(1, 5, "people"))
    if size.max < size.min:
        place.wrong(f"at least {size.min} and at most {size.max} people is impossible.")
    return size


def _read_step(place: Place, traits: Collection[str], follow_ups: Collection[str]) -> PlanStep:
    fields = place.fields("id", "name", "min", "observes", "tasks", "follow_ups", "optional")
    tasks = fields.maybe("tasks")
    return PlanStep(
        id=fields["id"].word(),
        name=fields["name"].text(OPTION),
        minutes=fields["min"].number(1, 480, "minutes"),
        observes=_read_observes(fields.maybe("observes"), traits),
        tasks=cast("Literal['coding_tasks', 'repositories']", tasks.one_of(TASK_LISTS, "list of tasks"))
        if tasks.is_given
        else None,
        follow_ups=fields.maybe("follow_ups").words(follow_ups, "follow-up"),
        optional=fields.maybe("optional").flag(),
    )


def _read_observes(place: Place, traits: Collection[str]) -> dict[str, Seen]:
    return {
        seen.known(key, traits, "trait"): cast("Seen", seen.one_of(SEEN, "way to see a trait"))
        for key, seen in place.entries()
    }


def _read_observation(place: Place, traits: Collection[str]) -> Observation:
    fields = place.fields("id", "text", "trait")
    return Observation(fields["id"].word(), fields["text"].text(OPTION), fields["trait"].one_of(traits, "trait"))


def _read_focus_question(place: Place) -> FocusQuestion | None:
    if not place.is_given:
        return None
    fields = place.fields("text", "answers", "clear_no")
    answers = read_choices(fields["answers"])
    clear_no = fields.maybe("clear_no")
    return FocusQuestion(
        text=fields["text"].text(150),
        answers=answers,
        clear_no=clear_no.one_of([answer.id for answer in answers], "answer") if clear_no.is_given else None,
    )


def _minutes_add_up(plan: Place, session: Session) -> None:
    total, minutes = sum(step.minutes for step in session.plan), int(session.duration.total_seconds() // 60)
    if plan.is_given and total != minutes:
        plan.wrong(f"the parts take {total} minutes, but the session lasts {minutes}. Optional parts count.")


def _observes_what_the_plan_shows(observe: Place, session: Session) -> None:
    entries = by_name(observe)
    for observation in session.observe:
        if observation.id in entries and observation.trait and observation.trait not in session.traits():
            entries[observation.id].wrong(f"no part of this session's plan observes {observation.trait}.")
