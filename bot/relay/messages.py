"""Slack messages and Homes: one living message per key, drawn from the state of now.

After an unknown outcome the channel is searched for the message's opaque key before anything is posted again.
"""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.ports import NOT_HERE_ANY_MORE, TOO_MUCH, Block, Gone, Message, Messenger, Never, Posted
from bot.relay.holding import hold_on
from bot.relay.outcome import AlreadySo, Done, NotYet, Outcome, Unwanted, Waits
from storage import channels, messages, outbox, people, restores
from storage.channels import OwnChannel
from storage.database import Database, Tx
from storage.messages import Living
from storage.outbox import Promise
from storage.restores import Restore

Renderer = Callable[..., Message | None]  # (tx, *ids); None: no longer wanted
HomeRenderer = Callable[[Tx, str], list[Block]]

LONGEST_PAUSE = timedelta(seconds=20)
LOOK_BACK = timedelta(minutes=5)  # clocks differ; the message cannot be older than the first try less this


@dataclass(frozen=True)
class Doubt:
    """When something may have been posted. *until*: None is now."""

    since: datetime
    until: datetime | None = None


class MessageDelivery:
    """*renderers* by name, as the handlers export them. *pace* is Slack's one post a second per channel, on average."""

    def __init__(
        self,
        db: Database,
        slack: Messenger,
        renderers: Mapping[str, Renderer],
        *,
        wall: Callable[[], datetime],
        pace: "Pace | None" = None,
    ) -> None:
        self._db, self._slack, self._renderers, self._wall = db, slack, renderers, wall
        self._pace = pace or Pace()

    def carry_out(self, promise: Promise, fence: str) -> Outcome:
        with self._db.read() as tx:
            living = messages.get(tx, promise.args["message"])
            parent = messages.get(tx, living.thread) if living.thread else None
            before = [] if living.posted else _of_this_generation(outbox.earlier(tx, promise), living)
            own = channels.of_target(tx, living.target)
            awaited = channels.is_awaited(tx, own) if own is not None and own.place is None else ""
            message = self._renderers[living.renderer](tx, *living.ids)
            restore = restores.looked_for_since(tx)
            left = people.has_left(tx, living.target)
        if living.posted and living.shown >= promise.args["revision"]:
            return AlreadySo()
        too_late = living.posted is None and promise.is_over(self._db.clock.now())
        if message is None or too_late or _was_given_up(before):
            return self._remembered(living, parent, promise)
        if own is not None and own.archived:
            return Unwanted()
        if left and not message.harmless:
            return self._kept_from_whoever_left(living)
        if own is not None and awaited and living.posted is None:
            return self._without_a_channel(own, awaited, promise)
        if parent is not None and parent.posted is None:
            return self._without_a_thread(parent)
        lost = restore if restore is not None and _may_stand(restore, parent) else None
        doubt = None if living.posted else self._doubt(promise, before, lost)
        found = self._look(living, parent, doubt) if doubt else None
        living = living if found is None else replace(living, posted=found)
        if living.posted:
            return self._update(living, message)
        ready = partial(hold_on, self._db, promise, fence, self._wall) if doubt else _at_once
        return self._post(living, parent, message, ready)

    def _remembered(self, living: Living, parent: Living | None, promise: Promise) -> Outcome:
        """Nobody wants it any more. Where an earlier try said it all the same, that is kept in mind."""
        doubt = None if living.posted else self._doubt(promise, [], None)
        try:
            found = self._look(living, parent, doubt) if doubt else None
        except Never as refusal:
            if refusal.reason != TOO_MUCH:
                raise
            found = None
        return Unwanted() if found is None else Done(lambda tx: _found_late(tx, living, found))

    def _kept_from_whoever_left(self, living: Living) -> Outcome:
        """What stands there stays as it was. Raises Never for what is new: somebody else has to be told."""
        if living.posted is None:
            raise Never(NOT_HERE_ANY_MORE)
        return Unwanted()

    def _without_a_thread(self, parent: Living) -> Outcome:
        """The headline is coming, is held (then so are we), or was given up."""
        with self._db.read() as tx:
            states = {promise.state for promise in outbox.of_group(tx, messages.group(parent.key))}
        if states & set(outbox.UNFINISHED):
            return NotYet()
        return Waits(messages.waits_for(parent.key)) if states & set(outbox.STUCK) else Unwanted()

    def _without_a_channel(self, own: OwnChannel, awaited: str, promise: Promise) -> Outcome:
        """The longer it takes (Slack makes twenty a minute), the seldomer we look; `channels.made` calls us sooner."""
        match awaited:
            case "coming":
                now = self._wall()
                return NotYet(min(max(now - (promise.first_try_at or now), NotYet.pause), LONGEST_PAUSE))
            case "stuck":
                return Waits(channels.waits_for(own))
            case _:
                return Unwanted()

    def _post(self, living: Living, parent: Living | None, message: Message, ready: Callable[[], None]) -> Outcome:
        channel = self._channel(living)
        self._pace.wait(channel)
        ready()
        thread = parent.posted.ts if parent and parent.posted else None
        posted = self._slack.post(channel, message, key=_opaque(living), thread=thread)
        return Done(lambda tx: messages.stands_at(tx, living, posted, shown=living.wanted))

    def _update(self, living: Living, message: Message) -> Outcome:
        posted = living.posted
        assert posted is not None
        try:
            self._slack.update(posted, message)
        except Gone:
            return Done(lambda tx: _post_anew(tx, living))
        return Done(lambda tx: messages.stands_at(tx, living, posted, shown=living.wanted))

    def _doubt(self, promise: Promise, before: Sequence[Promise], lost: Restore | None) -> Doubt | None:
        """When it may have been posted although we were never told, or have *lost* it; None where it surely was not."""
        if promise.attempt == 1 and not before:
            return Doubt(lost.since, lost.until) if lost else None
        tried = [self._db.clock.now(), *_tried(promise, *before), *([lost.since] if lost else [])]
        return Doubt(promise.looked_for or min(tried))

    def _look(self, living: Living, parent: Living | None, doubt: Doubt) -> Posted | None:
        thread = parent.posted.ts if parent and parent.posted else None
        since, until = doubt.since - LOOK_BACK, doubt.until + LOOK_BACK if doubt.until else None
        return self._slack.find(self._channel(living), key=_opaque(living), since=since, until=until, thread=thread)

    def _channel(self, living: Living) -> str:
        with self._db.read() as tx:
            own = channels.of_target(tx, living.target)
            if own is not None and own.place is not None:
                return own.place
        if not living.target.startswith(("U", "W")):
            return living.target
        with self._db.read() as tx:
            known = people.dm_channel(tx, living.target)
        if known is None:
            known = self._slack.open_dm(living.target)
            with self._db.begin() as tx:
                people.keep_dm_channel(tx, living.target, known)
        return known


class HomeDelivery:
    """A person's Home, published anew from the state of now."""

    def __init__(self, db: Database, slack: Messenger, render: HomeRenderer) -> None:
        self._db, self._slack, self._render = db, slack, render

    def carry_out(self, promise: Promise, fence: str) -> Outcome:
        with self._db.read() as tx:
            blocks = self._render(tx, promise.target)
        try:
            self._slack.publish_home(promise.target, blocks)
        except Never:
            with self._db.read() as tx:
                known = people.find(tx, promise.target)
            if known is not None and not known.active:  # whose account is closed sees no Home; a guest still does
                return Unwanted()
            raise
        return Done()


class Pace:
    """A burst of posts per channel, then one each *seconds* (real time)."""

    def __init__(self, seconds: float = 1.0, burst: int = 20) -> None:
        self._seconds, self._burst = seconds, burst
        self._ready: dict[str, float] = {}

    def wait(self, channel: str) -> None:
        now = time.monotonic()
        ready = max(self._ready.get(channel, 0.0), now - self._seconds * self._burst) + self._seconds
        self._ready[channel] = ready
        if ready > now:
            time.sleep(ready - now)


def _at_once() -> None:
    """Nobody looked before: the claim is fresh."""


def _post_anew(tx: Tx, living: Living) -> None:
    """Unless its channel was given up, or it was moved, meanwhile: then that was promised already."""
    if messages.get(tx, living.key).generation == living.generation:
        messages.lost(tx, living.key)
        messages.refresh(tx, living.key)


def _may_stand(restore: Restore, parent: Living | None) -> bool:
    """Whether it may have been posted in the hours that a restore lost: not in a thread that began after them."""
    return parent is None or parent.posted is None or float(parent.posted.ts) <= restore.until.timestamp()


def _tried(*promises: Promise) -> list[datetime]:
    """When it may first have been posted: by the bot's clock, and by the wall's, which Slack may go by instead."""
    return [at for it in promises for at in (it.not_before, it.first_try_at) if at is not None]


def _of_this_generation(before: Sequence[Promise], living: Living) -> list[Promise]:
    """What became of an earlier message under this key says nothing about this one."""
    return [it for it in before if it.args.get("generation", living.generation) == living.generation]


def _found_late(tx: Tx, living: Living, posted: Posted) -> None:
    messages.stands_at(tx, living, posted, shown=living.shown)
    messages.refresh(tx, living.key)


def _was_given_up(before: Sequence[Promise]) -> bool:
    """It expired, was no longer wanted or was dropped before it ever stood anywhere: a refresh does not revive it."""
    return bool(before) and before[-1].state == "cancelled"


def _opaque(living: Living) -> str:
    return hashlib.sha256(f"{living.key}:{living.generation}".encode()).hexdigest()[:32]
