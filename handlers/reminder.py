"""Asking for scorecards: the bell, Home, one nudge, and the coordinator. Nobody starts this: bot.timetable does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta

from bot.hiring.application import Application
from bot.hiring.forgone import is_due
from bot.hiring.interview import Interview
from bot.hiring.reminders import (
    Kind,
    Reminder,
    attending,
    due_to_coordinator,
    due_to_interviewer,
    due_to_stand_in,
)
from bot.ports import Message
from handlers import headline
from handlers import reminder_view as show
from storage import applications, forgone, interviews, messages, outbox, people, scorecards, standings
from storage.database import Database, Tx

RENDERER = {Kind.BELL: show.BELL, Kind.NUDGE: show.NUDGE, Kind.OWED: show.OWED, Kind.STAND_IN: show.STAND_IN}
SAYS_IT_IS_OVER = {Kind.BELL, Kind.HOME, Kind.NUDGE}  # whichever is the first: after an outage there is no bell


def remind(db: Database) -> None:
    """Whatever is due now and was not given yet."""
    with db.read() as tx:
        due = [it for it in _due(tx) if not _was_given(tx, it)]
    if not due:
        return
    with db.begin() as tx:
        for it in due:
            _give(tx, it)


def _due(tx: Tx) -> Iterator[Reminder]:
    owing: dict[int, list[str]] = {}
    over: dict[int, Interview] = {}
    for interview, person in interviews.missing_scorecards(tx, ended_by=tx.now):
        if not forgone.find(tx, interview.id, person):  # else the others went on: nobody is asked any more
            over[interview.id] = interview
            owing.setdefault(interview.id, []).append(person)
    for number, interview in over.items():
        yield from _due_about(tx, interview, owing[number])


def _due_about(tx: Tx, interview: Interview, owing: Sequence[str]) -> Iterator[Reminder]:
    application = applications.get(tx, interview.application)
    rules = tx.book.get(tx, application.process).scorecards
    for person in owing:
        yield from due_to_interviewer(interview, people.get(tx, person), rules, tx.now)
    yield from due_to_coordinator(interview, people.get(tx, application.coordinator), owing, rules, tx.now)
    if application.coordinator in owing:
        yield from due_to_stand_in(interview, standings.of(tx, application), people.everyone(tx).values())


def _was_given(tx: Tx, it: Reminder) -> bool:
    if it.kind is Kind.HOME:
        return bool(outbox.of_group(tx, it.key))
    return messages.find(tx, it.key) is not None


def _give(tx: Tx, it: Reminder) -> None:
    application = applications.get(tx, it.interview.application)
    if it.kind in SAYS_IT_IS_OVER:
        headline.refresh(tx, application)  # it was waiting for the interview, now it waits for scorecards
        messages.refresh(tx, f"interview:{it.interview.id}:thread")
    if it.kind is Kind.HOME:
        outbox.promise(tx, it.key, kind="home", target=it.person, args={}, group=it.key)
        return
    expires_at = it.interview.ends_at + _nudged_after(tx, application) if it.kind is Kind.BELL else None
    messages.post(tx, it.key, RENDERER[it.kind], *_ids(tx, it), to=it.person, expires_at=expires_at)


def _ids(tx: Tx, it: Reminder) -> tuple[int | str, ...]:
    """What the message is about: an interview, and whose scorecard unless it is everybody's."""
    match it.kind:
        case Kind.OWED:
            return (it.interview.id,)
        case Kind.STAND_IN:
            return it.interview.id, applications.get(tx, it.interview.application).coordinator
        case _:
            return it.interview.id, it.person


def _nudged_after(tx: Tx, application: Application) -> timedelta:
    return tx.book.get(tx, application.process).scorecards.remind_after


def _asks(key: str, ask: Callable[[show.Told], Message]) -> Callable[[Tx, int, str], Message | None]:
    """A message that asks one person for one scorecard, and afterwards says that it is settled."""

    def drawn(tx: Tx, interview_id: int, person: str) -> Message | None:
        told = _told(tx, interview_id)
        if _is_owed(tx, told, person):
            return show.went_on(told) if forgone.find(tx, interview_id, person) else ask(told)
        if messages.get(tx, f"{key}:{interview_id}:{person}").posted is None:
            return None
        return show.handed_in(told) if scorecards.is_in(tx, interview_id, person) else show.not_needed(told)

    return drawn


def _owed(tx: Tx, interview_id: int) -> Message | None:
    """For the coordinator, about the others' cards: what they owe themself they heard of as an interviewer."""
    told, sent = _told(tx, interview_id), messages.get(tx, f"owed:{interview_id}")
    owing = _owing(tx, told, attending(told.interview))
    others = [people.get(tx, who) for who in owing if who != sent.target]
    without = [person for person in others if forgone.find(tx, interview_id, person.id)]
    missing = [person for person in others if person not in without]
    if missing:
        return show.owed(told, missing, may_go_on=is_due(told.interview, tx.now))
    if without:
        return show.without(told, without)
    if sent.posted is None:
        return None
    return show.only_yours(told) if owing else show.all_in(told)


def _stands_in(tx: Tx, interview_id: int, coordinator: str) -> Message | None:
    """For another recruiter, about the coordinator's own card."""
    told, owes = _told(tx, interview_id), people.get(tx, coordinator)
    if not _is_owed(tx, told, coordinator):
        return show.all_in(told) if messages.get(tx, f"stand_in:{interview_id}").posted else None
    if forgone.find(tx, interview_id, coordinator):
        return show.without(told, [owes])
    return show.stands_in(told, owes)


def _owing(tx: Tx, told: show.Told, panel: Iterable[str]) -> list[str]:
    return [person for person in panel if _is_owed(tx, told, person)]


def _is_owed(tx: Tx, told: show.Told, person: str) -> bool:
    interview: Interview = told.interview
    wanted = interview.is_booked and told.application.is_open and person in attending(interview)
    return wanted and not scorecards.is_in(tx, interview.id, person)


def _told(tx: Tx, interview_id: int) -> show.Told:
    interview = interviews.get(tx, interview_id)
    application = applications.get(tx, interview.application)
    return show.Told(interview, application, tx.book.get(tx, application.process))


RENDERERS: dict[str, Callable[..., Message | None]] = {
    show.BELL: _asks("bell", show.bell),
    show.NUDGE: _asks("nudge", show.nudge),
    show.OWED: _owed,
    show.STAND_IN: _stands_in,
}
