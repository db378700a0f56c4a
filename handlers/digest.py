"""The morning digest: what is today, what is owed, what is overdue, each with the button that settles it.

Recruiters switch it on and off on Home. One message a day, drawn when it is sent; what is settled the same day leaves
it, and yesterday's is left alone. A morning with nothing in it has no message.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from slack_bolt import Ack, App

from bot.hiring import access
from bot.hiring import digest as rules
from bot.hiring.person import Person
from bot.hiring.standing import Next, Standing
from bot.hiring.worktime import ONE_DAY, at, local
from bot.ports import Message
from handlers import digest_view as show
from handlers.quiet import quiet
from storage import applications, audit, forgone, interviews, messages, offers, people, standings
from storage.database import Database, Tx
from storage.parts import TOGETHER, in_parts

MIDNIGHT = time(0)


def register(app: App) -> None:
    app.action(show.SWITCH)(switch)


def switch(ack: Ack, action: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    access.require(actor, show.SWITCH)
    wanted = action["value"] == show.ON
    with db.begin(once=once) as tx:
        people.lock(tx, [actor.id])
        me = replace(people.get(tx, actor.id), digest=wanted)
        people.save(tx, me)
        audit.add(tx, actor=me.id, action="digest.on" if wanted else "digest.off", person=me.id)
        messages.home(tx, me.id)
        messages.refresh(tx, rules.key(me.id, local(tx.now, me.zone).date()))
    ack()


def send_digests(db: Database) -> None:
    """Asked every tick; the key with the day makes it once."""
    with db.read() as tx:
        mornings = list(_due(tx))
        known = messages.known(tx, [key for key, *_ in mornings])
        due = [it for it in mornings if it[0] not in known]
    for some in in_parts(due, size=TOGETHER):
        with db.begin() as tx:
            for key, person, day in some:
                until = tx.now + rules.MORNING
                messages.post(tx, key, show.DIGEST, person.id, day.isoformat(), to=person.id, expires_at=until)


def _due(tx: Tx) -> Iterator[tuple[str, Person, date]]:
    for person in people.everyone(tx).values():
        day = rules.morning(person, tx.now) if rules.wants(person) else None
        if day is not None:
            yield rules.key(person.id, day), person, day


def _digest(tx: Tx, person: str, day: str) -> Message | None:
    me = people.get(tx, person)
    found = _morning(tx, me, date.fromisoformat(day))
    if not found.is_empty:
        return show.digest(found)
    sent = messages.get(tx, rules.key(person, found.day)).posted
    return show.all_done(found) if sent else None


def _morning(tx: Tx, me: Person, day: date) -> show.Morning:
    mine = [*applications.with_letter_waiting(tx, of=me.id), *applications.all_open(tx, of=me.id)]
    mine = [application for application in mine if application.coordinator == me.id]
    stands = standings.of_all(tx, mine)
    expiring = list(_expiring(tx, stands))
    settled = {standing.application.id for standing, _ in expiring}
    owed, _ = forgone.apart(tx, interviews.missing_scorecards(tx, person=me.id, ended_by=tx.now))
    silent = quiet(tx, stands)
    return show.Morning(
        me=me,
        day=day,
        now=tx.now,
        people=people.everyone(tx),
        today=_today(tx, me, stands, day),
        owed=[_told(tx, i.application, i.id) for i in owed],
        late=[late for standing in stands for late in _late(standing, me)],
        offers=expiring,
        overdue=[(s, silent[s.application.id]) for s in stands if s.application.id in silent.keys() - settled],
    )


def _today(tx: Tx, me: Person, stands: Sequence[Standing], day: date) -> list[show.Told]:
    """Interviews of one's candidates, and those one leads, in the order they take place."""
    begins, ends = (at(it, MIDNIGHT, me.zone) for it in (day, day + ONE_DAY))
    ours = {i.id: i for standing in stands for i in standing.interviews if i.is_booked}
    ours |= {i.id: i for i in interviews.of_person(tx, me.id, since=begins)}
    todays = [i for i in ours.values() if begins <= i.starts_at < ends and not i.is_over(tx.now)]
    return [_told(tx, i.application, i.id) for i in sorted(todays, key=lambda i: (i.starts_at, i.id))]


def _late(standing: Standing, me: Person) -> Iterator[show.Late]:
    """Scorecards others owe about one's candidates since longer than they may."""
    due = standing.process.scorecards.due
    for interview in dict.fromkeys(i for i, _ in standing.missing):
        owing = [who for i, who in standing.missing if i.id == interview.id and who != me.id]
        if owing and standing.now - interview.ends_at > due:
            yield show.Late(show.Told(interview, standing.application, standing.process), tuple(owing))


def _expiring(tx: Tx, stands: Sequence[Standing]) -> Iterator[tuple[Standing, datetime]]:
    waiting = [standing for standing in stands if standing.next is Next.OFFER_ANSWER]
    offered = offers.of_all(tx, [standing.application.id for standing in waiting])
    for standing in waiting:
        offer = offered.get(standing.application.id)
        if offer and offer.answer_by and offer.answer_by - tx.now <= rules.OFFER_SOON:
            yield standing, offer.answer_by


def _told(tx: Tx, application_id: int, interview_id: int) -> show.Told:
    application = applications.get(tx, application_id)
    return show.Told(interviews.get(tx, interview_id), application, tx.book.get(tx, application.process))


RENDERERS = {show.DIGEST: _digest}
