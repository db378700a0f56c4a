"""How the bot is, in a few numbers: for /healthz and for the log. In Socket Mode nobody can ask."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.relay import Relay
from storage import outbox
from storage.database import Database

log = logging.getLogger(__name__)

LATE = timedelta(minutes=1)  # with a tick of 15 s what is due is normally done within seconds
NO_ANSWER = "the database does not answer"


@dataclass(frozen=True)
class Health:
    """*waiting*: promises that are due. *lag*: seconds for which the oldest of them has waited. *stuck*: promises that
    wait for a person's word. *paused*: who turns us away, in their words.
    """

    waiting: int | None
    lag: int | None
    stuck: int | None
    paused: str | None

    @property
    def is_well(self) -> bool:
        """Else a person has to do something."""
        return self.paused is None

    @property
    def is_late(self) -> bool:
        return self.lag is None or self.lag >= LATE.total_seconds()


def look(db: Database, relay: Relay) -> Health:
    try:
        with db.read() as tx:
            waiting, lag, stuck = outbox.waiting(tx), outbox.lag(tx), len(outbox.stuck(tx))
        return Health(waiting, int(lag.total_seconds()), stuck, relay.paused_by)
    except (SQLAlchemyError, OSError):
        return Health(None, None, None, NO_ANSWER)


def watched(db: Database, relay: Relay) -> Callable[[], None]:
    """To be called now and then: the log has a line while promises are late, and one when they are not any more."""
    was_late = False

    def watch() -> None:
        nonlocal was_late
        health = look(db, relay)
        if health.is_late:
            log.warning(
                "health: %s promises wait, the oldest for %s s (%s)",
                health.waiting,
                health.lag,
                health.paused or "busy",
            )
        elif was_late:
            log.warning("health: nothing is late any more")
        was_late = health.is_late

    return watch
