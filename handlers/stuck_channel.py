"""A channel that the bot cannot write in: [Invite me] and [Use another channel].

Whatever waits for the same channel goes on together, whichever of the messages about it the button stood on.
"""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.errors import Incomplete, NotNow
from bot.hiring.person import Person
from bot.ports import Directory
from handlers import candidate_channel, headline, stuck_about, stuck_view, window
from handlers import stuck_channel_view as show
from storage import applications, audit, channels, messages, outbox
from storage.database import Database, Tx
from storage.outbox import Promise


def register(app: App) -> None:
    app.action(stuck_view.INVITE)(invite)
    app.view(stuck_view.INVITED)(invited)
    app.action(stuck_view.MOVE)(ask_where)
    app.view(stuck_view.MOVED)(move)


def invite(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    client: WebClient,
    actor: Person,
    db: Database,
    directory: Directory,
    once: str,
) -> None:
    """A public channel is joined at once; into a private one somebody has to let me."""
    promise_id = int(action["value"])
    with db.read() as tx:
        promise = _still_stuck(tx, promise_id, actor, stuck_view.INVITE)
    if directory.enter(promise.target):
        with db.begin(once=once) as tx:
            _go_on(tx, promise_id, actor)
    else:
        window.show(client, body, show.how_to_invite(promise_id, promise.target))
    ack()


def invited(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    with db.begin(once=once) as tx:
        _go_on(tx, show.promise_of(view), actor)
    ack()


def ask_where(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    promise_id = int(action["value"])
    with db.read() as tx:
        promise = _still_stuck(tx, promise_id, actor, stuck_view.MOVE)
        name = _candidate(tx, promise).name
    window.show(client, body, show.other_channel(promise_id, name))
    ack()


def move(ack: Ack, view: dict[str, Any], actor: Person, db: Database, directory: Directory, once: str) -> None:
    """The candidate is talked about there from now on; what was said in the old channel stays there."""
    promise_id, channel = show.read(view)
    if directory.is_shared(channel):  # the menu does not show it, but somebody may have shared it since
        raise Incomplete(
            {"channel": "It is shared with another company, or about to be. Please choose one of our own."}
        )
    if not directory.enter(channel):
        raise Incomplete({"channel": "I am not in it. Please /invite me there first, then press Use it again."})
    with db.begin(once=once) as tx:
        promise = _still_stuck(tx, promise_id, actor, stuck_view.MOVED)
        about = applications.lock(tx, _candidate(tx, promise).id)
        if about.channel != promise.target or candidate_channel.has_own(about):
            raise NotNow(f"{about.name} is talked about elsewhere already. Nothing was changed.")
        applications.talk_in(tx, about, channel)
        audit.add(tx, actor=actor.id, action=stuck_view.MOVED, application=about.id, promise=promise_id)
        _post_anew(tx, about, channel)
    ack()


def _still_stuck(tx: Tx, promise_id: int, actor: Person, action: str) -> Promise:
    promise = outbox.get(tx, promise_id)
    about = stuck_about.application_of(tx, promise)
    access.require(actor, action, headline.about(tx, about) if about else None)
    if promise.state not in outbox.STUCK or not stuck_about.is_shut(promise):
        raise NotNow("This is settled already. Nothing was changed.")
    return promise


def _candidate(tx: Tx, promise: Promise) -> Application:
    about = stuck_about.application_of(tx, promise)
    if about is None:
        raise NotNow("This is about no candidate: nothing can be talked about elsewhere.")
    return about


def _go_on(tx: Tx, promise_id: int, actor: Person) -> None:
    """Everything that waits for this channel is tried again."""
    promise = _still_stuck(tx, promise_id, actor, stuck_view.INVITED)
    for released in outbox.release_to(tx, promise.target, channels.ENDED):
        about = stuck_about.application_of(tx, outbox.get(tx, released))
        audit.add(
            tx, actor=actor.id, action=stuck_view.INVITED, application=about.id if about else None, promise=released
        )
        stuck_about.refresh_notices(tx, released)


def _post_anew(tx: Tx, about: Application, channel: str) -> None:
    for key in messages.standing_in(tx, about.channel):
        if stuck_about.of_message(tx, key) != about.id:
            continue
        stuck_about.post_anew(tx, key, channel)
