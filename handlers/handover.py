"""Whoever looked after candidates has left: others do at once, hear of it, and may hand them on with [Edit]."""

from collections import Counter

from bot.hiring import application as steps
from bot.hiring import handover as rules
from bot.hiring.application import Application
from bot.hiring.person import Person
from bot.ports import Message
from handlers import handover_view as show
from handlers import headline
from storage import applications, audit, caring, letters, messages, people
from storage.database import Tx


def hand_over(tx: Tx, left: Person) -> None:
    """Everybody whom *left* coordinated or decided about. Call with their applications locked."""
    looked_after = Counter(caring.numbers(tx))
    for number in caring.of(tx, left.id):
        before = applications.lock(tx, number)
        to = rules.stand_in(people.everyone(tx).values(), looked_after, tx.now)
        if before.coordinator == left.id and to is not None:
            before = _to_another_coordinator(tx, before, left, to)
            looked_after[to.id] += 1
        if before.hiring_manager == left.id:
            _without_hiring_manager(tx, before, left)


def _to_another_coordinator(tx: Tx, before: Application, left: Person, to: Person) -> Application:
    after = steps.hand_over(before, coordinator=to.id, hiring_manager=before.hiring_manager)
    _keep(tx, after, left, said=f"made {to.name} the coordinator, because {left.name} left", to=to.id)
    for letter in letters.of_application(tx, after.id):
        if letter.reply_to == left.email:
            letters.answer_to(tx, letter.id, to.email)
    messages.post(tx, f"coordinator:{after.id}:{after.version}", show.COORDINATOR, after.id, left.id, to=to.id)
    return after


def _without_hiring_manager(tx: Tx, before: Application, left: Person) -> None:
    after = steps.hand_over(before, coordinator=before.coordinator, hiring_manager=None)
    _keep(tx, after, left, said=f"asked for another hiring manager, because {left.name} left")
    if after.is_open:
        key = f"manager:{after.id}:{after.version}"
        messages.post(tx, key, show.DECIDER, after.id, left.id, to=after.coordinator)


def _keep(tx: Tx, after: Application, left: Person, *, said: str, to: str | None = None) -> None:
    applications.save(tx, after)
    audit.add(
        tx, actor=audit.BOT, action="application.handed_over", application=after.id, person=left.id, to=to, said=said
    )
    headline.refresh(tx, after)


def _coordinator(tx: Tx, application_id: int, left: str) -> Message:
    return show.coordinator(applications.get(tx, application_id), people.everyone(tx), left)


def _decider(tx: Tx, application_id: int, left: str) -> Message:
    return show.decider(applications.get(tx, application_id), people.everyone(tx), left)


RENDERERS = {show.COORDINATOR: _coordinator, show.DECIDER: _decider}
