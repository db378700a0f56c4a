"""Services that do not let us in. The rows say which: one bot may be turned away, and another one let in again.

Whoever watches a service without promising anything there (the calendar's changes) meets its refusals too.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.relay.patience import SERVICES
from storage import claims, pauses
from storage.database import Database, Tx
from storage.pauses import Pause

AGAIN = timedelta(minutes=1)  # what another bot wrote is read so much later at most

Write = Callable[[Callable[[Tx], object]], None]


class Pausing:
    """*tell* promises what admins are told when a pause began, and when it is over. *write* keeps something at once."""

    def __init__(
        self, db: Database, tell: Callable[[Tx, Pause], None], *, wall: Callable[[], datetime], write: Write
    ) -> None:
        self._db, self._tell, self._wall, self._write = db, tell, wall, write
        self._known: Mapping[str, str] = {}
        self._asked_at: datetime | None = None
        self._seen_refusing: set[str] = set()

    @property
    def paused_by(self) -> str | None:
        """Which services do not accept us, and their word for it; None when all do."""
        return ", ".join(f"{service}: {reason}" for service, reason in self.lasting().items()) or None

    def lasting(self) -> Mapping[str, str]:
        """The reason by service."""
        now = self._wall()
        if self._asked_at is None or not timedelta(0) <= now - self._asked_at < AGAIN:
            with self._db.read() as tx:
                self._known = {pause.service: pause.reason for pause in pauses.lasting(tx)}
            self._asked_at = now
        return self._known

    def turned_away(self, service: str, reason: str, *, watching: bool = False) -> None:
        if watching:
            self._seen_refusing.add(service)
        if service not in self.lasting():
            self._keep(lambda tx: pauses.begin(tx, service, reason))

    def let_in(self, service: str, *, watching: bool = False, afresh: bool = False) -> None:
        """A promise was kept there; or, *watching*, a look succeeded: then what waits there has the last word.

        *afresh*: an earlier try failed, perhaps another bot's, and perhaps a moment ago.
        """
        self._asked_at = None if afresh else self._asked_at
        if watching:
            self._seen_refusing.discard(service)
        if service not in self.lasting() or service in self._seen_refusing or (watching and self._waits(service)):
            return
        self._keep(lambda tx: pauses.end(tx, service))

    def _keep(self, change: Callable[[Tx], Pause | None]) -> None:
        """The pause that began or ended just now is told; None when that is known."""

        def keep(tx: Tx) -> None:
            pause = change(tx)
            if pause is not None:
                self._tell(tx, pause)

        self._write(keep)
        self._asked_at = None

    def _waits(self, service: str) -> bool:
        with self._db.read() as tx:
            return claims.any_waits(tx, [kind for kind, its in SERVICES.items() if its == service])
