"""Whoever looked after candidates has left: others do, hear of it, and may hand them on with [Edit].

Asked every tick, whatever made it so: somebody left, an application was opened again, nobody could take over before.
"""

from collections.abc import Iterator

from bot.hiring import application as steps
from bot.hiring import handover as rules
from bot.hiring.application import Application
from bot.hiring.interview import Answer, Interview
from bot.hiring.person import Person
from bot.ports import Message
from handlers import handover_view as show
from handlers import headline, letter_reader, letter_view, said_about, schedule_note, stuck_about
from storage import applications, audit, caring, interviews, letters, messages, outbox, people
from storage.database import Database, Tx

AT_ONCE = 50  # the others in the next minute


def hand_over(db: Database) -> None:
    """A transaction for each candidate: nobody waits for all of them."""
    with db.read() as tx:
        left_alone = caring.left_alone(tx, limit=AT_ONCE)
    for number in left_alone:
        with db.begin() as tx:
            _hand_over(tx, applications.lock(tx, number))


def _hand_over(tx: Tx, application: Application) -> None:
    team = people.everyone(tx)
    coordinator, manager = team[application.coordinator], team.get(application.hiring_manager or "")
    if not coordinator.active:
        to = rules.stand_in(team.values(), caring.numbers(tx), tx.now, manager=application.hiring_manager)
        if to is None:
            return
        application = _to_another_coordinator(tx, application, coordinator, to)
    if manager is not None and not manager.active:
        _without_hiring_manager(tx, application, manager)


def _to_another_coordinator(tx: Tx, before: Application, left: Person, to: Person) -> Application:
    after = steps.hand_over(before, coordinator=to.id, hiring_manager=before.hiring_manager)
    _keep(tx, after, left, said=f"made {to.name} the coordinator, because {left.name} left", to=to.id)
    key = f"coordinator:{after.id}:{after.version}"
    messages.post(tx, key, show.COORDINATOR, key, after.id, left.id, to=to.id)
    return after


def _without_hiring_manager(tx: Tx, before: Application, left: Person) -> None:
    after = steps.hand_over(before, coordinator=before.coordinator, hiring_manager=None)
    _keep(tx, after, left, said=f"asked for another hiring manager, because {left.name} left")
    if after.is_open:
        key = f"manager:{after.id}:{after.version}"
        messages.post(tx, key, show.DECIDER, key, after.id, left.id, to=after.coordinator)


def _keep(tx: Tx, after: Application, left: Person, *, said: str, to: str | None = None) -> None:
    """What *left* was asked and answers for is the coordinator's now."""
    applications.save(tx, after)
    audit.add(
        tx, actor=audit.BOT, action="application.handed_over", application=after.id, person=left.id, to=to, said=said
    )
    for key in list(_asked(tx, after, left)):
        stuck_about.post_anew(tx, key, after.coordinator)
    for interview in _coming(tx, after):
        for seat in interview.panel:
            if seat.person == left.id and seat.answer is Answer.DECLINED:
                schedule_note.tell_declined(tx, after, interview, left.id)
    answers_to = people.get(tx, after.coordinator).email
    for letter in letters.of_application(tx, after.id):
        if letter.reply_to == left.email:
            letters.amend(tx, letter.id, reply_to=answers_to)
        if letter.state == "reading":
            letter_reader.tell(tx, after, letter, letter.by or "")
    headline.refresh(tx, after)


def _asked(tx: Tx, application: Application, left: Person) -> Iterator[str]:
    """The messages in which *left* was asked something that is not settled yet."""
    coming = {interview.id for interview in _coming(tx, application)}
    written = [letter for letter in letters.of_application(tx, application.id) if letter.is_by_hand]
    drafts = {letter_view.message_key(it.id) for it in written if it.state in (*letters.UNSENT, "held")}
    for key in said_about.everything(tx, application).messages:
        kind, number = key.split(":")[:2]
        stuck = kind == "held" and outbox.get(tx, int(number)).state in outbox.STUCK
        waits = kind in {"contact", "owed"} or (kind == "declined" and int(number) in coming) or key in drafts or stuck
        if waits and messages.get(tx, key).target == left.id:
            yield key


def _coming(tx: Tx, application: Application) -> list[Interview]:
    return [it for it in interviews.of_application(tx, application.id) if it.is_booked and not it.has_begun(tx.now)]


def _coordinator(tx: Tx, key: str, application_id: int, left: str) -> Message | None:
    application = applications.get(tx, application_id)
    return None if _is_overtaken(tx, key, application) else show.coordinator(application, people.everyone(tx), left)


def _decider(tx: Tx, key: str, application_id: int, left: str) -> Message | None:
    application = applications.get(tx, application_id)
    return None if _is_overtaken(tx, key, application) else show.decider(application, people.everyone(tx), left)


def _is_overtaken(tx: Tx, key: str, application: Application) -> bool:
    """Somebody else looks after the candidate before this one was told."""
    told = messages.get(tx, key)
    return told.posted is None and told.target != application.coordinator


RENDERERS = {show.COORDINATOR: _coordinator, show.DECIDER: _decider}
