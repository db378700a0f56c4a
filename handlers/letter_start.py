"""The beginning of a letter that a person writes: its draft, and the message that asks for it."""

from datetime import datetime

from bot.hiring.application import Application, State
from bot.hiring.errors import NotNow
from bot.hiring.letter import Letter, write
from bot.hiring.letter_facts import facts, held_for
from bot.hiring.process import Process
from handlers import headline, mail, stuck_about
from handlers import letter_view as show
from storage import applications, interviews, letters, messages, offers, people
from storage.database import Tx

FALLBACK = "rejection_after_screening"


def start_rejection(tx: Tx, application: Application) -> Letter:
    """The draft for a rejected candidate, once; whoever decided at that point is asked to write it."""
    if application.state is not State.REJECTED:
        raise NotNow(f"{application.name} was not rejected; no letter was begun.")
    process = tx.book.get(tx, application.process)
    kind = process.stage(application.stage).letter or FALLBACK
    writer = application.coordinator if kind == FALLBACK else application.hiring_manager or application.coordinator
    return start(tx, application, f"rejection:{application.id}", kind, writer)


def start_offer(tx: Tx, application: Application) -> Letter:
    """The draft of the offer's mail; the coordinator is asked to write it."""
    if tx.book.get(tx, application.process).stage(application.stage).kind != "offer" or not application.is_open:
        raise NotNow(f"{application.name} is not at the offer stage. Nothing was changed.")
    offers.begin(tx, application.id, by=application.hiring_manager or application.coordinator)
    return start(tx, application, f"offer:{application.id}", "offer", application.coordinator)


def answers_for(tx: Tx, letter: Letter) -> str:
    """Who is asked about it: whoever wrote it; the coordinator where nobody did, or they left."""
    writer = people.find(tx, letter.by) if letter.by else None
    return writer.id if writer and writer.active else applications.get(tx, letter.application).coordinator


def stop(tx: Tx, application: Application) -> None:
    """No letter or mail that has not left will leave any more."""
    for letter in letters.of_application(tx, application.id):
        letters.cancel(tx, letter.id)
        refresh(tx, letter)


def refresh(tx: Tx, letter: Letter) -> None:
    """Every message that speaks of this letter is made current."""
    messages.refresh(tx, show.message_key(letter.id))
    messages.refresh_all(tx, show.message_key(letter.id) + ":")
    for promise in letters.not_kept_at_once(tx, letter):
        stuck_about.refresh_notices(tx, promise)
    if letter.is_by_hand:
        headline.refresh(tx, applications.get(tx, letter.application))


def tell(tx: Tx, letter: Letter, person: str) -> None:
    """*person* can follow the letter, and call it back, in a message of their own."""
    asked = messages.find(tx, show.message_key(letter.id))
    if asked is None or asked.target != person:
        messages.post(tx, show.message_key(letter.id, person), show.MESSAGE, letter.id, to=person)


def start(tx: Tx, application: Application, key: str, kind: str, writer: str, *, asks: bool = True) -> Letter:
    """The draft under *key*, once. *asks*: its writer gets a message; else they have the form before them."""
    process, sender = tx.book.get(tx, application.process), people.get(tx, writer)
    text = write(
        mail.template(tx, application, kind),
        {**mail.always(application, process, sender), **_facts(tx, application, process, kind, tx.now)},
    )
    letter = letters.draft(
        tx,
        key,
        application=application.id,
        kind=kind,
        to=application.candidate.email,
        subject=text.subject,
        body=text.body,
        by=writer,
        sender_name=sender.name,
        reply_to=mail.reply_to(process, sender),
    )
    if asks:
        messages.post(tx, show.message_key(letter.id), show.MESSAGE, letter.id, to=writer)
    headline.refresh(tx, application)
    return letter


def _facts(tx: Tx, application: Application, process: Process, kind: str, now: datetime) -> dict[str, str]:
    held = held_for(process, kind, interviews.of_application(tx, application.id), now)
    return facts(held, people.everyone(tx), application.candidate.zone) if not kind.startswith("offer") else {}
