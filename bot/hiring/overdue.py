"""A decision that is late: until when it should have been made, by whom, and when the thread is to be cleared."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.hiring.debrief import deadline
from bot.hiring.person import Person, Role
from bot.hiring.standing import Next, Standing
from bot.hiring.worktime import Hours, add_working_days, is_work_time, next_work_moment

AFTER_LAST_CARD = timedelta(days=1)  # a decision is not late the moment it can be made
WAITING = frozenset({Next.DECIDE, Next.DECIDE_STAGE})
CLEAR_AGAIN = timedelta(days=7)  # where no first day is known


def decide_by(standing: Standing, *, opened_at: datetime | None, last_card_at: datetime | None) -> datetime | None:
    """None when nobody has to decide now, or the process gives this stage no time."""
    days = standing.stage.sla_days
    match standing.next:
        case Next.DECIDE if opened_at:
            return deadline(opened_at, days)
        case Next.DECIDE_STAGE if days is not None and last_card_at:
            return max(standing.application.stage_since + timedelta(days=days), last_card_at + AFTER_LAST_CARD)
        case _:
            return None


def decider(standing: Standing, team: Mapping[str, Person]) -> Person | None:
    """Who is told that it is late: whoever may decide and is here, else the coordinator."""
    application, roles = standing.application, {Role(role) for role in standing.stage.decided_by}
    coordinator = team.get(application.coordinator)
    manager = team.get(application.hiring_manager or "")
    if coordinator and coordinator.active and coordinator.has(*(roles - {Role.HIRING_MANAGER})):
        return coordinator
    if manager and manager.active and Role.HIRING_MANAGER in roles and manager.has(Role.HIRING_MANAGER):
        return manager
    return coordinator if coordinator and coordinator.active else None


def may_be_told(person: Person, now: datetime) -> bool:
    """In their working hours, and not on days off."""
    return is_work_time(now, person.hours)


def clear_again_at(first_day: date | None, hired_at: datetime, person: Person) -> datetime | None:
    """When *person* is asked again to clear the thread: the working day before the first day, as it begins.

    None when they were asked the first time on that very day, or work on no day at all.
    """
    hours = Hours(person.starts, person.ends, person.days, person.zone)  # days off put it off when they have come
    if not hours.days:
        return None
    if first_day is None:
        return next_work_moment(hired_at + CLEAR_AGAIN, hours)
    before = hours.on(add_working_days(first_day, -1, hours.days))
    return before.start if before and before.start > hired_at else None
