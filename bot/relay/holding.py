"""For how long a promise is one relay's, and whether it still is."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.ports import SurelyNot
from storage import claims
from storage.database import Database
from storage.outbox import Promise

LEASE = timedelta(seconds=30)  # longer than a call's 3 s + 10 s and the look before it


def hold_on(db: Database, promise: Promise, fence: str, wall: Callable[[], datetime]) -> None:
    """To be asked between a look and what it was for: the look may have taken longer than the lease.

    Raises SurelyNot when another relay took over: it does what is to be done.
    """
    with db.begin() as tx:
        if not claims.extend(tx, promise.id, fence=fence, until=wall() + LEASE):
            raise SurelyNot("another relay took over")
