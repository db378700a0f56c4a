"""Asking for scorecards: the bell, Home, one nudge, and the coordinator. Nobody starts this: bot.timetable does."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby

from bot.hiring.application import Application
from bot.hiring.forgone import is_due
from bot.hiring.interview import Interview
from bot.hiring.person import Person
from bot.hiring.reminders import (
    Kind,
    Reminder,
    attending,
    due_to_coordinator,
    due_to_interviewer,
    due_to_stand_in,
)
from bot.hiring.standing import Standing
from bot.ports import Message
from handlers import headline
from handlers import reminder_view as show
from storage import applications, forgone, interviews, messages, outbox, people, scorecards, standings, unwritten
from storage.database import Database, Tx
from storage.unwritten import Unwritten

RENDERER = {Kind.BELL: show.BELL, Kind.NUDGE: show.NUDGE, Kind.OWED: show.OWED, Kind.STAND_IN: show.STAND_IN}
SAYS_IT_IS_OVER = {Kind.BELL, Kind.HOME, Kind.NUDGE}  # whichever is the first: after an outage there is no bell


def remind(db: Database) -> None:
    """Whatever is due now and was not given yet."""
    with db.read() as tx:
        due = _due(tx)
    for application, about_them in groupby(sorted(due, key=_application), key=_application):
        with db.begin() as tx:
            applications.lock(tx, application)
            for it in about_them:
                _give(tx, it)


def _application(it: Reminder) -> int:
    return it.interview.application


def _due(tx: Tx) -> list[Reminder]:
    team = people.everyone(tx)
    over = [it for it in unwritten.ended_by(tx, tx.now) if it.waited_for]  # else the others went on without them
    to_stand_in = _due_to_stand_ins(tx, over, team)
    every = [it for interview in over for it in (*_due_about(tx, interview, team), *to_stand_in.get(interview.id, ()))]
    on_home = outbox.latest(tx, [it.key for it in every if it.kind is Kind.HOME])
    told = messages.known(tx, [it.key for it in every if it.kind is not Kind.HOME])
    return [it for it in every if it.key not in (on_home if it.kind is Kind.HOME else told)]


def _due_about(tx: Tx, interview: Unwritten, team: Mapping[str, Person]) -> Iterator[Reminder]:
    rules, owing = tx.book.get(tx, interview.process).scorecards, interview.waited_for
    for person in owing:
        yield from due_to_interviewer(interview, team[person], rules, tx.now)
    yield from due_to_coordinator(interview, team[interview.coordinator], owing, rules, tx.now)


def _due_to_stand_ins(tx: Tx, over: Sequence[Unwritten], team: Mapping[str, Person]) -> dict[int, list[Reminder]]:
    """By interview; only those of which no stand-in was told."""
    own = {f"{Kind.STAND_IN}:{it.id}": it for it in over if it.coordinator in it.waited_for and is_due(it, tx.now)}
    known = messages.known(tx, own)
    untold = [it for key, it in own.items() if key not in known]
    owed_about = applications.of_ids(tx, list(dict.fromkeys(it.application for it in untold)))
    stands = {standing.application.id: standing for standing in standings.of_all(tx, owed_about)}
    return {it.id: list(_due_to_stand_in(stands[it.application], it.id, team)) for it in untold}


def _due_to_stand_in(standing: Standing, interview_id: int, team: Mapping[str, Person]) -> Iterator[Reminder]:
    interview = next(it for it in standing.interviews if it.id == interview_id)
    return due_to_stand_in(interview, standing, team.values())


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
