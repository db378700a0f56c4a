"""A decision whose time has passed: whoever decides hears of it once, in their working hours. Nobody starts this."""

from bot.hiring import overdue
from bot.hiring.person import Person
from bot.hiring.standing import Standing
from bot.ports import Message
from handlers import debrief_overdue_view as show
from handlers import headline
from handlers.debrief_vote import place, thread_key
from storage import applications, messages, people, standings, undecided
from storage.database import Database, Tx
from storage.undecided import Undecided


def remind_to_decide(db: Database) -> None:
    """Asked every tick."""
    with db.read() as tx:
        due = [standing.application.id for standing, _ in _due(tx)]
    for application_id in due:
        with db.begin() as tx:
            applications.lock(tx, application_id)
            for standing, person in _due(tx, only=application_id):
                messages.post(
                    tx, _key(application_id, standing.stage.id, standing.extra_asked), show.OVERDUE,
                    application_id, standing.stage.id, standing.extra_asked, to=person.id,
                )  # fmt: skip


def _due(tx: Tx, *, only: int | None = None) -> list[tuple[Standing, Person]]:
    """Whom to tell now of whom, unless that was done."""
    team = people.everyone(tx)
    if not any(person.active and overdue.may_be_told(person, tx.now) for person in team.values()):
        return []
    waiting = {it.application: it for it in _untold(tx, only)}
    due = []
    for standing in standings.of_all(tx, applications.of_ids(tx, list(waiting))):
        it = waiting[standing.application.id]
        by = overdue.decide_by(standing, opened_at=it.opened_at, last_card_at=it.last_card_at)
        person = overdue.decider(standing, team)
        if by is not None and person is not None and by <= tx.now and overdue.may_be_told(person, tx.now):
            due.append((standing, person))
    return due


def _untold(tx: Tx, only: int | None) -> list[Undecided]:
    """Those for whom a decision could be late: in their stage for as long as it gives, or in an open debrief."""
    late = {
        _key(it.application, it.stage, it.extra_asked): it
        for it in undecided.since(tx, tx.now - overdue.AFTER_LAST_CARD, only=only)
        if it.opened_at is not None or _is_late_in_stage(tx, it)
    }
    known = messages.known(tx, late)
    return [it for key, it in late.items() if key not in known]


def _is_late_in_stage(tx: Tx, it: Undecided) -> bool:
    days = tx.book.get(tx, it.process).stage(it.stage).sla_days
    return days is not None and (tx.now - it.stage_since).days >= days


def _key(application: int, stage: str, opening: int) -> str:
    """One for each decision. Begins like the debrief's own message, so that it is made current with it."""
    return f"debrief:{application}:overdue:{stage}:{opening}"


def _overdue(tx: Tx, application_id: int, stage: str, opening: int) -> Message | None:
    application = applications.get(tx, application_id)
    standing = standings.of(tx, application)
    waits = standing.stage.id == stage and standing.extra_asked == opening and standing.next in overdue.WAITING
    if not waits:
        sent = messages.get(tx, _key(application_id, stage, opening)).posted
        return show.settled(application) if sent else None
    key = thread_key(standing) if standing.debrief_open else headline.key(application_id)
    return show.overdue(standing, place(tx, key, application, "the thread"))


RENDERERS = {show.OVERDUE: _overdue}
