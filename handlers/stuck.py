"""What could not be done, or might have been: shown to a named person, with the buttons that settle it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from slack_bolt import Ack, App

from bot.hiring import access
from bot.hiring.errors import NotNow
from bot.hiring.letter import Letter, leaves_at, window_of
from bot.hiring.person import Person
from bot.ports import TOO_MUCH, Message
from handlers import headline, letter_start, mail, restored, schedule_parting, stuck_about
from handlers import stuck_view as show
from handlers.company import Company
from storage import applications, audit, channels, events, letters, messages, outbox, people, restores
from storage.database import Database, Tx
from storage.outbox import Promise

SETTLED = {
    show.ARRIVED: "it arrived",
    show.AGAIN: "it is sent again",
    show.RETRY: "it is tried again",
    show.DROP: "it is dropped",
    show.ELSEWHERE: "the hiring channel is used instead",
    show.INVITED: "it is tried again",
    show.MOVED: "another channel is used instead",
}

ENDS = {
    show.ARRIVED: "done",
    show.AGAIN: "pending",
    show.RETRY: "pending",
    show.DROP: "cancelled",
    show.ELSEWHERE: "cancelled",
}


def register(app: App) -> None:
    for action in ENDS:
        app.action(action)(settle)


def settle(ack: Ack, action: dict[str, Any], actor: Person, db: Database, company: Company, once: str) -> None:
    """The first press decides; whoever comes second is told what was decided."""
    chosen, promise_id = action["action_id"], int(action["value"])
    with db.begin(once=once) as tx:
        promise = outbox.get(tx, promise_id)
        about = stuck_about.application_of(tx, promise)
        if about:
            applications.lock(tx, about.id)
            promise = outbox.get(tx, promise_id)
        access.require(actor, chosen, headline.about(tx, about) if about else None)
        if _is_of_an_earlier_try(tx, promise, chosen):
            raise NotNow("Meanwhile we cannot tell whether it left. Please look at this message again.")
        at, looked_for = _not_before(tx, promise, company), promise.error == TOO_MUCH
        if not outbox.reopen(tx, promise_id, ENDS[chosen], not_before=at, looked_for=looked_for):
            raise NotNow(f"This is settled: {_settled(tx, outbox.get(tx, promise_id))}")
        audit.add(tx, actor=actor.id, action=chosen, application=about.id if about else None, promise=promise_id)
        _follow(tx, outbox.get(tx, promise_id), ENDS[chosen])
        stuck_about.refresh_notices(tx, promise_id)
        restored.refresh(tx)
    ack()


def letter_sent(tx: Tx, letter: Letter) -> None:
    """The relay's word that a letter has left."""
    audit.add(
        tx, actor=audit.BOT, action="letter.sent", application=letter.application, kind=letter.kind, said="it has left"
    )
    letter_start.refresh(tx, letter)
    if messages.refresh_all(tx, f"contact:{letter.application}:"):  # they did hear from us, if late
        headline.refresh_homes(tx, applications.get(tx, letter.application))
    schedule_parting.let_go(tx, letter)


def letter_held(tx: Tx, letter: Letter, promise: int) -> None:
    """Nobody can tell whether it left: whoever wrote it looks."""
    audit.add(tx, actor=audit.BOT, action="letter.held", application=letter.application, kind=letter.kind)
    messages.post(tx, show.key(promise), show.IN_DOUBT, promise, to=letter_start.answers_for(tx, letter))
    stuck_about.refresh_notices(tx, promise)
    letter_start.refresh(tx, letter)
    restored.refresh(tx)


def tell_stuck(tx: Tx, promise: Promise) -> None:
    """One message per thing that is stuck: not about a held letter (`letter_held` told), nor about such a message."""
    if promise.kind == "mail" and not _is_to_be_asked_about(tx, promise):
        return
    if str(promise.args.get("message", "")).startswith("held:"):
        return
    persons = stuck_about.who_must_know(tx, promise, stuck_about.application_of(tx, promise))
    for person in persons:
        one = show.key(promise.id) if len(persons) == 1 else show.key(promise.id, person)
        if not messages.post(tx, one, show.STUCK, promise.id, to=person):
            messages.refresh(tx, one)


def _is_to_be_asked_about(tx: Tx, promise: Promise) -> bool:
    """A mail that was refused; one that somebody stopped while it was leaving ends here."""
    letter = letters.get(tx, promise.args["letter"])
    applications.lock(tx, letter.application)
    letter = letters.get(tx, letter.id)
    if letter.state == "held":
        return False
    if letter.state != "approved":
        outbox.cancel(tx, promise.id)
        letter_start.refresh(tx, letter)
        return False
    audit.add(
        tx,
        actor=audit.BOT,
        action="letter.refused",
        application=letter.application,
        kind=letter.kind,
        said=f"could not send the {letter.called}",
    )
    letter_start.refresh(tx, letter)
    return True


def _follow(tx: Tx, promise: Promise, ends: str) -> None:
    """What depends on the promise follows it."""
    if promise.kind == "mail":
        letter = letters.get(tx, promise.args["letter"])
        dropped = "draft" if letter.is_by_hand else "cancelled"  # a letter can be written again
        after = {"done": "sent", "pending": "approved"}.get(ends, dropped)
        letters.settle(tx, letter.id, after, send_at=promise.not_before if ends == "pending" else None)
        letter_start.refresh(tx, letter)
        schedule_parting.let_go(tx, letters.get(tx, letter.id))
    elif promise.kind == "channel" and ends == "cancelled":
        channels.give_up(tx, channels.get(tx, promise.args["application"]))
    elif promise.kind == "event" and ends == "cancelled":
        events.give_up(tx, promise.args["interview"], promise.args["revision"])
    elif promise.kind == "message" and ends == "cancelled":
        outbox.release(tx, messages.waits_for(promise.args["message"]))  # replies have nothing to wait for any more


def _not_before(tx: Tx, promise: Promise, company: Company) -> datetime | None:
    """A letter that a person wrote leaves in working hours, again too."""
    letter = letters.get(tx, promise.args["letter"]) if promise.kind == "mail" else None
    if letter is None or not (letter.is_by_hand):
        return None
    application = applications.get(tx, letter.application)
    process = tx.book.get(tx, application.process)
    window = window_of(process.letter_rules, mail.template(tx, application, letter.kind))
    return leaves_at(tx.now, timedelta(), window, application.candidate.zone or company.zone)


def _settled(tx: Tx, promise: Promise) -> str:
    """Who decided what about a promise that waits for nobody any more."""
    entry = audit.last_about_promise(tx, promise.id)
    if promise.kind == "mail" and promise.state == "cancelled" and (entry is None or entry.action != show.DROP):
        return "it is not wanted any more."  # it was called back, or what it speaks of was called off
    if entry is None:
        return "it got through meanwhile."
    person = people.find(tx, entry.actor)
    return f"{SETTLED[entry.action]}, says {person.name if person else 'somebody'}."


def _in_doubt(tx: Tx, promise_id: int) -> Message:
    promise = outbox.get(tx, promise_id)
    letter = letters.get(tx, promise.args["letter"])
    name = applications.get(tx, letter.application).name
    restore = restores.last(tx) if promise.error == restores.IN_DOUBT else None
    since = restore.since if restore else None
    return show.letter_in_doubt(promise_id, name, letter.subject, settled=_words(tx, promise), restored=since)


def _is_in_doubt(tx: Tx, promise: Promise) -> bool:
    return promise.kind == "mail" and letters.get(tx, promise.args["letter"]).state == "held"


def _is_of_an_earlier_try(tx: Tx, promise: Promise, chosen: str) -> bool:
    """They saw a mail that was refused; it may have left since. After a restore [Drop it] stands under the doubt."""
    offered = {show.ARRIVED, show.AGAIN, *([show.DROP] if promise.error == restores.IN_DOUBT else [])}
    return chosen not in offered and _is_in_doubt(tx, promise)


def _stuck(tx: Tx, promise_id: int) -> Message:
    promise = outbox.get(tx, promise_id)
    if _is_in_doubt(tx, promise):
        return _in_doubt(tx, promise_id)
    about = stuck_about.application_of(tx, promise)
    return show.stuck(
        promise_id,
        stuck_about.in_words(tx, promise, about),
        promise.error,
        settled=_words(tx, promise),
        channel=promise.kind == "channel",
        place=stuck_about.place(promise, about),
    )


def _words(tx: Tx, promise: Promise) -> str | None:
    if promise.state in outbox.STUCK:
        return None
    words = _settled(tx, promise)
    return words[0].upper() + words[1:]


RENDERERS: dict[str, Callable[..., Message | None]] = {show.IN_DOUBT: _in_doubt, show.STUCK: _stuck}
