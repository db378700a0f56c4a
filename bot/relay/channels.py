"""Candidates' own channels: made once, whoever belongs in them invited, archived when all is said.

One promise means "as it should be now", and does one step at a time: make it, or invite, or archive. After an unknown
outcome our own channels are looked through before another one is made; one that is archived although it should go on
(by an earlier try, or by a person) gets a successor.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from bot.hiring.candidate_channel import Wanted, is_named_for, names
from bot.ports import Channels, Never
from bot.relay.holding import hold_on
from bot.relay.outcome import AlreadySo, Done, NotYet, Outcome, Unwanted
from storage import applications, channels
from storage.channels import OwnChannel
from storage.database import Database, Tx
from storage.outbox import Promise

WantedNow = Callable[[Tx, int], Wanted]
TellRefused = Callable[[Tx, int, Collection[str]], None]

LOOK_BACK = timedelta(minutes=5)  # clocks differ; an older channel of that name belongs to another database


class ChannelDelivery:
    """*wanted* says how the channel of an application should be; *refused* promises word of whom Slack let not in."""

    def __init__(
        self,
        db: Database,
        slack: Channels,
        wanted: WantedNow,
        refused: TellRefused,
        *,
        wall: Callable[[], datetime],
    ) -> None:
        self._db, self._slack, self._wanted, self._refused, self._wall = db, slack, wanted, refused, wall

    def carry_out(self, promise: Promise, fence: str) -> Outcome:
        with self._db.read() as tx:
            own = channels.get(tx, promise.args["application"])
            wanted = self._wanted(tx, own.application)
            talking = channels.has_messages_under_way(tx, own)
        if own.given_up or own.archived:
            return Unwanted()
        if own.channel is None:
            return Unwanted() if wanted.over else self._make(own, promise, fence)
        if not wanted.over and promise.attempt > 1 and not self._slack.stands(own.channel):
            return Done(lambda tx: channels.begin_anew(tx, channels.get(tx, own.application)))
        if not wanted.over:
            return self._invite(own, own.channel, [it for it in wanted.members if it not in own.invited])
        return NotYet() if talking else self._archive(own, own.channel)

    def _make(self, own: OwnChannel, promise: Promise, fence: str) -> Outcome:
        made = None
        if promise.attempt > 1:
            made = self._slack.find(lambda name: is_named_for(own.application, name), promise.not_before - LOOK_BACK)
            if made is None:
                hold_on(self._db, promise, fence, self._wall)
        tried = names(own.application, own.number)
        while made is None:
            name = next(tried, None)
            if name is None:
                raise Never("name_taken")
            made = self._slack.create(name)
        channel = made

        def keep(tx: Tx) -> None:
            channels.made(tx, own, channel)
            channels.bring_up_to_date(tx, own.application)

        return Done(keep)

    def _invite(self, own: OwnChannel, channel: str, persons: Collection[str]) -> Outcome:
        if not persons:
            return AlreadySo()
        answers = {person: self._slack.invite(channel, person) for person in persons}
        refused = {person: reason for person, reason in answers.items() if reason is not None}

        def keep(tx: Tx) -> None:
            channels.invited(tx, own, persons, refused)
            if refused:
                self._refused(tx, own.application, refused)

        return Done(keep)

    def _archive(self, own: OwnChannel, channel: str) -> Outcome:
        self._slack.archive(channel)

        def keep(tx: Tx) -> None:
            applications.lock(tx, own.application)
            channels.archived(tx, own)
            if not self._wanted(tx, own.application).over:  # somebody pressed [Reopen] meanwhile
                channels.begin_anew(tx, channels.get(tx, own.application))

        return Done(keep)
