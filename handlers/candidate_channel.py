"""A candidate's own private channel, where the process asks for one: opened with the application, kept up to date.

The process of the day the application was opened decides; from then on whatever would have been said about the
candidate in the hiring channel is said here. What has to happen in Slack is promised (`bot.relay.channels`).
"""

from collections.abc import Collection

from bot.hiring import candidate_channel as rules
from bot.hiring.application import Application
from bot.hiring.candidate_channel import Wanted
from bot.hiring.process import Process
from bot.ports import Message
from handlers import candidate_channel_view as show
from storage import applications, audit, channels, messages, people, standings
from storage.database import Tx

CLEARED = "offer.cleared"


def begin(tx: Tx, opened: Application, process: Process) -> Application:
    """Called before anything is said about it. Returns the application as it is talked about."""
    if not process.candidate_channels:
        return opened
    channels.add(tx, opened.id, instead=opened.channel)
    channels.bring_up_to_date(tx, opened.id)
    return applications.talk_in(tx, opened, channels.target(opened.id))


def keep_up(tx: Tx, application: Application) -> None:
    """Whoever has joined is invited, and what has ended is archived."""
    own = channels.of_target(tx, application.channel)
    if own is None or own.given_up or own.archived:
        return
    now = wanted(tx, application.id)
    if now.over or not own.invited.issuperset(now.members):
        channels.bring_up_to_date(tx, application.id)


def go_on(tx: Tx, reopened: Application) -> None:
    """After [Reopen]: an archived channel takes nothing any more, so there is another one."""
    own = channels.of_target(tx, reopened.channel)
    if own is not None and not own.given_up and (own.archived or own.channel is None):
        channels.begin_anew(tx, own)


def wanted(tx: Tx, application_id: int) -> Wanted:
    standing = standings.of(tx, applications.get(tx, application_id))
    active = {person.id for person in people.everyone(tx).values() if person.active}
    return rules.wanted(standing, active=active, cleared=audit.has(tx, application_id, CLEARED))


def tell_refused(tx: Tx, application_id: int, refused: Collection[str]) -> None:
    """The coordinator hears, once, of everybody whom Slack did not let in."""
    key = f"uninvited:{application_id}"
    to = applications.get(tx, application_id).coordinator
    if refused and not messages.post(tx, key, show.REFUSED, application_id, to=to):
        messages.refresh(tx, key)


def link(tx: Tx, application: Application) -> str:
    """Mrkdwn: the channel where somebody is talked about."""
    own = channels.of_target(tx, application.channel)
    return show.place(application.channel if own is None else own.place)


def has_own(application: Application) -> bool:
    return channels.is_own(application.channel)


def _refused(tx: Tx, application_id: int) -> Message:
    application = applications.get(tx, application_id)
    return show.refused(
        application, link(tx, application), channels.get(tx, application_id).refused, people.everyone(tx)
    )


RENDERERS = {show.REFUSED: _refused}
