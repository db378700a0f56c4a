"""A decision whose time has passed: whoever decides hears of it once, in their working hours. Nobody starts this."""

from bot.hiring import overdue
from bot.hiring.application import Application
from bot.hiring.person import Person
from bot.hiring.standing import Standing
from bot.ports import Message
from handlers import debrief_overdue_view as show
from handlers import headline
from handlers.debrief_vote import place, thread_key
from storage import applications, cards, debriefs, messages, people, standings
from storage.database import Database, Tx


def remind_to_decide(db: Database) -> None:
    """Asked every tick."""
    with db.read() as tx:
        due = [application.id for application in _waiting(tx) if _due(tx, application)]
    for application_id in due:
        with db.begin() as tx:
            application = applications.lock(tx, application_id)
            told = _due(tx, application)
            if told is not None:
                standing, person = told
                messages.post(
                    tx, _key(standing), show.OVERDUE, application_id, standing.stage.id, standing.extra_asked,
                    to=person.id,
                )  # fmt: skip


def _waiting(tx: Tx) -> list[Application]:
    """Those for whom a decision could be late: in their stage for as long as it gives, or in an open debrief."""
    debated = {it.application for it in debriefs.open_ones(tx)}
    found = []
    for application in applications.in_stage_since(tx, tx.now - overdue.AFTER_LAST_CARD):
        days = tx.book.get(tx, application.process).stage(application.stage).sla_days
        since = (tx.now - application.stage_since).days
        if application.id in debated or (days is not None and since >= days):
            found.append(application)
    return found


def _due(tx: Tx, application: Application) -> tuple[Standing, Person] | None:
    """Whom to tell now, unless that was done."""
    standing = standings.of(tx, application)
    if messages.find(tx, _key(standing)) is not None:
        return None
    opened = debriefs.find(tx, application.id)
    written = [card.scorecard.submitted_at for card in cards.of(tx, application)]
    by = overdue.decide_by(
        standing, opened_at=opened.opened_at if opened else None, last_card_at=max(written, default=None)
    )
    person = overdue.decider(standing, people.everyone(tx))
    if by is None or person is None or tx.now < by or not overdue.may_be_told(person, tx.now):
        return None
    return standing, person


def _key(standing: Standing) -> str:
    """One for each decision. Begins like the debrief's own message, so that it is made current with it."""
    return f"debrief:{standing.application.id}:overdue:{standing.stage.id}:{standing.extra_asked}"


def _overdue(tx: Tx, application_id: int, stage: str, opening: int) -> Message | None:
    application = applications.get(tx, application_id)
    standing = standings.of(tx, application)
    waits = standing.stage.id == stage and standing.extra_asked == opening and standing.next in overdue.WAITING
    if not waits:
        key = f"debrief:{application_id}:overdue:{stage}:{opening}"
        return show.settled(application) if messages.get(tx, key).posted else None
    key = thread_key(standing) if standing.debrief_open else headline.key(application_id)
    return show.overdue(standing, place(tx, key, application, "the thread"))


RENDERERS = {show.OVERDUE: _overdue}
