"""The kit: a direct message a quarter of an hour before, alive until the scorecard is in. Nobody asks for it."""

from bot.hiring.interview import Interview
from bot.hiring.reminders import KIT_BEFORE, attending, kit_is_due
from bot.ports import Message
from handlers import kit_view as show
from storage import applications, interviews, messages, outbox, scorecards
from storage.database import Database, Tx
from storage.parts import TOGETHER, in_parts


def key(interview_id: int, person: str) -> str:
    return f"kit:{interview_id}:{person}"


def send_kits(db: Database) -> None:
    """Those due now; and the ones sent before the start are drawn anew when it begins, with [Take notes]."""
    with db.read() as tx:
        due = _due(tx)
        known = messages.known(tx, [key(i.id, person) for i, person in due])
        unsent = [(i, person) for i, person in due if key(i.id, person) not in known]
        unaware = _not_drawn_since_start(tx, [(i, person) for i, person in due if i.has_begun(tx.now)])
    for some in in_parts([*unsent, *unaware], size=TOGETHER):
        with db.begin() as tx:
            applications.lock_all(tx, {interview.application for interview, _ in some})
            for interview, person in some:
                name, until = key(interview.id, person), interview.ends_at
                if not messages.post(tx, name, show.KIT, interview.id, person, to=person, expires_at=until):
                    messages.refresh(tx, name)


def _due(tx: Tx) -> list[tuple[Interview, str]]:
    around = interviews.booked_between(tx, tx.now, tx.now + KIT_BEFORE * 2)
    return [(i, person) for i in around if kit_is_due(i, tx.now) for person in attending(i)]


def _not_drawn_since_start(tx: Tx, begun: list[tuple[Interview, str]]) -> list[tuple[Interview, str]]:
    groups = [messages.group(key(interview.id, person)) for interview, person in begun]
    drawn_at = outbox.latest(tx, groups)
    return [
        it for it, group in zip(begun, groups, strict=True) if drawn_at.get(group, it[0].starts_at) < it[0].starts_at
    ]


def _kit(tx: Tx, interview_id: int, person: str) -> Message | None:
    interview = interviews.get(tx, interview_id)
    application = applications.get(tx, interview.application)
    process = tx.book.get(tx, application.process)
    takes_place = interview.is_booked and person in attending(interview)
    sent = messages.get(tx, key(interview_id, person)).posted
    if sent is None and not (takes_place and application.is_open):
        return None
    if not takes_place:
        return show.cancelled(interview, application, process)
    seat = interview.seat(person)
    return show.kit(
        show.Kit(
            application,
            interview,
            process,
            focus=seat.focus if seat else (),
            begun=interview.has_begun(tx.now),
            handed_in=scorecards.is_in(tx, interview_id, person),
        )
    )


RENDERERS = {show.KIT: _kit}
