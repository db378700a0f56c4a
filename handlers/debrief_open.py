"""When the last scorecard is in, the debrief is planned; when its time comes, it opens. Nobody presses this."""

from bot.hiring import application as steps
from bot.hiring import reading
from bot.hiring.application import THEIR_NAME, Application
from bot.hiring.debrief import opens_at
from bot.hiring.standing import Next
from bot.ports import Message
from handlers import debrief_open_view as show
from handlers import headline
from handlers.debrief_vote import ask_for_votes, tally, thread_key
from storage import applications, audit, cards, debriefs, messages, people, standings
from storage.database import Database, Tx


def after_scorecard(tx: Tx, application: Application) -> None:
    """Called in the transaction that keeps a scorecard."""
    standing = standings.of(tx, application)
    if standing.next is Next.DEBRIEF:
        decides = people.get(tx, application.hiring_manager or application.coordinator)
        debriefs.plan(tx, application.id, opens_at=opens_at(tx.now, decides.hours))
    headline.refresh(tx, application)


def open_due_debriefs(db: Database) -> None:
    """Asked every tick."""
    with db.read() as tx:
        due = [it.application for it in debriefs.due(tx)]
    for application_id in due:
        with db.begin() as tx:
            _open(tx, applications.lock(tx, application_id))


def _open(tx: Tx, application: Application) -> None:
    if not any(it.application == application.id for it in debriefs.due(tx)):
        return  # opened meanwhile
    if standings.of(tx, application).next is not Next.DEBRIEF:
        debriefs.close(tx, application.id)  # withdrawn, or another conversation was booked: its card plans it anew
        return
    opened = _moved_on(tx, application)
    debriefs.opened(tx, opened.id)
    standing = standings.of(tx, opened)
    messages.post(
        tx,
        thread_key(standing),
        show.OPENED,
        opened.id,
        standing.extra_asked,
        to=opened.channel,
        thread=headline.key(opened.id),
    )
    ask_for_votes(tx, standing)
    headline.refresh(tx, opened)


def _moved_on(tx: Tx, application: Application) -> Application:
    """The first opening takes the candidate into the debrief's stage; later ones find them there."""
    process = tx.book.get(tx, application.process)
    if process.stage(application.stage).kind == "debrief":
        audit.add(tx, actor=audit.BOT, action="debrief.opened", application=application.id)
        return application
    moved = steps.advance(application, process, now=tx.now)
    applications.save(tx, moved)
    audit.add(
        tx,
        actor=audit.BOT,
        action="application.debrief_opened",
        application=moved.id,
        said=f"opened the debrief on {THEIR_NAME}",
    )
    return moved


def _thread(tx: Tx, application_id: int, opening: int) -> Message:
    """*opening* counts from 0; only the last one can be open."""
    standing = standings.of(tx, applications.get(tx, application_id))
    if not standing.debrief_open or standing.extra_asked != opening:
        return show.closed(standing)
    counted = tally(tx, standing)
    found = reading.readable(standing, cards.of(tx, standing.application))
    return show.opened(show.Thread(standing, found, counted.voted, len(counted.voting), counted.shows_at))


RENDERERS = {show.OPENED: _thread}
