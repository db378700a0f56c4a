"""Remembering candidates' own channels: whether they stand, who was invited, and where is talked instead.

Messages are promised to `target(application)`; where that is in Slack shows when they are sent.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from storage import messages, outbox
from storage.database import Tx
from storage.tables import ChannelRow, MessageRow

OWN = "channel:"
ENDED = (
    "is_archived",
    "channel_not_found",
    "not_in_channel",
    "no_permission",
)  # Slack's words for one we cannot write in
BUCKET = "channels"  # Slack counts how many are made a minute, whoever they are for


@dataclass(frozen=True)
class OwnChannel:
    """*number* counts the channels this application had; *channel* is Slack's id, None until it is made.

    *invited* are the person ids that were invited or need not be any more, *refused* those whom Slack did not let in,
    with its reason. *instead* is the hiring channel, which is used once the own one is *given_up*.
    """

    application: int
    number: int
    channel: str | None
    instead: str
    given_up: bool
    archived: bool
    invited: frozenset[str]
    refused: Mapping[str, str]

    @property
    def place(self) -> str | None:
        """Where messages go; None while there is no place yet."""
        return self.instead if self.given_up else self.channel


def target(application: int) -> str:
    return f"{OWN}{application}"


def is_own(target: str) -> bool:
    return target.startswith(OWN)


def add(tx: Tx, application: int, *, instead: str) -> None:
    tx.add(ChannelRow(application_id=application, instead=instead))
    tx.flush()


def get(tx: Tx, application: int) -> OwnChannel:
    return _own(tx.get_one(ChannelRow, application))


def of_target(tx: Tx, target: str) -> OwnChannel | None:
    """The own channel that *target* means; None when it is a channel or person of Slack's."""
    return get(tx, int(target.removeprefix(OWN))) if is_own(target) else None


def bring_up_to_date(tx: Tx, application: int) -> None:
    """Promise that the channel will be as it should be; one promise that still waits is enough."""
    outbox.promise_latest(tx, "channel", {target(application): (BUCKET, {"application": application})})


def is_awaited(tx: Tx, own: OwnChannel) -> str:
    """Whether a channel that does not stand yet is "coming", "stuck", or "never" to be."""
    states = {promise.state for promise in outbox.of_group(tx, target(own.application))}
    return "coming" if states & set(outbox.UNFINISHED) else "stuck" if states & set(outbox.STUCK) else "never"


def has_messages_under_way(tx: Tx, own: OwnChannel) -> bool:
    return outbox.any_due_to(tx, target(own.application), kind="message")


def waits_for(own: OwnChannel) -> str:
    """Why messages are held while their channel is."""
    return f"waits for {target(own.application)}"


def made(tx: Tx, own: OwnChannel, channel: str) -> None:
    """It stands; messages that were held for want of it may go on."""
    _change(tx, own.application, channel=channel)
    outbox.release(tx, waits_for(own))
    outbox.hurry(tx, target(own.application))


def invited(tx: Tx, own: OwnChannel, people: Collection[str], refused: Mapping[str, str]) -> None:
    known = own.invited | set(people) | set(refused)
    _change(tx, own.application, invited=sorted(known), refused={**own.refused, **refused})


def archived(tx: Tx, own: OwnChannel) -> None:
    _change(tx, own.application, archived=True)


def give_up(tx: Tx, own: OwnChannel) -> None:
    """From now on the hiring channel is used: what stands in the own one is posted anew there."""
    _change(tx, own.application, given_up=True)
    _post_anew(tx, own)


def begin_anew(tx: Tx, own: OwnChannel) -> None:
    """Another channel in place of one that was archived: a bot cannot bring one back."""
    number = own.number + 1 if own.channel else own.number
    _change(tx, own.application, number=number, channel=None, archived=False, invited=[], refused={})
    bring_up_to_date(tx, own.application)
    _post_anew(tx, own)


def _post_anew(tx: Tx, own: OwnChannel) -> None:
    outbox.release(tx, waits_for(own))
    for promise in outbox.release_to(tx, target(own.application), ENDED):
        messages.refresh_all(tx, f"held:{promise}")  # somebody was told
    query = select(MessageRow.key).where(MessageRow.target == target(own.application)).order_by(col(MessageRow.ts))
    for key in tx.exec(query).all():
        messages.lost(tx, key)
        messages.refresh(tx, key)


def _change(tx: Tx, application: int, **columns: object) -> None:
    row = tx.get_one(ChannelRow, application, with_for_update=True, populate_existing=True)
    for name, value in columns.items():
        setattr(row, name, value)
    tx.add(row)
    tx.flush()


def _own(row: ChannelRow) -> OwnChannel:
    return OwnChannel(
        application=row.application_id,
        number=row.number,
        channel=row.channel,
        instead=row.instead,
        given_up=row.given_up,
        archived=row.archived,
        invited=frozenset(row.invited),
        refused=row.refused,
    )
