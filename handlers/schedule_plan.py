"""What the search for times has to know, gathered from what is remembered and from the calendars."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta

from bot.hiring import panel
from bot.hiring.application import Application
from bot.hiring.errors import Incomplete
from bot.hiring.interview import Interview
from bot.hiring.person import Person
from bot.hiring.process import Process, Stage
from bot.hiring.slots import (
    UNKNOWN,
    Availability,
    Booking,
    Hours,
    Interval,
    Interviewer,
    Options,
    Part,
    Request,
    find_options,
)
from bot.hiring.wanted import Wanted
from bot.hiring.windows import read_windows, without
from bot.ports import Calendar
from storage import interviews, people
from storage.database import Tx

LEAD = timedelta(hours=1)
CANDIDATE_DAY = (time(8), time(20))  # by their own clock, on working days, unless they gave windows
ALL_DAY = (time(0), time(0))
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Plan:
    """A request, and the people it is about."""

    request: Request
    interviewers: tuple[Interviewer, ...]
    people: Mapping[str, Person]


def stage_of(process: Process, application: Application) -> Stage:
    """The stage interviews are booked for: out of the queue it is the next one."""
    stage = process.stage(application.stage)
    following = process.after(stage.id) if stage.kind == "queue" else None
    return following or stage


def check_chosen(tx: Tx, wanted: Wanted, process: Process, field: str) -> None:
    """Raises Incomplete, under *field* + session, when somebody chosen may not lead the session."""
    team = people.everyone(tx)
    gaps = {}
    for session, chosen in wanted.chosen.items():
        unfit = [team[who].name if who in team else "Somebody" for who in chosen if not _fits(team.get(who), session)]
        if unfit:
            name = process.session(session).name
            gaps[field + session] = f"{unfit[0][:40]} can't lead {name[:40]} now. See /hiring team."
    if gaps:
        raise Incomplete(gaps)


def plan(tx: Tx, wanted: Wanted, application: Application, *, seed: int) -> Plan:
    process = tx.book.get(tx, application.process)
    stage = stage_of(process, application)
    team = people.everyone(tx)
    parts = tuple(_part(process, session, team.values(), wanted) for session in wanted.sessions)
    others = [i for i in interviews.of_application(tx, application.id) if i.is_booked and i.id != wanted.moves]
    request = Request(
        parts=parts,
        window=wanted.window,
        candidate_windows=_windows(wanted, others, tx),
        candidate_hours=Hours(
            *(ALL_DAY if wanted.windows.strip() else CANDIDATE_DAY),
            frozenset(range(7 if wanted.windows.strip() else 5)),
            wanted.zone,
        ),
        break_between=stage.break_between,
        same_day=stage.same_day,
        distinct=stage.distinct_interviewers,
        avoid=frozenset(person for i in others for person in i.people),
        seed=seed,
        lead=LEAD,
        instead_of=_booked_now(tx, wanted),
        now=tx.now,
    )
    needed = {who: team[who] for part in parts for who in part.people if who in team}
    return Plan(request, known(tx, needed.values(), process, request.to_ask, besides=wanted.moves), needed)


def known(
    tx: Tx, persons: Iterable[Person], process: Process, span: Interval, *, besides: int | None
) -> tuple[Interviewer, ...]:
    """*persons* with what is booked for them around *span*, the interview *besides* left out."""
    booked: dict[str, list[Interval]] = {}
    for interview in interviews.booked_between(tx, span.start - WEEK, span.end + WEEK):
        for person in interview.people if interview.id != besides else ():
            booked.setdefault(person, []).append(Interval(interview.starts_at, interview.ends_at))
    recent = interviews.recent_counts(tx, weeks=process.load.balance_over_weeks)
    return tuple(
        panel.interviewer(it, process.load, booked=booked.get(it.id, ()), recent=recent.get(it.id, 0)) for it in persons
    )


def ask(calendar: Calendar, persons: Iterable[Person], span: Interval) -> Availability:
    """When *persons* are busy, by person id; asked once for all. A network call: never in a transaction."""
    persons = list(persons)
    if not persons:
        return {}
    busy = calendar.availability([person.email for person in persons], span)
    return {person.id: busy.get(person.email, UNKNOWN) for person in persons}


def search(made: Plan, availability: Availability) -> Options:
    """The best options. One day and new faces are preferred, and given up before there is no option at all."""
    options = Options()
    for request in _from_strict_to_loose(made.request):
        options = find_options(request, made.interviewers, availability, known_until=made.request.to_ask.end)
        if options.options:
            break
    return options


def _from_strict_to_loose(request: Request) -> Iterator[Request]:
    yield request
    several = request.same_day and len(request.parts) > 1
    if several:
        yield replace(request, same_day=False)
    if request.avoid:
        yield replace(request, avoid=frozenset())
    if several and request.avoid:
        yield replace(request, same_day=False, avoid=frozenset())


def _part(process: Process, key: str, team: Iterable[Person], wanted: Wanted) -> Part:
    session = process.session(key)
    return Part(
        session=key,
        name=session.name,
        duration=session.duration,
        buffer=session.buffer,
        pool=panel.pool(team, key),
        panel_min=session.panel.min,
        panel_max=session.panel.max,
        chosen=wanted.chosen.get(key, ()),
    )


def _booked_now(tx: Tx, wanted: Wanted) -> Booking | None:
    if not wanted.moves:
        return None
    now = interviews.get(tx, wanted.moves)
    return Booking(now.session, now.starts_at, now.ends_at, now.people)


def _windows(wanted: Wanted, others: Iterable[Interview], tx: Tx) -> tuple[Interval, ...]:
    """When the candidate can; their other interviews are taken out."""
    given = read_windows(wanted.windows, wanted.zone)
    taken = [Interval(i.starts_at, i.ends_at) for i in others if not i.is_over(tx.now)]
    return without(given or (wanted.window,), taken) if taken else given


def _fits(person: Person | None, session: str) -> bool:
    return person is not None and panel.may_lead(person, session)
