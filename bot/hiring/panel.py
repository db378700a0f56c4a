"""Who may sit on a panel, what each of them looks at, and which task the candidate gets."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.hiring.interview import Seat
from bot.hiring.person import Person, Role
from bot.hiring.process import Load, Process, Session
from bot.hiring.slots import Hours, Interval, Interviewer
from bot.hiring.worktime import ONE_DAY

LEAST = 2  # traits in focus: with one alone, a card says little


def may_lead(person: Person, session: str) -> bool:
    return is_available(person) and person.has(Role.INTERVIEWER) and session in person.sessions


def is_available(person: Person) -> bool:
    """Those who left are never asked, nor the paused; who is known to be back some day may be asked for after it."""
    return person.active and not (person.paused and person.back_on is None)


def pool(people: Iterable[Person], session: str) -> tuple[str, ...]:
    """Ids of everybody who may lead *session*."""
    return tuple(person.id for person in people if may_lead(person, session))


def interviewer(person: Person, load: Load, *, booked: Iterable[Interval] = (), recent: int = 0) -> Interviewer:
    """*person* as the search for times sees them; their own caps go before the process's."""
    return Interviewer(
        id=person.id,
        name=person.name,
        hours=_bookable(person),
        booked=tuple(booked),
        recent=recent,
        max_per_day=load.max_per_day if person.max_per_day is None else person.max_per_day,
        max_per_week=load.max_per_week if person.max_per_week is None else person.max_per_week,
        no_back_to_back=load.no_back_to_back,
    )


def _bookable(person: Person) -> Hours:
    """When they may be booked: a pause that ends is as good as days off."""
    if not person.paused or person.back_on is None:
        return person.hours
    return replace(person.hours, away=(*person.away, (date.min, person.back_on - ONE_DAY)))


def seats(session: Session, people: Sequence[str], *, most: int, instead: Sequence[str] = ()) -> tuple[Seat, ...]:
    """A seat for each of *people* with two to *most* traits in focus, so that somebody looks at each primary trait.

    The traits are dealt in the plan's order. *instead* replaces the session's own (for one more look at a candidate).
    """
    wanted = tuple(instead) or session.traits("primary") or session.traits("secondary")[:most]
    further = (*wanted, *session.traits("secondary"))
    shares = []
    for position in range(len(people)):
        share = list(wanted[position :: len(people)][:most])
        for trait in further:
            if len(share) < min(LEAST, most) and trait not in share:
                share.append(trait)
        shares.append(tuple(share))
    return tuple(Seat(person, share) for person, share in zip(people, shares, strict=True))


def choose_task(process: Process, session: Session, *, uses: Mapping[str, int], given: Collection[str]) -> str | None:
    """The coding task used least, never one the candidate was *given* before; None when the session has none."""
    if not any(step.tasks == "coding_tasks" for step in session.plan):
        return None
    new = [task.id for task in process.tasks if task.id not in given]
    return min(new, key=lambda task: uses.get(task, 0), default=None)
